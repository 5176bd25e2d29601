"""Customers over REST: the same scope, masking and services as the pages."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Status

from yinqiao.customers import (
    duplicates_api,  # noqa: F401 - its operations register themselves
    policies,
    queries,
    services,
)
from yinqiao.customers.api_router import router
from yinqiao.customers.quality import api as quality_api  # noqa: F401 - its operations register themselves
from yinqiao.customers.queries import ContactRow, CustomerFilter
from yinqiao.customers.queries.detail import CustomerDetail, customer_detail
from yinqiao.customers.schemas import (
    AddressItem,
    ContactPointChange,
    ContactPointInput,
    ContactPointItem,
    CustomerAnswer,
    CustomerChange,
    CustomerFilters,
    CustomerItem,
    Ending,
    EndingInput,
    IdentificationItem,
    SearchInput,
    SearchResult,
)
from yinqiao.customers.services import ContactDetails
from yinqiao.platform import clock
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.rest import versions
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui import openings
from yinqiao.platform.ui.paging import Order, QuerySetSource


@router.reads("/customers", permission=policies.VIEW, answer=Page[CustomerItem])
def list_customers(
    request: ApiRequest, filters: Query[CustomerFilters], paging: Query[Paging]
) -> Page[CustomerItem]:
    """List the customers in scope.

    In the order of `sort`, by default the largest assets first where the caller sees them, else by customer number. The
    customers shown are written to the audit trail.
    """
    actor, order = request.actor, _order(request, filters.sort)
    if filters.birthday_month is not None and not policies.sees_all_birthdays(actor):
        _refuse("birthday_month", _("You may not filter by birthday."))
    wanted = CustomerFilter.of(filters.model_dump(mode="json"))
    source = QuerySetSource(queries.customer_list(actor=actor, wanted=wanted))
    found = read_slice(
        source, actor=actor, order=order, filters=filters.model_dump(), paging=paging
    )
    rows = queries.customer_rows(found.rows, actor=actor, now=request.now)
    queries.record_listed(actor=actor, wanted=wanted, customer_ids=[row.id for row in rows])
    return Page[CustomerItem](
        items=[CustomerItem.model_validate(row) for row in rows], next=found.next
    )


@router.asks("/customers/searches", permission=policies.VIEW, answer=SearchResult)
def search_customers(request: ApiRequest, body: SearchInput) -> SearchResult:
    """Find customers by name, pinyin or a number in full.

    The text travels in the body, because a number in an address would stand in logs. Every search leaves an audit row.
    """
    found = queries.search(actor=request.actor, now=request.now, text=body.text)
    return SearchResult.model_validate(found)


@router.reads("/customers/{customer_id}", permission=policies.VIEW, answer=CustomerAnswer)
def get_customer(request: ApiRequest, customer_id: Id, response: HttpResponse) -> CustomerDetail:
    """Read one customer. The read is written to the audit trail."""
    found = customer_detail(actor=request.actor, customer_id=customer_id, now=request.now)
    queries.record_opened(
        actor=request.actor,
        customer_id=found.row.id,
        detail={"by": "api", "operation": "get_customer"},
    )
    openings.recorded(request, customer_id)
    versions.put(response, found.version)
    return found


@router.changes("/customers/{customer_id}", permission=policies.EDIT, answer=CustomerAnswer)
def change_customer(
    request: ApiRequest, *, customer_id: Id, body: CustomerChange, response: HttpResponse
) -> CustomerDetail:
    """Change fields that the CRM owns.

    Fields of the source system are not in the list: ask for a correction. Numbers of persons in free text are masked before
    they are stored.
    """
    changes = {name: str(value or "") for name, value in body.changes().items()}
    services.update_profile(
        actor=request.actor,
        now=request.now,
        customer_id=customer_id,
        version=request.version or 0,
        changes=changes,
    )
    found = customer_detail(actor=request.actor, customer_id=customer_id, now=request.now)
    versions.put(response, found.version)
    return found


@router.reads(
    "/customers/{customer_id}/contact-points",
    permission=policies.VIEW,
    answer=list[ContactPointItem],
)
def list_contact_points(request: ApiRequest, customer_id: Id) -> list[ContactRow]:
    """List how the customer can be reached, masked."""
    found = queries.reach(actor=request.actor, customer_id=customer_id, now=request.now)
    _record(request, "customers.reach-opened", customer_id)
    return list(found.contacts)


@router.creates(
    "/customers/{customer_id}/contact-points", permission=policies.EDIT, answer=ContactPointItem
)
def add_contact_point(
    request: ApiRequest, *, customer_id: Id, body: ContactPointInput, response: HttpResponse
) -> Status[ContactRow]:
    """Add a contact point. The answer shows it masked."""
    details = ContactDetails(
        body.usage,
        body.value,
        body.is_primary,
        body.is_do_not_disturb,
        has_seen=body.has_seen,
    )
    added = services.add_contact(
        actor=request.actor, now=request.now, customer_id=customer_id, details=details
    )
    row = _contact(request, customer_id, added.pk)
    response.headers["Location"] = f"/api/v1/customers/{customer_id}/contact-points/{row.id}"
    versions.put(response, row.version)
    return Status(201, row)


@router.reads(
    "/customers/{customer_id}/contact-points/{contact_point_id}",
    permission=policies.VIEW,
    answer=ContactPointItem,
)
def get_contact_point(
    request: ApiRequest, *, customer_id: Id, contact_point_id: Id, response: HttpResponse
) -> ContactRow:
    """Read one contact point, masked."""
    row = _contact(request, customer_id, contact_point_id)
    _record(request, "customers.reach-opened", customer_id)
    versions.put(response, row.version)
    return row


@router.changes(
    "/customers/{customer_id}/contact-points/{contact_point_id}",
    permission=policies.EDIT,
    answer=ContactPointItem,
)
def change_contact_point(
    request: ApiRequest,
    *,
    customer_id: Id,
    contact_point_id: Id,
    body: ContactPointChange,
    response: HttpResponse,
) -> ContactRow:
    """Change a contact point that staff added; those of the source system are locked."""
    present = _contact(request, customer_id, contact_point_id)
    details = ContactDetails(
        usage=body.usage or present.usage,
        value=body.value or "",
        is_primary=present.is_primary if body.is_primary is None else body.is_primary,
        is_do_not_disturb=present.is_do_not_disturb
        if body.is_do_not_disturb is None
        else body.is_do_not_disturb,
        has_seen=body.has_seen,
    )
    services.edit_contact(
        actor=request.actor,
        now=request.now,
        customer_id=customer_id,
        contact_id=contact_point_id,
        version=request.version or 0,
        details=details,
    )
    row = _contact(request, customer_id, contact_point_id)
    versions.put(response, row.version)
    return row


@router.creates(
    "/customers/{customer_id}/contact-points/{contact_point_id}/endings",
    permission=policies.EDIT,
    answer=Ending,
    is_version_needed=True,
)
def end_contact_point(
    request: ApiRequest, *, customer_id: Id, contact_point_id: Id, body: EndingInput
) -> Status[Ending]:
    """End a contact point that staff added; it stays in the history."""
    services.end_contact(
        actor=request.actor,
        now=request.now,
        customer_id=customer_id,
        contact_id=contact_point_id,
        version=request.version or 0,
        reason=body.reason,
    )
    return Status(
        201, Ending(contact_point_id=contact_point_id, ended_on=clock.bank_date(request.now))
    )


@router.reads(
    "/customers/{customer_id}/identifications",
    permission=policies.VIEW,
    answer=list[IdentificationItem],
)
def list_identifications(request: ApiRequest, customer_id: Id) -> list[queries.IdentificationRow]:
    """List the customer's certificates, their numbers masked."""
    found = queries.reach(actor=request.actor, customer_id=customer_id, now=request.now)
    _record(request, "customers.reach-opened", customer_id)
    return list(found.identifications)


@router.reads(
    "/customers/{customer_id}/addresses", permission=policies.VIEW, answer=list[AddressItem]
)
def list_addresses(request: ApiRequest, customer_id: Id) -> list[queries.AddressRow]:
    """List the customer's addresses down to the district."""
    found = queries.reach(actor=request.actor, customer_id=customer_id, now=request.now)
    _record(request, "customers.reach-opened", customer_id)
    return list(found.addresses)


def _contact(request: ApiRequest, customer_id: int, contact_id: int) -> ContactRow:
    found = queries.reach(actor=request.actor, customer_id=customer_id, now=request.now)
    row = next((row for row in found.contacts if row.id == contact_id), None)
    if row is None:
        raise NotFound(_("There is no such entry."))
    return row


def _order(request: ApiRequest, sort: str) -> Order:
    order = Order.of(sort or queries.default_order(request.actor))
    allowed = queries.orders_of(request.actor)
    if order.field not in allowed:
        _refuse("sort", _("One of %(names)s.") % {"names": ", ".join(sorted(allowed))})
    return order


def _refuse(field: str, sentence: str) -> None:
    raise InvalidInput(sentence, fields={field: sentence})


def _record(request: ApiRequest, verb: str, customer_id: int) -> None:
    record_read(
        actor=request.actor,
        verb=verb,
        ref=ObjectRef("customers.customer", customer_id),
        detail={"by": "api"},
    )
