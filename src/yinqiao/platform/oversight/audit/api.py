"""The audit trail over REST, for auditors and for systems that collect it. Reading it leaves its own entries."""

from collections.abc import Mapping

from django.http import HttpResponse
from ninja import Query, Status

from yinqiao.platform.audit import policies, queries, record_read
from yinqiao.platform.audit.queries import EntryFilter, EntryLine
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.oversight import queries as verifications
from yinqiao.platform.oversight import services
from yinqiao.platform.oversight.audit.schemas import (
    ChainAnswer,
    EntryFilters,
    EntryItem,
    ReaderItem,
    VerificationItem,
)
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui.paging import Order, QuerySetSource

router = ApiRouter(tags=["audit"])
NEWEST_FIRST = Order("occurred_at", is_descending=True)


@router.reads("/audit/entries", permission=policies.VIEW, answer=Page[EntryItem])
def list_audit_entries(
    request: ApiRequest, filters: Query[EntryFilters], paging: Query[Paging]
) -> Page[EntryItem]:
    """Search the trail, the newest first."""
    wanted = filters.model_dump()
    source = QuerySetSource(queries.search(actor=request.actor, wanted=EntryFilter(**wanted)))
    found = read_slice(
        source, actor=request.actor, order=NEWEST_FIRST, filters=wanted, paging=paging
    )
    if not paging.cursor:
        _record(
            request,
            "audit.searched",
            detail={name: value for name, value in wanted.items() if value},
        )
    items = [EntryItem.model_validate(line) for line in queries.lines(found.rows)]
    return Page[EntryItem](items=items, next=found.next)


@router.reads("/audit/entries/{entry_id}", permission=policies.VIEW, answer=EntryItem)
def get_audit_entry(request: ApiRequest, entry_id: Id) -> EntryLine:
    """Read one entry."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    _record(request, "audit.entry-opened", ref=ObjectRef("audit.entry", entry_id))
    return found


@router.reads(
    "/audit/customers/{customer_id}/readers", permission=policies.VIEW, answer=list[ReaderItem]
)
def list_readers(request: ApiRequest, customer_id: Id) -> list[queries.Toucher]:
    """List who looked at, changed, or was refused a customer, the latest first."""
    found = queries.who_touched(actor=request.actor, customer_id=customer_id)
    _record(request, "audit.customer-followed", ref=ObjectRef("customers.customer", customer_id))
    return found


@router.reads("/audit/chain", permission=policies.VERIFY, answer=ChainAnswer)
def get_chain(request: ApiRequest) -> queries.ChainState:
    """Read how many entries are sealed, waiting and anchored outside."""
    return queries.chain_state(actor=request.actor)


@router.reads("/audit/verifications", permission=policies.VERIFY, answer=list[VerificationItem])
def list_verifications(request: ApiRequest) -> list[verifications.VerificationCard]:
    """List the last verifications of the chain, the newest first."""
    return verifications.newest_verifications(actor=request.actor)


@router.creates("/audit/verifications", permission=policies.VERIFY, answer=VerificationItem)
def ask_verification(
    request: ApiRequest, response: HttpResponse
) -> Status[verifications.VerificationCard]:
    """Ask for a verification; a job runs it, and its result is read at the answered Location."""
    number = services.request_verification(actor=request.actor, now=request.now)
    response.headers["Location"] = f"/api/v1/audit/verifications/{number}"
    return Status(201, verifications.verification(actor=request.actor, verification_id=number))


@router.reads(
    "/audit/verifications/{verification_id}", permission=policies.VERIFY, answer=VerificationItem
)
def get_verification(request: ApiRequest, verification_id: Id) -> verifications.VerificationCard:
    """Read one verification."""
    return verifications.verification(actor=request.actor, verification_id=verification_id)


def _record(
    request: ApiRequest,
    verb: str,
    *,
    ref: ObjectRef | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    record_read(actor=request.actor, verb=verb, ref=ref, detail=detail)
