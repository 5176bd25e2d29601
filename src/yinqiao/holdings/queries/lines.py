"""Accounts and postings in plain read models, for programs: codes and figures, numbers and names of persons masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.holdings.models import Account, Transaction
from yinqiao.holdings.queries.transactions import (
    TransactionFilter,
    counterparty_of,
    transaction_list,
)
from yinqiao.lib.periods import end_or_none
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.masking.door import Masker
from yinqiao.products import queries as products

CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account. `balance` and `principal` are None for those who see bands only; `balance_band` is the band for them."""

    id: int
    customer_id: int
    number: str
    account_type: str
    product_code: str
    product_name: str
    org_id: int
    currency: str
    status: str
    balance: Decimal | None
    balance_band: str
    principal: Decimal | None
    rate: Decimal | None
    term_days: int | None
    opened_on: date
    closed_on: date | None
    value_on: date | None
    matures_on: date | None
    auto_renew: bool | None
    last_active_on: date | None
    source: str
    version: int


@dataclass(frozen=True, slots=True)
class TransactionLine:
    """A posting; `amount` is signed, money in is positive, and None for those who see bands only."""

    id: int
    customer_id: int
    account_id: int
    transaction_no: str
    posted_on: date
    posted_at: datetime | None
    direction: str
    amount: Decimal | None
    amount_band: str
    balance_after: Decimal | None
    transaction_type: str
    category: str
    channel: str
    counterparty: str
    summary: str


def account_list(*, actor: Actor, customer_id: int) -> QuerySet[Account]:
    """Return the accounts of one customer; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    return Account.objects.filter(customer_id=customer_id).defer("number_token", "number_index")


def account_lines(rows: Iterable[Account], *, actor: Actor, customer_id: int) -> list[AccountLine]:
    """Return the read models of one page of one customer."""
    found = list(rows)
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    masker = customers.masker_of(actor)
    shelf = products.products_by_id({row.product_id for row in found if row.product_id})
    codes = {pk: (product.code, product.name) for pk, product in shelf.items()}
    return [
        _account(row, masker, in_team=in_team, product=codes.get(row.product_id or 0, ("", "")))
        for row in found
    ]


def account_line(*, actor: Actor, account_id: int) -> AccountLine:
    """Return one account; raise NotFound for an absent or foreign one alike."""
    rows = customer_policies.scoped(Account.objects.defer("number_token", "number_index"), actor)
    row = rows.filter(pk=account_id).first()
    if row is None:
        raise NotFound(_("There is no such account, or it is not in your scope."))
    return account_lines([row], actor=actor, customer_id=row.customer_id)[0]


def postings(
    *,
    actor: Actor,
    customer_id: int,
    wanted: TransactionFilter,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Transaction]:
    """Return the postings of one customer from `since` up to and with `until`; raise NotFound outside the scope."""
    rows = transaction_list(actor=actor, customer_id=customer_id, wanted=wanted)
    if since is not None:
        rows = rows.filter(posted_on__gte=since)
    return rows.filter(posted_on__lte=until) if until is not None else rows


def transaction_lines(
    rows: Iterable[Transaction], *, actor: Actor, customer_id: int
) -> list[TransactionLine]:
    """Return the read models of one page of one customer."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    masker = customers.masker_of(actor)
    return [_transaction(row, masker, in_team=in_team) for row in rows]


def _account(
    row: Account, masker: Masker, *, in_team: bool, product: tuple[str, str]
) -> AccountLine:
    is_clear = masker.sees_amounts(in_team=in_team)
    return AccountLine(
        id=row.pk,
        customer_id=row.customer_id,
        number=masker.account(row.number_masked),
        account_type=row.account_type,
        product_code=product[0],
        product_name=product[1],
        org_id=row.org_id,
        currency=row.currency,
        status=row.status,
        balance=row.balance if is_clear else None,
        balance_band="" if is_clear else _band(masker, row.balance),
        principal=row.principal if is_clear else None,
        rate=row.rate,
        term_days=row.term_days,
        opened_on=row.opened_on,
        closed_on=end_or_none(row.closed_on),
        value_on=row.value_on,
        matures_on=end_or_none(row.matures_on),
        auto_renew=row.auto_renew,
        last_active_on=row.last_active_on,
        source=row.source,
        version=row.version,
    )


def _transaction(row: Transaction, masker: Masker, *, in_team: bool) -> TransactionLine:
    is_clear = masker.sees_amounts(in_team=in_team)
    return TransactionLine(
        id=row.pk,
        customer_id=row.customer_id,
        account_id=row.account_id,
        transaction_no=row.transaction_no,
        posted_on=row.posted_on,
        posted_at=row.posted_at,
        direction=row.direction,
        amount=row.amount if is_clear else None,
        amount_band="" if is_clear else _band(masker, abs(row.amount)),
        balance_after=row.balance_after if is_clear else None,
        transaction_type=row.transaction_type,
        category=row.category,
        channel=row.channel,
        counterparty=counterparty_of(row),
        summary=masker.free_text(row.summary),
    )


def _band(masker: Masker, value: Decimal) -> str:
    return masker.amount(value, in_team=False, language=get_language() or CHINESE)
