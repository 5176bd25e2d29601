"""Reads of analytics for pages: how a customer's AUM moved, and what it is made of."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import get_language

from yinqiao.analytics import parameters
from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.holdings import queries as holdings
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.parameters import queries as values

CHINESE = "zh-hans"
# The year that is drawn whole, and the most that is drawn: forty years.
LONGEST_WHOLE = 13
MOST_MONTHS = 480


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """AUM at the end of a day."""

    day: date
    amount: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class AumTrend:
    """The course of AUM. `is_hidden` for those who see bands only: then no figure stands here.

    `average` is the mean of the points; `is_short`: the balances that are kept begin later than the span that was asked for.
    """

    customer_id: int
    data_on: date | None
    points: tuple[TrendPoint, ...] = ()
    change: Decimal = Decimal(0)
    change_text: str = ""
    change_share: str = ""
    average: Decimal = Decimal(0)
    average_text: str = ""
    is_short: bool = False
    is_hidden: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether there was never anything to draw."""
        return not any(point.amount for point in self.points)


def aum_trend(
    *, actor: Actor, customer_id: int, months: int | None, as_of: datetime | None = None
) -> AumTrend:
    """Return AUM at the ends of the last `months` months (None: since the customer came), none before the first balance that is kept.

    Raises NotFound outside the scope. The formula is that of `facts.course`; a test holds the two together.
    """
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    data_on = customers.data_date_of(actor=actor, customer_id=customer_id)
    if data_on is not None and as_of is not None:
        data_on = min(data_on, clock.bank_date(as_of))
    if data_on is None:
        return AumTrend(customer_id, None)
    span = months or _months_since(customer.opened_on, data_on)
    accounts = holdings.month_end_balances(
        actor=actor, customer_id=customer_id, last=data_on, months=span, as_of=as_of
    )
    if accounts is None:
        return AumTrend(customer_id, data_on, is_hidden=True)
    weights, rates = pairs(parameters.AUM_WEIGHTS, data_on), pairs(parameters.FX_RATES, data_on)
    language = get_language() or CHINESE
    days = holdings.month_end_days(data_on, span)
    sums = [Decimal(0)] * len(days)
    for account in accounts:
        factor = Decimal(weights.get(account.product_class, "0")) * Decimal(
            rates.get(account.currency, "1")
        )
        sums = [
            total + amount * factor for total, amount in zip(sums, account.amounts, strict=True)
        ]
    first = next((place for place, amount in enumerate(sums) if amount), 0)
    # A span shorter than a year keeps the months in which there was nothing.
    first = first if span > LONGEST_WHOLE else 0
    days, sums = days[first:], sums[first:]
    change, average = sums[-1] - sums[0], sum(sums, Decimal(0)) / len(sums)
    return AumTrend(
        customer_id,
        data_on,
        points=tuple(
            TrendPoint(day, amount, formats.money(amount, language=language))
            for day, amount in zip(days, sums, strict=True)
        ),
        change=change,
        change_text=formats.money(change, language=language, signed=True),
        change_share=formats.share(change / sums[0]) if sums[0] > 0 else "",
        average=average,
        average_text=formats.money(average, language=language),
        is_short=first > 0,
    )


def _months_since(day: date | None, last: date) -> int:
    """Return how many month ends there are from the month of `day` on."""
    if day is None or day > last:
        return LONGEST_WHOLE
    months = (last.year - day.year) * 12 + last.month - day.month + 1
    return min(max(months, 2), MOST_MONTHS)


def allocation(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> holdings.Allocation:
    """Return what is held by class of assets at the day-end rates; raise NotFound outside the scope."""
    rates = pairs(parameters.FX_RATES, clock.bank_date(as_of or now))
    return holdings.allocation(
        actor=actor,
        customer_id=customer_id,
        rates=rates,
        now=now,
        as_of=as_of,
        earlier_grade=_grade_then(actor=actor, customer_id=customer_id, now=now, as_of=as_of)
        if as_of
        else "",
    )


def _grade_then(*, actor: Actor, customer_id: int, now: datetime, as_of: datetime) -> str:
    """Return the risk grade that was in force at `as_of`, as known then; nothing without one."""
    known = compliance.current_assessment(
        actor=actor, customer_id=customer_id, now=now, as_of=as_of
    )
    return known.grade if known is not None and known.is_valid else ""


def pairs(key: str, day: date) -> dict[str, str]:
    """Return a ``name:number`` list parameter as a mapping."""
    return dict(item.split(":", 1) for item in items(key, day))


def items(key: str, day: date) -> list[str]:
    """Return a list parameter as it stood on `day`."""
    value = values.value(key, on=day)
    return [str(item) for item in value] if isinstance(value, list) else []
