"""Duplicates, merges and entries for programs."""

from django.http import HttpResponse
from ninja import Query, Status

from yinqiao.customers import policies, queries, services
from yinqiao.customers.api_router import router
from yinqiao.customers.duplicate_schemas import (
    DuplicateFilters,
    DuplicateItem,
    EntryCheckAnswer,
    MergeAnswered,
    MergeInput,
    MergeItem,
    MergesInput,
    ProspectInput,
    Rejection,
    RejectionInput,
    Undoing,
    UndoInput,
)
from yinqiao.customers.queries.detail import CustomerDetail, customer_detail
from yinqiao.customers.schemas import CustomerAnswer
from yinqiao.customers.services import Answered, ProspectDetails
from yinqiao.platform.rest import versions
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui.paging import Order, QuerySetSource


@router.creates("/customers", permission=policies.CREATE, answer=CustomerAnswer)
def enter_customer(
    request: ApiRequest, *, body: ProspectInput, response: HttpResponse
) -> Status[CustomerDetail]:
    """Enter a potential customer.

    A certificate or credit code that a customer has is refused (DUP_CUSTOMER); where somebody in scope is alike, the caller says that
    she has looked (`has_seen`).
    """
    row = services.enter_prospect(
        actor=request.actor, now=request.now, details=_details(body), has_seen=body.has_seen
    )
    found = customer_detail(actor=request.actor, customer_id=row.pk, now=request.now)
    response.headers["Location"] = f"/api/v1/customers/{row.pk}"
    versions.put(response, found.version)
    return Status(201, found)


@router.asks("/entry-checks", permission=policies.CREATE, answer=EntryCheckAnswer)
def check_entry(request: ApiRequest, body: ProspectInput) -> queries.EntryCheck:
    """Tell who is known already of somebody before she is entered. Nothing is saved."""
    return services.check_entry(actor=request.actor, now=request.now, details=_details(body))


@router.reads("/duplicates", permission=policies.MERGE, answer=Page[DuplicateItem])
def list_duplicates(
    request: ApiRequest, filters: Query[DuplicateFilters], paging: Query[Paging]
) -> Page[DuplicateItem]:
    """List pairs that may be one customer, the largest assets first."""
    source = QuerySetSource(
        queries.suggestions(
            actor=request.actor,
            state=filters.state or "PENDING",
            kind=filters.kind or "",
            key=filters.key or "",
        )
    )
    found = read_slice(
        source,
        actor=request.actor,
        order=Order.of("-value"),
        filters=filters.model_dump(),
        paging=paging,
    )
    rows = queries.suggestion_rows(found.rows, actor=request.actor)
    return Page[DuplicateItem](
        items=[DuplicateItem.model_validate(row) for row in rows], next=found.next
    )


@router.creates("/duplicates/{duplicate_id}/merges", permission=policies.MERGE, answer=MergeItem)
def request_merge(
    request: ApiRequest, *, duplicate_id: Id, body: MergeInput
) -> Status[queries.MergeRowRead]:
    """Ask for a merge. Another person decides; nothing changes until then."""
    card = queries.suggestion_card(
        actor=request.actor, suggestion_id=duplicate_id, kept_id=body.survivor_id
    )
    merge_id = services.request_merge(
        actor=request.actor,
        now=request.now,
        survivor_id=card.comparison.kept.id,
        member_id=card.comparison.other.id,
        sides=dict(body.sides),
        reason=body.reason,
    )
    found = queries.merge_card(actor=request.actor, merge_id=merge_id, now=request.now)
    return Status(201, found.row)


@router.creates("/duplicates/merges", permission=policies.MERGE, answer=list[MergeAnswered])
def request_merges(request: ApiRequest, *, body: MergesInput) -> Status[list[Answered]]:
    """Ask for several merges. One that cannot be asked for does not hold up the others."""
    found = services.request_many(
        actor=request.actor,
        now=request.now,
        suggestion_ids=body.duplicate_ids,
        reason=body.reason,
    )
    return Status(201, found)


@router.creates(
    "/duplicates/{duplicate_id}/rejections",
    permission=policies.MERGE,
    answer=Rejection,
    is_version_needed=True,
)
def reject_duplicate(
    request: ApiRequest, *, duplicate_id: Id, body: RejectionInput
) -> Status[Rejection]:
    """Say that a pair is two customers; it will not be suggested again."""
    services.reject_suggestion(
        actor=request.actor,
        now=request.now,
        suggestion_id=duplicate_id,
        version=request.version or 0,
        reason=body.reason,
    )
    return Status(201, Rejection(duplicate_id=duplicate_id, state="REJECTED"))


@router.reads("/merges/{merge_id}", permission=policies.APPROVE_MERGE, answer=MergeItem)
def get_merge(request: ApiRequest, merge_id: Id, response: HttpResponse) -> queries.MergeRowRead:
    """Read one merge."""
    found = queries.merge_card(actor=request.actor, merge_id=merge_id, now=request.now)
    versions.put(response, found.row.version)
    return found.row


@router.creates(
    "/merges/{merge_id}/undoings",
    permission=policies.MERGE,
    answer=Undoing,
    is_version_needed=True,
)
def undo_merge(request: ApiRequest, *, merge_id: Id, body: UndoInput) -> Status[Undoing]:
    """Take a merge back while its time runs: every row goes back, with what was changed since."""
    gone = services.undo_merge(
        actor=request.actor,
        now=request.now,
        merge_id=merge_id,
        version=request.version or 0,
        reason=body.reason,
    )
    return Status(201, Undoing(merge_id=merge_id, gone=gone))


def _details(body: ProspectInput) -> ProspectDetails:
    return ProspectDetails(
        kind=body.kind,
        name=body.name,
        mobile=body.mobile,
        id_type=body.id_type or "",
        id_number=body.id_number,
        uscc=body.uscc,
        birth_on=body.birth_on,
    )
