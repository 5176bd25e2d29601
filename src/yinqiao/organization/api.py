"""The organization over REST: the tree of units and the staff, read only (the HR feed writes them)."""

from datetime import date

from django.http import HttpResponse
from ninja import Query

from yinqiao.organization import policies, queries
from yinqiao.organization.schemas import (
    OrgAnswer,
    OrgFilters,
    OrgItem,
    StaffAnswer,
    StaffFilters,
    StaffItem,
)
from yinqiao.platform import clock
from yinqiao.platform.rest import versions
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui.paging import Order, QuerySetSource

router = ApiRouter(tags=["organization"])


@router.reads("/organization/orgs", permission=policies.VIEW_ORG, answer=list[OrgItem])
def list_orgs(request: ApiRequest, filters: Query[OrgFilters]) -> list[queries.OrgNode]:
    """List the units in reading order, each parent before its children."""
    roots = None if filters.below is None else [filters.below]
    return queries.org_tree(
        on=filters.on or _today(request), root_ids=roots, is_closed_shown=filters.with_closed
    )


@router.reads("/organization/orgs/{org_id}", permission=policies.VIEW_ORG, answer=OrgAnswer)
def get_org(request: ApiRequest, org_id: Id, response: HttpResponse) -> queries.OrgCard:
    """Read one unit with its children and its history."""
    found = queries.org_card(org_id=org_id, on=_today(request))
    versions.put(response, found.version)
    return found


@router.reads("/organization/staff", permission=policies.VIEW_STAFF, answer=Page[StaffItem])
def list_staff(
    request: ApiRequest, filters: Query[StaffFilters], paging: Query[Paging]
) -> Page[StaffItem]:
    """List the staff in the order of their pinyin."""
    units = None if filters.org_id is None else queries.orgs_below([filters.org_id])
    source = QuerySetSource(
        queries.staff_list(search=filters.q, org_ids=units, status=filters.status or "")
    )
    found = read_slice(
        source,
        actor=request.actor,
        order=Order("pinyin"),
        filters=filters.model_dump(mode="json"),
        paging=paging,
    )
    lines = queries.staff_lines(found.rows, on=_today(request))
    return Page[StaffItem](
        items=[StaffItem.model_validate(line) for line in lines], next=found.next
    )


@router.reads("/organization/staff/{staff_id}", permission=policies.VIEW_STAFF, answer=StaffAnswer)
def get_staff(request: ApiRequest, staff_id: Id, response: HttpResponse) -> queries.StaffCard:
    """Read one person with all posts."""
    found = queries.staff_card(staff_id=staff_id, on=_today(request))
    versions.put(response, found.version)
    return found


def _today(request: ApiRequest) -> date:
    return clock.bank_date(request.now)
