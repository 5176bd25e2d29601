"""Of a company: how much of its business runs through this bank, and how many of its staff are paid here (A8)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Min, Sum
from django.utils.translation import get_language

from yinqiao.customers import queries as customers
from yinqiao.holdings import choices
from yinqiao.holdings.models import Account, PayrollMonth
from yinqiao.holdings.queries.transactions import TransactionFilter, transaction_list
from yinqiao.lib.periods import add_months
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats

CHINESE: Final = "zh-hans"
YEAR: Final = 12
# Fewer people than this are not told apart: their wages could be worked out.
LEAST_PEOPLE: Final = 5
# Money in that is no business of the company: between its own products, loans and interest.
NO_BUSINESS: Final = (*choices.OWN_MOVES, choices.Category.LOAN, choices.Category.INTEREST)


@dataclass(frozen=True, slots=True)
class Settlement:
    """Money in on business over the last twelve months (`months`: as far as known) beside the declared revenue.

    `share` is a fraction of a year's revenue, a shorter time taken as a whole year; None while the revenue is not known.
    """

    turnover_text: str
    months: int
    revenue_text: str
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class PayrollCover:
    """The staff paid here in a month. `share` is of all the staff, the card shares are of those paid; None where the base is not known.

    `is_few`: so few that nothing more than that is told.
    """

    pay_month: str
    people: int
    employees: int | None
    share: Decimal | None
    card_share: Decimal | None
    credit_share: Decimal | None
    amount_text: str
    change: int | None
    is_few: bool = False

    @property
    def month(self) -> date:
        """The first day of the month."""
        return date(int(self.pay_month[:4]), int(self.pay_month[-2:]), 1)


@dataclass(frozen=True, slots=True)
class Corporate:
    """All of the block. `is_hidden` for those who see bands only: then no figure of money stands here."""

    customer_id: int
    data_on: date
    settlement: Settlement | None
    payroll: PayrollCover | None
    is_hidden: bool


def corporate(*, actor: Actor, customer_id: int, now_on: date) -> Corporate:
    """Return what is known up to the data date (else `now_on`); raise NotFound outside the scope."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    is_hidden = not customers.masker_of(actor).sees_amounts(in_team=in_team)
    data_on = customers.data_date_of(actor=actor, customer_id=customer_id) or now_on
    size = customers.company_size(actor=actor, customer_id=customer_id)
    return Corporate(
        customer_id,
        data_on,
        settlement=None
        if is_hidden
        else _settlement(actor, customer_id, data_on=data_on, revenue=size.annual_revenue),
        payroll=_payroll(customer_id, size.employees, is_hidden=is_hidden),
        is_hidden=is_hidden,
    )


def _settlement(
    actor: Actor, customer_id: int, *, data_on: date, revenue: Decimal | None
) -> Settlement:
    language = get_language() or CHINESE
    foreign = Account.objects.filter(customer_id=customer_id).exclude(
        currency=formats.HOME_CURRENCY
    )
    since = add_months(data_on, -YEAR)
    wanted = TransactionFilter(direction=choices.IN)
    rows = transaction_list(actor=actor, customer_id=customer_id, wanted=wanted)
    rows = rows.filter(posted_on__gt=since, posted_on__lte=data_on)
    rows = rows.exclude(category__in=NO_BUSINESS).exclude(
        account_id__in=list(foreign.values_list("pk", flat=True))
    )
    found = rows.order_by().aggregate(total=Sum("amount"), first=Min("posted_on"))
    turnover = found["total"] or Decimal(0)
    months = months_covered(found["first"], data_on)
    return Settlement(
        turnover_text=formats.money(turnover, language=language),
        months=months,
        revenue_text=formats.money(revenue, language=language) if revenue else "",
        share=turnover * YEAR / months / revenue if revenue and months else None,
    )


def months_covered(first: date | None, last: date) -> int:
    """Return over how many months, up to twelve, postings reach from `first` to `last`; 0 without any."""
    if first is None:
        return 0
    return min((last.year - first.year) * 12 + last.month - first.month + 1, YEAR)


def _payroll(customer_id: int, employees: int | None, *, is_hidden: bool) -> PayrollCover | None:
    rows = list(PayrollMonth.objects.filter(customer_id=customer_id).order_by("-pay_month")[:2])
    if not rows:
        return None
    row, before = rows[0], rows[1] if len(rows) > 1 else None
    if row.people < LEAST_PEOPLE:
        return PayrollCover(row.pay_month, 0, employees, None, None, None, "", None, is_few=True)
    people = Decimal(row.people)
    language = get_language() or CHINESE
    return PayrollCover(
        pay_month=row.pay_month,
        people=row.people,
        employees=employees,
        share=people / employees if employees else None,
        card_share=row.with_card / people,
        credit_share=row.with_credit_card / people,
        amount_text="" if is_hidden else formats.money(row.amount, language=language),
        change=row.people - before.people
        if before is not None and before.people >= LEAST_PEOPLE
        else None,
    )
