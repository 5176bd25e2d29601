"""Leads over REST: the same scope, masking and services as the pages."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Status

from yinqiao.organization import queries as organization
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.rest import versions
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui.paging import Order, QuerySetSource
from yinqiao.sales.leads import policies, queries, services
from yinqiao.sales.leads.schemas import (
    CapturedItem,
    ConversionInput,
    ConversionItem,
    LeadFilters,
    LeadInput,
    LeadItem,
)

router = ApiRouter(tags=["leads"])


@router.reads("/leads", permission=policies.VIEW, answer=Page[LeadItem])
def list_leads(
    request: ApiRequest, filters: Query[LeadFilters], paging: Query[Paging]
) -> Page[LeadItem]:
    """List leads, the best first. Which they are is written to the audit trail."""
    actor = request.actor
    wanted = queries.LeadFilter(**filters.model_dump())
    found = read_slice(
        QuerySetSource(queries.lead_list(actor=actor, wanted=wanted)),
        actor=actor,
        order=Order("score", is_descending=True),
        filters=filters.model_dump(),
        paging=paging,
    )
    queries.record_listed(actor=actor, wanted=wanted, rows=found.rows)
    shown = queries.lead_rows(found.rows, actor=actor)
    return Page[LeadItem](items=[LeadItem.model_validate(row) for row in shown], next=found.next)


@router.reads("/leads/{lead_id}", permission=policies.VIEW, answer=LeadItem)
def get_lead(request: ApiRequest, lead_id: Id, response: HttpResponse) -> queries.LeadRow:
    """Read one lead."""
    card = services.open_lead(actor=request.actor, now=request.now, lead_id=lead_id)
    versions.put(response, card.row.version)
    return card.row


@router.creates("/leads", permission=policies.CAPTURE, answer=CapturedItem)
def capture_lead(request: ApiRequest, body: LeadInput) -> Status[services.Captured]:
    """Send a lead. The same number of the sender, or an open lead of the same person or company, takes it as a further call.

    The answer tells nothing of what the bank knows of the person.
    """
    given = body.model_dump(exclude={"org_code"})
    details = services.LeadDetails(**given, org_id=_org_id(body.org_code))
    captured = services.capture_lead(actor=request.actor, now=request.now, details=details)
    return Status(201, captured)


@router.creates("/leads/{lead_id}/claims", permission=policies.WORK, answer=LeadItem)
def claim_lead(request: ApiRequest, lead_id: Id, response: HttpResponse) -> Status[queries.LeadRow]:
    """Take a lead out of the pool; 409 when somebody else has it."""
    services.claim_lead(actor=request.actor, now=request.now, lead_id=lead_id)
    card = queries.lead_card(actor=request.actor, lead_id=lead_id)
    versions.put(response, card.row.version)
    return Status(201, card.row)


@router.creates(
    "/leads/{lead_id}/conversions",
    permission=policies.WORK,
    answer=ConversionItem,
    is_version_needed=True,
)
def convert_lead(
    request: ApiRequest, lead_id: Id, body: ConversionInput
) -> Status[services.Conversion]:
    """Make a customer and an opportunity of a lead."""
    done = services.convert_lead(
        actor=request.actor,
        now=request.now,
        lead_id=lead_id,
        version=request.version or 0,
        details=services.ConversionDetails(**body.model_dump()),
    )
    return Status(201, done)


def _org_id(code: str) -> int | None:
    if not code:
        return None
    found = organization.org_ids([code]).get(code)
    if found is None:
        said = _("There is no such unit.")
        raise InvalidInput(said, fields={"org_code": said})
    return found
