"""Money in and out of a customer: by month, by what it was for, by who stood on the other side, and what stood out (A5)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Abs, TruncMonth
from django.utils.translation import get_language

from yinqiao.customers import queries as customers
from yinqiao.holdings import choices, parameters, unusual
from yinqiao.holdings.models import Account, Transaction
from yinqiao.holdings.queries.transactions import (
    TransactionFilter,
    TransactionRow,
    counterparty_of,
    transaction_list,
    transaction_rows,
)
from yinqiao.lib.periods import add_months
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.parameters import queries as values

CHINESE: Final = "zh-hans"
SHOWN_MONTHS: Final = 13
YEAR: Final = 12
RECENT_MONTHS: Final = 3
SHOWN: Final = 6
# Of one who stands under several names of postings, the parts are put together after the mask.
CANDIDATES: Final = 40
Sums = Mapping[tuple[date, str], Decimal]


@dataclass(frozen=True, slots=True)
class FlowMonth:
    """Money in and out of a month; figures are None for those who see bands, who read the texts."""

    month: date
    money_in: Decimal | None
    money_out: Decimal | None
    in_text: str
    out_text: str
    net_text: str


@dataclass(frozen=True, slots=True)
class FlowPart:
    """A share of what went out, or of what passed between the customer and one other; `share` is a fraction of the whole."""

    title: str
    count: int
    text: str
    share: Decimal
    sign: int = -1


@dataclass(frozen=True, slots=True)
class UnusualMove:
    """A move that stands out. `times` is how many usual months it makes up; None where a usual month has no such move."""

    row: TransactionRow
    usual_text: str
    times: Decimal | None


@dataclass(frozen=True, slots=True)
class Flows:
    """All of the panel. Moves between the customer's own products and foreign currencies do not count.

    `is_hidden` for those who see bands only: months stand as bands, nothing else stands here. `factor` and `floor_text` are of the
    rule for what stands out.
    """

    customer_id: int
    data_on: date
    months: tuple[FlowMonth, ...]
    spent: tuple[FlowPart, ...] = ()
    others: tuple[FlowPart, ...] = ()
    unusual: tuple[UnusualMove, ...] = ()
    factor: Decimal = Decimal(0)
    floor_text: str = ""
    is_hidden: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing moved."""
        return not self.months


def flows(*, actor: Actor, customer_id: int, now_on: date, as_of: datetime | None = None) -> Flows:
    """Return the months up to that of the data date (else `now_on`), the oldest first; raise NotFound outside the scope."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    masker, language = customers.masker_of(actor), get_language() or CHINESE
    data_on = min(
        customers.data_date_of(actor=actor, customer_id=customer_id) or now_on,
        now_on,
    )
    rows = _counted(
        transaction_list(
            actor=actor, customer_id=customer_id, wanted=TransactionFilter(), as_of=as_of
        ),
        customer_id,
        since=add_months(data_on.replace(day=1), -(unusual.MONTHS_BEFORE + RECENT_MONTHS)),
        until=data_on,
    )
    parts = list(
        rows.annotate(month=TruncMonth("posted_on"))
        .values_list("month", "direction", "category")
        .annotate(total=Sum("amount"), count=Count("id"))
    )
    sums = _by_month(parts)
    months = _months(sums, data_on)
    is_hidden = not masker.sees_amounts(in_team=in_team)
    shown = tuple(
        _month(month, sums, masker, in_team=in_team, language=language) for month in months
    )
    if is_hidden or not months:
        return Flows(customer_id, data_on, shown, is_hidden=is_hidden)
    year = add_months(data_on.replace(day=1), 1 - YEAR)
    factor = values.decimal(parameters.UNUSUAL_FACTOR, on=data_on)
    floor = values.decimal(parameters.UNUSUAL_FLOOR, on=data_on)
    return Flows(
        customer_id,
        data_on,
        shown,
        spent=_spent(parts, year, language),
        others=_others(rows.filter(posted_on__gte=year), language),
        unusual=tuple(_unusual(rows, sums, _Rule(actor, customer_id, data_on, factor, floor))),
        factor=factor,
        floor_text=formats.money(floor, language=language),
    )


def _counted(
    rows: QuerySet[Transaction], customer_id: int, *, since: date, until: date
) -> QuerySet[Transaction]:
    foreign = Account.objects.filter(customer_id=customer_id).exclude(
        currency=formats.HOME_CURRENCY
    )
    return (
        rows.filter(posted_on__gte=since, posted_on__lte=until)
        .exclude(category__in=choices.OWN_MOVES)
        .exclude(account_id__in=list(foreign.values_list("pk", flat=True)))
        .order_by()
    )


def _by_month(parts: Iterable[tuple[date, str, str, Decimal, int]]) -> Sums:
    sums: dict[tuple[date, str], Decimal] = defaultdict(Decimal)
    for month, direction, _category, total, _count in parts:
        sums[month, direction] += total if direction == choices.IN else -total
    return sums


def _months(sums: Sums, data_on: date) -> list[date]:
    """Return the months to show, without those before the first move."""
    if not sums:
        return []
    first, last = min(month for month, _direction in sums), data_on.replace(day=1)
    wanted = (add_months(last, -back) for back in range(SHOWN_MONTHS - 1, -1, -1))
    return [month for month in wanted if month >= first]


def _month(month: date, sums: Sums, masker: Masker, *, in_team: bool, language: str) -> FlowMonth:
    money_in = sums.get((month, choices.IN), Decimal(0))
    money_out = sums.get((month, choices.OUT), Decimal(0))
    is_clear = masker.sees_amounts(in_team=in_team)
    return FlowMonth(
        month,
        money_in if is_clear else None,
        money_out if is_clear else None,
        masker.amount(money_in, in_team=in_team, language=language),
        masker.amount(money_out, in_team=in_team, language=language),
        formats.money(money_in - money_out, language=language, signed=True) if is_clear else "",
    )


def _spent(
    parts: Iterable[tuple[date, str, str, Decimal, int]], since: date, language: str
) -> tuple[FlowPart, ...]:
    """Return what the money that went out was for, the largest first."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    counts: dict[str, int] = defaultdict(int)
    for month, direction, category, total, count in parts:
        if month >= since and direction == choices.OUT:
            sums[category] -= total
            counts[category] += count
    whole = sum(sums.values(), Decimal(0))
    if whole <= 0:
        return ()
    ordered = sorted(sums, key=lambda category: sums[category], reverse=True)[:SHOWN]
    return tuple(
        FlowPart(
            label(choices.Category, category),
            counts[category],
            formats.money(sums[category], language=language),
            sums[category] / whole,
        )
        for category in ordered
        if sums[category] > 0
    )


def _others(rows: QuerySet[Transaction], language: str) -> tuple[FlowPart, ...]:
    """Return who stood on the other side of most money, people masked as in the list of transactions."""
    found = (
        rows.exclude(counterparty_name="")
        .values_list(
            "counterparty_name",
            "counterparty_masked",
            "counterparty_bank",
            "transaction_type",
        )
        .annotate(passed=Sum(Abs("amount")), net=Sum("amount"), count=Count("id"))
        .order_by("-passed")[:CANDIDATES]
    )
    sums: dict[str, list[Decimal]] = {}
    for name, masked, bank, kind, passed, net, count in found:
        shown = counterparty_of(
            Transaction(
                counterparty_name=name,
                counterparty_masked=masked,
                counterparty_bank=bank,
                transaction_type=kind,
            )
        )
        held = sums.setdefault(shown, [Decimal(0), Decimal(0), Decimal(0)])
        for place, part in enumerate((passed, net, Decimal(count))):
            held[place] += part
    ordered = sorted(sums, key=lambda name: sums[name][0], reverse=True)[:SHOWN]
    whole = sum((passed for passed, _net, _count in sums.values()), Decimal(0))
    return tuple(
        FlowPart(
            name,
            int(sums[name][2]),
            formats.money(sums[name][1], language=language, signed=True),
            sums[name][0] / whole if whole else Decimal(0),
            sign=1 if sums[name][1] > 0 else -1,
        )
        for name in ordered
    )


@dataclass(frozen=True, slots=True)
class _Rule:
    actor: Actor
    customer_id: int
    data_on: date
    factor: Decimal
    floor: Decimal


def _unusual(rows: QuerySet[Transaction], sums: Sums, rule: _Rule) -> Iterable[UnusualMove]:
    """Give the moves of the last months that stand out, the newest first."""
    recent = add_months(rule.data_on.replace(day=1), 1 - RECENT_MONTHS)
    large = (
        rows.filter(posted_on__gte=recent)
        .annotate(size=Abs("amount"))
        .filter(size__gte=rule.floor)
        .order_by("-posted_on", "-id")[:CANDIDATES]
    )
    language = get_language() or CHINESE
    least = values.integer(parameters.UNUSUAL_LEAST_MONTHS, on=rule.data_on)
    picked = []
    for row in large:
        usual = unusual.usual_month(
            _months_before(sums, row.posted_on.replace(day=1), row.direction), least=least
        )
        size = abs(row.amount)
        if usual is not None and unusual.is_unusual(
            size, usual, factor=rule.factor, floor=rule.floor
        ):
            picked.append((row, usual, unusual.times(size, usual)))
    picked = picked[:SHOWN]
    shown = transaction_rows(
        [row for row, _usual, _times in picked], actor=rule.actor, customer_id=rule.customer_id
    )
    for line, (_row, usual, times) in zip(shown, picked, strict=True):
        yield UnusualMove(line, formats.money(usual, language=language), times)


def _months_before(sums: Sums, month: date, direction: str) -> Sequence[Decimal]:
    """Return the sums of the months before `month` in one direction, none before the first month with a move."""
    first = min(known for known, _direction in sums)
    before = (add_months(month, -back) for back in range(1, unusual.MONTHS_BEFORE + 1))
    return [sums.get((each, direction), Decimal(0)) for each in before if each >= first]
