"""Opportunities over REST: the same scope, masking and services as the pages."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Status

from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.rest import versions
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui.paging import Order, QuerySetSource
from yinqiao.sales import policies, queries, services, ways
from yinqiao.sales.schemas import (
    BoardFilters,
    BoardItem,
    MoveInput,
    OpportunityFilters,
    OpportunityItem,
    OwnInput,
    PipelineItem,
    PipelineList,
    PlanInput,
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


@router.reads("/pipelines", permission=policies.VIEW, answer=PipelineList)
def list_pipelines(request: ApiRequest) -> PipelineList:  # noqa: ARG001 - the same for everybody
    """List the pipelines of the bank with their stages."""
    return PipelineList(items=tuple(PipelineItem.model_validate(way) for way in ways.ways()))


@router.reads("/pipelines/{code}/board", permission=policies.VIEW, answer=BoardItem)
def get_board(request: ApiRequest, code: str, filters: Query[BoardFilters]) -> queries.Board:
    """Read the board of a pipeline: each stage with count and sums, up to 40 cards in each, what is expected first on top."""
    if ways.way(code) is None:
        raise NotFound(_("There is no such pipeline."))
    wanted = queries.BoardFilter(code, filters.owner, filters.period)
    found = queries.pipeline_board(actor=request.actor, wanted=wanted, now=request.now)
    rows = [card.row for column in found.columns for card in column.cards]
    queries.record_feed(actor=request.actor, rows=rows)
    return found


@router.creates("/opportunities", permission=policies.WORK, answer=OpportunityItem)
def open_opportunity(
    request: ApiRequest, body: OwnInput, response: HttpResponse
) -> Status[queries.OpportunityRow]:
    """Open an opportunity for a customer in scope."""
    details = services.OwnDetails(**body.model_dump())
    pk = services.open_own(actor=request.actor, now=request.now, details=details)
    return Status(201, _row(request, pk, response))


@router.creates(
    "/opportunities/{opportunity_id}/moves",
    permission=policies.WORK,
    answer=OpportunityItem,
    is_version_needed=True,
)
def move_opportunity(
    request: ApiRequest, *, opportunity_id: Id, body: MoveInput, response: HttpResponse
) -> Status[queries.OpportunityRow]:
    """Move it on to a later stage; 422 with the fields that its conditions still ask for."""
    brought = body.model_dump(exclude={"stage_id", "note"})
    services.move(
        actor=request.actor,
        now=request.now,
        opportunity_id=opportunity_id,
        version=request.version or 0,
        stage_id=body.stage_id,
        brought=services.Brought(**brought),
        note=body.note,
    )
    return Status(201, _row(request, opportunity_id, response))


@router.creates(
    "/opportunities/{opportunity_id}/plans",
    permission=policies.WORK,
    answer=OpportunityItem,
    is_version_needed=True,
)
def plan_opportunity(
    request: ApiRequest, *, opportunity_id: Id, body: PlanInput, response: HttpResponse
) -> Status[queries.OpportunityRow]:
    """Say for how much and by when a deal is expected, and how likely it is."""
    services.plan(
        actor=request.actor,
        now=request.now,
        opportunity_id=opportunity_id,
        version=request.version or 0,
        **body.model_dump(),
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
