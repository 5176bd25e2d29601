"""Deals over REST: the same scope, masking and services as the pages."""

from django.http import HttpResponse
from ninja import Query, Status

from yinqiao.platform.rest import versions
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui.paging import Order, QuerySetSource
from yinqiao.sales.deals import policies, queries, services
from yinqiao.sales.deals.schemas import (
    AnswerInput,
    LineInput,
    LineItem,
    LineList,
    OrderFilters,
    OrderItem,
    TakenItem,
)

router = ApiRouter(tags=["deals"])


@router.reads("/orders", permission=policies.VIEW, answer=Page[OrderItem])
def list_orders(
    request: ApiRequest, filters: Query[OrderFilters], paging: Query[Paging]
) -> Page[OrderItem]:
    """List orders of products, the newest first. Whose they are is written to the audit trail."""
    actor = request.actor
    wanted = queries.OrderFilter(**filters.model_dump())
    found = read_slice(
        QuerySetSource(queries.order_list(actor=actor, wanted=wanted)),
        actor=actor,
        order=Order("state_at", is_descending=True),
        filters=filters.model_dump(),
        paging=paging,
    )
    queries.record_listed(actor=actor, wanted=wanted, rows=found.rows)
    shown = queries.order_rows(found.rows, actor=actor, now=request.now)
    return Page[OrderItem](items=[OrderItem.model_validate(row) for row in shown], next=found.next)


@router.reads("/orders/{order_id}", permission=policies.VIEW, answer=OrderItem)
def get_order(request: ApiRequest, order_id: Id, response: HttpResponse) -> queries.OrderRow:
    """Read one order."""
    card = queries.order_card(actor=request.actor, order_id=order_id, now=request.now)
    queries.record_opened(actor=request.actor, card=card)
    versions.put(response, card.row.version)
    return card.row


@router.creates("/orders/{order_no}/answers", permission=policies.ANSWER, answer=TakenItem)
def answer_order(request: ApiRequest, order_no: str, body: AnswerInput) -> Status[services.Taken]:
    """Tell how an order goes on. The same source and sequence again changes nothing; one out of order moves nothing back.

    An answer about an order that nobody knows is kept until somebody places it.
    """
    details = services.AnswerDetails(order_no=order_no[:40], **body.model_dump())
    return Status(201, services.take_answer(actor=request.actor, now=request.now, details=details))


@router.reads("/opportunities/{opportunity_id}/lines", permission=policies.VIEW, answer=LineList)
def list_lines(request: ApiRequest, opportunity_id: Id) -> LineList:
    """List the products of an opportunity with their terms."""
    found = queries.deal_of(actor=request.actor, opportunity_id=opportunity_id, now=request.now)
    return LineList(items=tuple(LineItem.model_validate(line) for line in found.lines))


@router.creates("/opportunities/{opportunity_id}/lines", permission=policies.WORK, answer=LineItem)
def add_line(request: ApiRequest, opportunity_id: Id, body: LineInput) -> Status[queries.LineCard]:
    """Offer a product on these terms; beyond the caller's limit they need approval before the deal moves on."""
    details = services.LineDetails(**body.model_dump())
    line_id = services.add_line(
        actor=request.actor, now=request.now, opportunity_id=opportunity_id, details=details
    )
    _row, card = queries.line_of(actor=request.actor, line_id=line_id, now=request.now)
    return Status(201, card)
