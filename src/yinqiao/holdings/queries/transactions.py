"""Movements of one customer: by key, and filtered; immutable, so `as_of` only leaves out what came later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import get_language

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.holdings import choices, rules
from yinqiao.holdings.models import Account, Transaction
from yinqiao.lib.periods import add_months
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.rules import mask_name

CHINESE: Final = "zh-hans"


@dataclass(frozen=True, slots=True)
class TransactionFilter:
    """What the list is limited to; `month` is its first day."""

    account_id: int | None = None
    month: date | None = None
    category: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class TransactionRow:
    """A posting, masked. `amount` is None and `amount_text` a band for those who see no figures; `sign` is +1 for money in."""

    id: int
    posted_on: date
    posted_at: datetime | None
    account_number: str
    what: str
    counterparty: str
    channel_label: str
    category_label: str
    amount: Decimal | None
    amount_text: str
    sign: int
    balance_after: str


def transaction_list(
    *, actor: Actor, customer_id: int, wanted: TransactionFilter, as_of: datetime | None = None
) -> QuerySet[Transaction]:
    """Return the customer's postings that match; raise NotFound outside the scope. Order by ``-posted_on`` with the id behind it."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    return postings(customer_id, wanted, as_of=as_of)


def postings(
    customer_id: int, wanted: TransactionFilter, *, as_of: datetime | None
) -> QuerySet[Transaction]:
    """Return the same of a customer whom the caller has found in scope."""
    rows = Transaction.objects.filter(customer_id__in=customers.party_ids(customer_id))
    if wanted.account_id is not None:
        rows = rows.filter(account_id=wanted.account_id)
    if wanted.month is not None:
        rows = rows.filter(posted_on__gte=wanted.month, posted_on__lt=add_months(wanted.month, 1))
    if wanted.category:
        rows = rows.filter(category=wanted.category)
    if wanted.direction:
        rows = rows.filter(direction=wanted.direction)
    return rows.filter(known_at__lte=as_of) if as_of is not None else rows


def transaction_rows(
    rows: Iterable[Transaction], *, actor: Actor, customer_id: int
) -> list[TransactionRow]:
    """Return the read models of one page of one customer."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    return posting_rows(
        rows, actor=actor, in_team=customers.is_in_team(actor=actor, customer=customer)
    )


def posting_rows(
    rows: Iterable[Transaction], *, actor: Actor, in_team: bool
) -> list[TransactionRow]:
    """Return the same of a customer whom the caller has found in scope."""
    found = list(rows)
    masker, language = customers.masker_of(actor), get_language() or CHINESE
    is_clear = masker.sees_amounts(in_team=in_team)
    numbers = dict(
        Account.objects.filter(pk__in={row.account_id for row in found}).values_list(
            "pk", "number_masked"
        )
    )

    def money(amount: Decimal | None, *, signed: bool = False) -> str:
        if amount is None:
            return ""
        if not is_clear:
            return masker.amount(abs(amount), in_team=False, language=language)
        return formats.money(amount, language=language, signed=signed)

    return [
        TransactionRow(
            id=row.pk,
            posted_on=row.posted_on,
            posted_at=row.posted_at,
            account_number=masker.account(numbers.get(row.account_id, "")),
            what=masker.free_text(row.summary) or label(choices.Category, row.category),
            counterparty=counterparty_of(row),
            channel_label=label(choices.Channel, row.channel),
            category_label=label(choices.Category, row.category),
            amount=row.amount if is_clear else None,
            amount_text=money(row.amount, signed=True),
            sign=1 if row.amount > 0 else -1,
            balance_after=money(row.balance_after),
        )
        for row in found
    ]


def month_choices(*, actor: Actor, customer_id: int) -> list[date]:
    """Return the first days of the months that have postings, newest first."""
    rows = transaction_list(actor=actor, customer_id=customer_id, wanted=TransactionFilter())
    months = (
        rows.order_by()
        .annotate(month=TruncMonth("posted_on"))
        .values_list("month", flat=True)
        .distinct()
    )
    return sorted(months, reverse=True)


def account_choices(*, actor: Actor, customer_id: int) -> list[tuple[str, str]]:
    """Return (id, type and masked number) of the customer's accounts."""
    rows = customer_policies.scoped(
        Account.objects.filter(customer_id=customer_id), actor
    ).order_by("pk")
    pairs = rows.values_list("pk", "account_type", "number_masked")
    return [(str(pk), f"{label(choices.AccountType, kind)} {number}") for pk, kind, number in pairs]


def category_choices() -> list[tuple[str, str]]:
    """Return the categories by code."""
    return [(code, str(name)) for code, name in choices.Category.choices]


def counterparty_of(row: Transaction) -> str:
    """Return who stood on the other side: firms and merchants in full, people (and who may be one) masked; the account by its tail."""
    name = row.counterparty_name
    if name and not rules.is_firm(name, transaction_type=row.transaction_type):
        name = mask_name(name)
    return " ".join(part for part in (name, row.counterparty_masked, row.counterparty_bank) if part)
