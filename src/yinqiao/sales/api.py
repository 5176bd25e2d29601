"""Opportunities over REST: the same scope, masking and services as the pages."""

from django.http import HttpResponse
from ninja import Query, Status

from yinqiao.platform import clock
from yinqiao.platform.rest import versions
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui.paging import Order, QuerySetSource
from yinqiao.sales import policies, queries, services
from yinqiao.sales.schemas import (
    OpportunityFilters,
    OpportunityItem,
    SnoozeInput,
)

router = ApiRouter(tags=["sales"])


@router.reads("/opportunities", permission=policies.VIEW, answer=Page[OpportunityItem])
def list_opportunities(
    request: ApiRequest, filters: Query[OpportunityFilters], paging: Query[Paging]
) -> Page[OpportunityItem]:
    """List the opportunities on the caller's list, the most urgent first.

    A manager sees her own, a head those of her units. Whose they are is written to the audit trail.
    """
    actor = request.actor
    wanted = queries.OpportunityFilter(**filters.model_dump())
    today = clock.bank_date(request.now)
    found = read_slice(
        QuerySetSource(queries.opportunity_list(actor=actor, wanted=wanted, today=today)),
        actor=actor,
        order=Order("urgency"),
        filters=filters.model_dump(),
        paging=paging,
    )
    queries.record_listed(actor=actor, wanted=wanted, rows=found.rows)
    shown = queries.opportunity_rows(found.rows, actor=actor, now=request.now)
    return Page[OpportunityItem](
        items=[OpportunityItem.model_validate(row) for row in shown], next=found.next
    )


@router.reads("/opportunities/{opportunity_id}", permission=policies.VIEW, answer=OpportunityItem)
def get_opportunity(
    request: ApiRequest, opportunity_id: Id, response: HttpResponse
) -> queries.OpportunityRow:
    """Read one opportunity."""
    card = queries.opportunity_card(
        actor=request.actor, opportunity_id=opportunity_id, now=request.now
    )
    queries.record_opened(actor=request.actor, card=card)
    versions.put(response, card.row.version)
    return card.row


@router.creates(
    "/opportunities/{opportunity_id}/snoozes",
    permission=policies.WORK,
    answer=OpportunityItem,
    is_version_needed=True,
)
def snooze_opportunity(
    request: ApiRequest, *, opportunity_id: Id, body: SnoozeInput, response: HttpResponse
) -> Status[queries.OpportunityRow]:
    """Put an opportunity off until a day, with the reason; nobody is chased before."""
    services.snooze(
        actor=request.actor,
        now=request.now,
        opportunity_id=opportunity_id,
        version=request.version or 0,
        until=body.until,
        reason=body.reason,
    )
    return Status(201, _row(request, opportunity_id, response))


def _row(
    request: ApiRequest, opportunity_id: int, response: HttpResponse
) -> queries.OpportunityRow:
    card = queries.opportunity_card(
        actor=request.actor, opportunity_id=opportunity_id, now=request.now
    )
    versions.put(response, card.row.version)
    return card.row
