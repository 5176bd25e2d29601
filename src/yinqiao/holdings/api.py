"""Accounts and transactions over REST. Postings are read by customer or account, never across the bank (contract 3)."""

from django.http import HttpResponse
from ninja import Query

from yinqiao.holdings import policies
from yinqiao.holdings.queries import TransactionFilter, lines
from yinqiao.holdings.schemas import AccountItem, PeriodFilters, TransactionFilters, TransactionItem
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.rest import versions
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id
from yinqiao.platform.ui import openings
from yinqiao.platform.ui.paging import Order, QuerySetSource

router = ApiRouter(tags=["holdings"])
NEWEST_FIRST = Order("posted_on", is_descending=True)


@router.reads(
    "/customers/{customer_id}/accounts", permission=policies.VIEW, answer=Page[AccountItem]
)
def list_accounts(request: ApiRequest, customer_id: Id, paging: Query[Paging]) -> Page[AccountItem]:
    """List the accounts of a customer, closed ones too, the oldest first."""
    source = QuerySetSource(lines.account_list(actor=request.actor, customer_id=customer_id))
    filters = {"customer": customer_id}
    found = read_slice(
        source, actor=request.actor, order=Order("id"), filters=filters, paging=paging
    )
    rows = lines.account_lines(found.rows, actor=request.actor, customer_id=customer_id)
    _record(
        request,
        "holdings.accounts-opened",
        customer_id=customer_id,
        ref=ObjectRef("customers.customer", customer_id),
    )
    return Page[AccountItem](
        items=[AccountItem.model_validate(row) for row in rows], next=found.next
    )


@router.reads("/accounts/{account_id}", permission=policies.VIEW, answer=AccountItem)
def get_account(request: ApiRequest, account_id: Id, response: HttpResponse) -> lines.AccountLine:
    """Read one account."""
    found = lines.account_line(actor=request.actor, account_id=account_id)
    _enter(request, found.customer_id, "get_account")
    _record(
        request,
        "holdings.accounts-opened",
        customer_id=found.customer_id,
        ref=ObjectRef("holdings.account", account_id),
    )
    versions.put(response, found.version)
    return found


@router.reads(
    "/customers/{customer_id}/transactions",
    permission=policies.VIEW_TRANSACTIONS,
    answer=Page[TransactionItem],
)
def list_transactions(
    request: ApiRequest,
    *,
    customer_id: Id,
    filters: Query[TransactionFilters],
    paging: Query[Paging],
) -> Page[TransactionItem]:
    """List the postings of a customer, the newest first."""
    return _transactions(
        request,
        customer_id=customer_id,
        filters=filters,
        account_id=filters.account_id,
        paging=paging,
    )


@router.reads(
    "/accounts/{account_id}/transactions",
    permission=policies.VIEW_TRANSACTIONS,
    answer=Page[TransactionItem],
)
def list_account_transactions(
    request: ApiRequest, *, account_id: Id, filters: Query[PeriodFilters], paging: Query[Paging]
) -> Page[TransactionItem]:
    """List the postings of one account, the newest first."""
    account = lines.account_line(actor=request.actor, account_id=account_id)
    _enter(request, account.customer_id, "list_account_transactions")
    return _transactions(
        request,
        customer_id=account.customer_id,
        filters=filters,
        account_id=account_id,
        paging=paging,
    )


def _transactions(
    request: ApiRequest,
    *,
    customer_id: int,
    filters: PeriodFilters,
    account_id: int | None,
    paging: Paging,
) -> Page[TransactionItem]:
    actor = request.actor
    wanted = TransactionFilter(
        account_id=account_id, category=filters.category, direction=filters.direction
    )
    rows = lines.postings(
        actor=actor,
        customer_id=customer_id,
        wanted=wanted,
        since=filters.since,
        until=filters.until,
    )
    scope = {**filters.model_dump(), "customer": customer_id, "account": account_id}
    found = read_slice(
        QuerySetSource(rows), actor=actor, order=NEWEST_FIRST, filters=scope, paging=paging
    )
    _record(
        request,
        "holdings.transactions-opened",
        customer_id=customer_id,
        ref=ObjectRef("customers.customer", customer_id),
    )
    shown = lines.transaction_lines(found.rows, actor=actor, customer_id=customer_id)
    return Page[TransactionItem](
        items=[TransactionItem.model_validate(row) for row in shown], next=found.next
    )


def _enter(request: ApiRequest, customer_id: int, operation: str) -> None:
    openings.enter(request, customer_id, detail={"by": "api", "operation": operation})


def _record(request: ApiRequest, verb: str, *, customer_id: int, ref: ObjectRef) -> None:
    record_read(
        actor=request.actor, verb=verb, ref=ref, customer_id=customer_id, detail={"by": "api"}
    )
