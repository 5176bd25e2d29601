"""预测: what the months bring, whose it is, and how long the stages take (A59, A64)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from yinqiao.lib.periods import add_months, quarter_start
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.sales import policies, rules, ways
from yinqiao.sales.choices import State
from yinqiao.sales.models import Opportunity, Step
from yinqiao.sales.queries.board import board_rows, won_rows
from yinqiao.sales.queries.by_history import by_history
from yinqiao.sales.queries.pulse import BoardFilter, Pulse, PulseLine, Sums, open_pulse, total
from yinqiao.sales.ways import StageInfo, Way

MONTHS_AHEAD: Final = 6
MOST_OWNERS: Final = 50
# Over how many days it is measured how long the stages take.
PAST_DAYS: Final = 180
# As many of the newest decisions tell how it goes.
MOST_DECIDED: Final = 5_000


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What a month brought and is to bring; `month` is its first day. What is overdue counts to the present month.

    `by_history` is what earlier deals would make of the open ones; None where too few were decided to tell.
    """

    month: date
    won: Decimal
    open_count: int
    open_amount: Decimal
    weighted: Decimal
    by_history: Decimal | None = None


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """What one person is to bring, and has brought since the quarter began."""

    owner_id: int | None
    name: str
    count: int
    amount: Decimal
    weighted: Decimal
    won: Decimal


@dataclass(frozen=True, slots=True)
class StageLine:
    """How a stage is passed: how many stand there, how many left it in the past days, in how many days at the median, and how many were won."""

    stage: StageInfo
    count: int
    amount: Decimal
    slow: int
    left: int
    median_days: Decimal | None


@dataclass(frozen=True, slots=True)
class Cycle:
    """From opening to the deal in the past days: how many were won and lost, and in how many days at the median."""

    won: int
    lost: int
    median_days: Decimal | None

    @property
    def percent(self) -> int | None:
        """The share of the won ones among those decided."""
        whole = self.won + self.lost
        return round(100 * self.won / whole) if whole else None


@dataclass(frozen=True, slots=True)
class Forecast:
    """One pipeline ahead and behind. Without the right to see amounts there are no sums: `sees_sums` says so."""

    way: Way
    months: tuple[MonthLine, ...]
    owners: tuple[OwnerLine, ...]
    stages: tuple[StageLine, ...]
    cycle: Cycle
    since: date
    past_days: int
    sees_sums: bool


def pipeline_forecast(
    *, actor: Actor, wanted: BoardFilter, now: datetime, pulse: Pulse | None = None
) -> Forecast:
    """Return the forecast of a pipeline over the actor's list; `pulse` is what is open on it, for a page that has read it already."""
    today = clock.bank_date(now)
    way = ways.way(wanted.way) or ways.ways()[0]
    lines = (pulse or open_pulse(actor=actor, today=today)).of(way, wanted)
    since = quarter_start(today)
    won = _won(won_rows(actor=actor, wanted=wanted, way=way, since=since))
    rows = board_rows(actor=actor, wanted=wanted, way=way, today=today)
    told = by_history(rows, way=way, present=today.replace(day=1))
    return Forecast(
        way=way,
        months=tuple(_months(lines, won, told, since=since, today=today)),
        owners=tuple(_owners(lines, won)) if policies.sees_others(actor) else (),
        stages=tuple(_stages(lines, way, actor=actor, today=today)),
        cycle=_cycle(actor, way, today),
        since=since,
        past_days=PAST_DAYS,
        sees_sums=policies.sees_sums(actor),
    )


@dataclass(frozen=True, slots=True)
class WonLine:
    """What one person brought in a month (its first day)."""

    month: date
    owner_id: int | None
    amount: Decimal


def _won(rows: QuerySet[Opportunity]) -> tuple[WonLine, ...]:
    month = TruncMonth("closed_at", tzinfo=clock.BANK_ZONE)
    found = rows.order_by().annotate(month=month).values_list("month", "owner_id")
    summed = found.annotate(total=Sum("amount", default=Decimal(0)))
    return tuple(WonLine(clock.bank_date(at), owner, amount) for at, owner, amount in summed)


def _months(
    lines: Iterable[PulseLine],
    won: Iterable[WonLine],
    told: Mapping[date, Decimal] | None,
    *,
    since: date,
    today: date,
) -> Iterable[MonthLine]:
    present = today.replace(day=1)
    ahead: dict[date, Sums] = {}
    for line in lines:
        month = max(line.month, present)
        ahead[month] = ahead.get(month, Sums()) + line.sums
    brought: dict[date, Decimal] = {}
    for deal in won:
        brought[deal.month] = brought.get(deal.month, Decimal(0)) + deal.amount
    month, last = since, add_months(present, MONTHS_AHEAD)
    while month < last:
        sums = ahead.get(month, Sums())
        won_of_month = brought.get(month, Decimal(0))
        history = None if told is None else told.get(month, Decimal(0))
        yield MonthLine(month, won_of_month, sums.count, sums.amount, sums.weighted, history)
        month = add_months(month, 1)


def _owners(lines: Iterable[PulseLine], won: Iterable[WonLine]) -> Iterable[OwnerLine]:
    by_owner: dict[int | None, Sums] = {}
    for line in lines:
        by_owner[line.owner_id] = by_owner.get(line.owner_id, Sums()) + line.sums
    most = sorted(by_owner.items(), key=lambda one: (-one[1].weighted, one[0] or 0))[:MOST_OWNERS]
    brought: dict[int | None, Decimal] = {}
    for deal in won:
        brought[deal.owner_id] = brought.get(deal.owner_id, Decimal(0)) + deal.amount
    names = organization.staff_names([pk for pk, _sums in most if pk])
    for pk, sums in most:
        yield OwnerLine(
            owner_id=pk,
            name=names.get(pk or 0, ""),
            count=sums.count,
            amount=sums.amount,
            weighted=sums.weighted,
            won=brought.get(pk, Decimal(0)),
        )


def _stages(
    lines: Sequence[PulseLine], way: Way, *, actor: Actor, today: date
) -> Iterable[StageLine]:
    spells: dict[int, dict[int, int]] = {}
    steps = Step.objects.filter(
        left_stage_id__in=[stage.id for stage in way.stages],
        at__gte=clock.start_of_day(today - timedelta(days=PAST_DAYS)),
        opportunity__in=policies.on_the_list_of(actor).order_by(),
    )
    for stage_id, days, count in (
        steps.order_by().values_list("left_stage_id", "stage_days").annotate(n=Count("pk"))
    ):
        spells.setdefault(stage_id, {})[days or 0] = count
    for stage in way.open_stages:
        counted = spells.get(stage.id, {})
        here = [line for line in lines if line.stage_id == stage.id]
        sums = total(here)
        yield StageLine(
            stage=stage,
            count=sums.count,
            amount=sums.amount,
            slow=sum(line.slow for line in here),
            left=sum(counted.values()),
            median_days=rules.median_of(counted),
        )


def _cycle(actor: Actor, way: Way, today: date) -> Cycle:
    decided = policies.on_the_list_of(actor).filter(
        closed_at__gte=clock.start_of_day(today - timedelta(days=PAST_DAYS)),
        stage_id__in=[stage.id for stage in way.stages],
        state__in=(State.WON, State.LOST),
    )
    days: dict[int, int] = {}
    won = lost = 0
    for state, opened, closed in decided.order_by("-closed_at").values_list(
        "state", "opened_at", "closed_at"
    )[:MOST_DECIDED]:
        if state == State.LOST:
            lost += 1
            continue
        won += 1
        spent = max((closed - opened).days, 0) if closed is not None else 0
        days[spent] = days.get(spent, 0) + 1
    return Cycle(won, lost, rules.median_of(days))
