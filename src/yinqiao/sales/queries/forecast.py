"""预测: what the months bring, whose it is, and how long the stages take (A59, A64)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from yinqiao.lib.periods import add_months, quarter_start
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.sales import policies, rules, ways
from yinqiao.sales.choices import State
from yinqiao.sales.models import Opportunity, Step
from yinqiao.sales.queries.board import (
    HUNDRED,
    BoardFilter,
    board_rows,
    is_slow,
    stage_sums,
    weight,
    won_rows,
)
from yinqiao.sales.ways import StageInfo, Way

MONTHS_AHEAD: Final = 6
MOST_OWNERS: Final = 50
# Over how many days it is measured how long the stages take.
PAST_DAYS: Final = 180
# As many of the newest decisions tell how it goes.
MOST_DECIDED: Final = 5_000


@dataclass(frozen=True, slots=True)
class MonthLine:
    """What a month brought and is to bring; `month` is its first day. What is overdue counts to the present month."""

    month: date
    won: Decimal
    open_count: int
    open_amount: Decimal
    weighted: Decimal


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


def pipeline_forecast(*, actor: Actor, wanted: BoardFilter, now: datetime) -> Forecast:
    """Return the forecast of a pipeline over the actor's list."""
    today = clock.bank_date(now)
    way = ways.way(wanted.way) or ways.ways()[0]
    rows = board_rows(actor=actor, wanted=wanted, way=way, today=today)
    since = quarter_start(today)
    won = won_rows(actor=actor, wanted=wanted, way=way, since=since)
    return Forecast(
        way=way,
        months=tuple(_months(rows, won, since=since, today=today)),
        owners=tuple(_owners(rows, won)) if policies.sees_others(actor) else (),
        stages=tuple(_stages(rows, way, actor=actor, today=today)),
        cycle=_cycle(actor, way, today),
        since=since,
        past_days=PAST_DAYS,
        sees_sums=policies.sees_sums(actor),
    )


def _months(
    rows: QuerySet[Opportunity], won: QuerySet[Opportunity], *, since: date, today: date
) -> Iterable[MonthLine]:
    present = today.replace(day=1)
    ahead: dict[date, tuple[int, Decimal, Decimal]] = {}
    for one in (
        rows.order_by()
        .values(month=TruncMonth("expected_on"))
        .annotate(
            n=Count("pk"),
            total=Sum("amount", default=Decimal(0)),
            expected=Sum(F("amount") * weight() / HUNDRED, default=Decimal(0)),
        )
    ):
        month = max(one["month"], present)
        count, total, expected = ahead.get(month, (0, Decimal(0), Decimal(0)))
        ahead[month] = (count + one["n"], total + one["total"], expected + one["expected"])
    brought = {
        clock.bank_date(one["month"]): one["total"]
        for one in won.order_by()
        .values(month=TruncMonth("closed_at", tzinfo=clock.BANK_ZONE))
        .annotate(total=Sum("amount", default=Decimal(0)))
    }
    month, last = since, add_months(present, MONTHS_AHEAD)
    while month < last:
        count, total, expected = ahead.get(month, (0, Decimal(0), Decimal(0)))
        yield MonthLine(month, brought.get(month, Decimal(0)), count, total, expected)
        month = add_months(month, 1)


def _owners(rows: QuerySet[Opportunity], won: QuerySet[Opportunity]) -> Iterable[OwnerLine]:
    found = (
        rows.order_by()
        .values("owner_id")
        .annotate(
            n=Count("pk"),
            total=Sum("amount", default=Decimal(0)),
            expected=Sum(F("amount") * weight() / HUNDRED, default=Decimal(0)),
        )
        .order_by("-expected", "owner_id")[:MOST_OWNERS]
    )
    lines = list(found)
    brought = dict(
        won.order_by().values_list("owner_id").annotate(total=Sum("amount", default=Decimal(0)))
    )
    names = organization.staff_names([one["owner_id"] for one in lines if one["owner_id"]])
    for one in lines:
        yield OwnerLine(
            owner_id=one["owner_id"],
            name=names.get(one["owner_id"] or 0, ""),
            count=one["n"],
            amount=one["total"],
            weighted=one["expected"],
            won=brought.get(one["owner_id"], Decimal(0)),
        )


def _stages(
    rows: QuerySet[Opportunity], way: Way, *, actor: Actor, today: date
) -> Iterable[StageLine]:
    sums = stage_sums(rows)
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
    slow = dict(
        rows.filter(is_slow(today)).order_by().values_list("stage_id").annotate(n=Count("pk"))
    )
    for stage in way.stages[:-1]:
        counted = spells.get(stage.id, {})
        found = sums.get(stage.id)
        yield StageLine(
            stage=stage,
            count=found.count if found else 0,
            amount=found.amount if found else Decimal(0),
            slow=slow.get(stage.id, 0),
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
