"""REST: units and staff, read only (changes come by the HR feed or the pages)."""

from datetime import date
from typing import Annotated

from ninja import Query
from pydantic import Field

from yinqiao.organization import policies, queries
from yinqiao.organization.queries import StaffLine
from yinqiao.platform import clock
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest, caller_of
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Answer, Id
from yinqiao.platform.ui.paging import Order, QuerySetSource

router = ApiRouter(tags=["organization"])


class OrgAnswer(Answer):
    """A unit. `level` counts from the head office, which is 1; `region` is a GB/T 2260 code."""

    id: int
    code: str
    name: str
    kind: str
    parent_id: int | None
    level: int
    region: str
    closed_on: date | None


class OrgPeriodAnswer(Answer):
    """What a unit was called and where it hung, `valid_to` not included."""

    name: str
    parent_name: str
    valid_from: date
    valid_to: date | None


class OrgHistoryAnswer(OrgAnswer):
    """A unit with its history."""

    periods: list[OrgPeriodAnswer]


class StaffAnswer(Answer):
    """A person: home unit and main post. Nothing private is kept."""

    id: int
    staff_no: str
    name: str
    org_id: int
    org_name: str
    post_label: str
    status: str
    joined_on: date | None
    left_on: date | None


class StaffFilter(Paging):
    """Which people: the start of name, pinyin or number; home unit below `org_id`; a status."""

    search: Annotated[str, Field(max_length=60)] = ""
    org_id: Annotated[int | None, Field(ge=1)] = None
    status: Annotated[str, Field(max_length=10)] = ""


@router.reads("/organization/orgs", permission=policies.VIEW_ORG, answer=list[OrgAnswer])
def list_orgs(request: ApiRequest, below: int | None = None, closed: bool = False) -> list[OrgAnswer]:  # noqa: FBT001, FBT002
    """List the units.

    The whole tree in reading order, each parent before its children; `below` limits it to one unit and what is under it.
    """
    nodes = queries.org_tree(
        on=clock.bank_date(request.now), root_ids=None if below is None else [below], is_closed_shown=closed
    )
    return [OrgAnswer.model_validate(node) for node in nodes]


@router.reads("/organization/orgs/{org_id}", permission=policies.VIEW_ORG, answer=OrgHistoryAnswer)
def read_org(request: ApiRequest, org_id: Id) -> OrgHistoryAnswer:
    """Read one unit with its history."""
    card = queries.org_card(org_id=org_id, on=clock.bank_date(request.now))
    periods = [OrgPeriodAnswer.model_validate(period) for period in card.periods]
    return OrgHistoryAnswer(**OrgAnswer.model_validate(card.node).model_dump(), periods=periods)


@router.reads("/organization/staff", permission=policies.VIEW_STAFF, answer=Page[StaffAnswer])
def list_staff(request: ApiRequest, query: Query[StaffFilter]) -> Page[StaffAnswer]:
    """List staff by pinyin.

    Pages by cursor; filters as in the page of the same name.
    """
    filters = {"search": query.search, "org_id": query.org_id, "status": query.status}
    org_ids = None if query.org_id is None else queries.orgs_below([query.org_id])
    source = QuerySetSource(queries.staff_list(search=query.search, org_ids=org_ids, status=query.status))
    found = read_slice(source, actor=caller_of(request), order=Order("pinyin"), filters=filters, paging=query)
    lines = queries.staff_lines(found.rows, on=clock.bank_date(request.now))
    return Page(items=[_staff(line) for line in lines], next=found.next)


@router.reads("/organization/staff/{staff_id}", permission=policies.VIEW_STAFF, answer=StaffAnswer)
def read_staff(request: ApiRequest, staff_id: Id) -> StaffAnswer:
    """Read one person."""
    return _staff(queries.staff_card(staff_id=staff_id, on=clock.bank_date(request.now)).line)


def _staff(line: StaffLine) -> StaffAnswer:
    return StaffAnswer.model_validate(line)
