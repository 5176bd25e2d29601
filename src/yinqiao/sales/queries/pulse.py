"""What is open on somebody's list, counted and summed once a page: board, forecast and their choices are read from it (A57, A59)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import TruncMonth

from yinqiao.lib.periods import add_months, quarter_start
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.sales import policies, ways
from yinqiao.sales.choices import Period
from yinqiao.sales.ways import Way

MOST_CHOICES: Final = 100
HUNDRED: Final = Decimal(100)
CENT: Final = Decimal("0.01")
_MONTHS: Final = {Period.MONTH: 1, Period.QUARTER: 3}


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What a board or a forecast is limited to: a pipeline by its code, whose (an id of staff, or ``pool``), expected by when."""

    way: str = ""
    owner: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many there are, what they amount to, and what is to be expected of that by probability."""

    count: int = 0
    amount: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.count + other.count, self.amount + other.amount, self.weighted + other.weighted
        )


@dataclass(frozen=True, slots=True)
class PulseLine:
    """The open ones of one stage, owner and month in which the deal is expected (its first day); `slow` of them have stood too long."""

    stage_id: int
    owner_id: int | None
    month: date
    is_late: bool
    sums: Sums
    slow: int


@dataclass(frozen=True, slots=True)
class Pulse:
    """All that is open on a list, on a day."""

    lines: tuple[PulseLine, ...]
    today: date

    def of(self, way: Way, wanted: BoardFilter) -> tuple[PulseLine, ...]:
        """Return the lines of a pipeline that match."""
        stages = {stage.id for stage in way.stages}
        return tuple(
            line for line in self.lines if line.stage_id in stages and self._fits(line, wanted)
        )

    def _fits(self, line: PulseLine, wanted: BoardFilter) -> bool:
        if wanted.owner == "pool" and line.owner_id is not None:
            return False
        if wanted.owner not in {"", "pool"} and line.owner_id != int(wanted.owner):
            return False
        if wanted.period == Period.LATE:
            return line.is_late
        # The periods end with a month: no line stands across an end.
        return not wanted.period or line.month < period_end(wanted.period, self.today)


def open_pulse(*, actor: Actor, today: date) -> Pulse:
    """Return what is open on the actor's list, in one query."""
    rows = policies.on_the_list_of(actor).filter(closed_at__isnull=True)
    found = (
        rows.order_by()
        .annotate(
            month=TruncMonth("expected_on"),
            is_late=ExpressionWrapper(Q(expected_on__lt=today), BooleanField()),
        )
        .values_list("stage_id", "owner_id", "month", "is_late")
        .annotate(slow=Count("pk", filter=is_slow(today)), **_SUMS)
    )
    lines = tuple(
        PulseLine(
            stage_id,
            owner_id,
            month,
            is_late=is_late,
            sums=_sums(stage_id, summed),
            slow=slow,
        )
        for stage_id, owner_id, month, is_late, slow, *summed in found
    )
    return Pulse(lines, today)


def total(lines: Iterable[PulseLine]) -> Sums:
    """Return the sums of some lines."""
    return sum((line.sums for line in lines), Sums())


def ways_of(pulse: Pulse) -> tuple[Way, ...]:
    """Return the pipelines in which something is open, then the usual ones: a manager of companies begins with theirs."""
    stages = {line.stage_id for line in pulse.lines}
    seen = {way.id for way in ways.ways() if any(stage.id in stages for stage in way.stages)}
    mine = [way for way in ways.ways() if way.id in seen]
    return (*mine, *(way for way in ways.ways() if way.is_default and way.id not in seen))


def owners_of(pulse: Pulse, *, actor: Actor) -> list[tuple[str, str]]:
    """Return whose open opportunities there are, as (id, name); nothing for one's own book."""
    if not policies.sees_others(actor):
        return []
    return named(line.owner_id for line in pulse.lines)


def named(owner_ids: Iterable[int | None]) -> list[tuple[str, str]]:
    """Return people as choices (id, name), by name, no more than a list can offer."""
    ids = sorted({pk for pk in owner_ids if pk is not None})[:MOST_CHOICES]
    names = organization.staff_names(ids)
    return sorted(((str(pk), name) for pk, name in names.items()), key=lambda item: item[1])


def is_slow(today: date, *, within: int | None = None) -> Q:
    """Say which open ones have stood at their stage for as many days as it gives them, or longer; `within`: since so many days at most."""
    found = Q(pk__isnull=True)
    for stage in (stage for way in ways.ways() for stage in way.stages if stage.slow_days):
        end = today - timedelta(days=stage.slow_days - 1)
        here = Q(stage_id=stage.id, stage_since__lt=clock.start_of_day(end))
        if within is not None:
            here &= Q(stage_since__gte=clock.start_of_day(end - timedelta(days=within)))
        found |= here
    return Q(closed_at__isnull=True) & found


def period_end(period: str, today: date) -> date:
    """Return the first day after this month or quarter; overdue ones belong to it."""
    if period == Period.LATE:
        return today
    first = quarter_start(today) if period == Period.QUARTER else today.replace(day=1)
    return add_months(first, _MONTHS[Period(period)])


# By the stage is weighted afterwards: a case of all stages, row by row, took more time than the sums.
_SUMS: Final = {
    "n": Count("pk"),
    "total": Sum("amount", default=Decimal(0)),
    "own": Sum(F("amount") * F("probability"), default=Decimal(0)),
    "rest": Sum("amount", filter=Q(probability__isnull=True), default=Decimal(0)),
}


def _sums(stage_id: int, summed: Sequence[Any]) -> Sums:
    """Return sums from the values of `_SUMS` in their order."""
    count, amount, own, rest = summed
    weighted = (own + rest * ways.stage_of(stage_id).probability) / HUNDRED
    return Sums(count, amount, weighted.quantize(CENT))
