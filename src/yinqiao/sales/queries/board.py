"""商机看板: the opportunities of one pipeline by stage, with counts and sums, the next ones to come on top (A57, A59)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Count, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from yinqiao.lib.periods import quarter_start
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.sales import policies, rules, ways
from yinqiao.sales.choices import Condition, State
from yinqiao.sales.models import Opportunity
from yinqiao.sales.queries.pulse import (
    BoardFilter,
    Pulse,
    Sums,
    is_slow,
    open_pulse,
    period_end,
    total,
)
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows
from yinqiao.sales.ways import StageInfo, Way

MOST_CARDS: Final = 40
MOST_NOTICES: Final = 10


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One opportunity on the board. `days` it has stood at its stage; `is_slow` after the days of the stage, `is_stuck` after twice as many."""

    row: OpportunityRow
    days: int
    is_slow: bool
    is_stuck: bool
    next_step: str


@dataclass(frozen=True, slots=True)
class StuckRow:
    """One that stands still, and since when it counts as such."""

    row: OpportunityRow
    since: datetime


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A stage with all that stand at it; sums are None for who may not see amounts, `weighted` is by probability."""

    stage: StageInfo
    count: int
    amount: Decimal | None
    weighted: Decimal | None
    cards: tuple[BoardCard, ...]

    @property
    def conditions(self) -> str:
        """What the stage asks for, in words."""
        return " · ".join(str(Condition(code).label) for code in self.stage.conditions)

    @property
    def more(self) -> int:
        """How many stand at the stage besides the cards shown."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """A pipeline with its columns; the last holds the deals of the quarter that began on `since`."""

    way: Way
    columns: tuple[BoardColumn, ...]
    since: date

    @property
    def open_columns(self) -> tuple[BoardColumn, ...]:
        """Those before the deal."""
        return self.columns[:-1]

    @property
    def count(self) -> int:
        """How many are open."""
        return sum(column.count for column in self.open_columns)

    @property
    def amount(self) -> Decimal | None:
        """The sum of the open ones."""
        return _sum(column.amount for column in self.open_columns)

    @property
    def weighted(self) -> Decimal | None:
        """Their sum by probability."""
        return _sum(column.weighted for column in self.open_columns)

    @property
    def won(self) -> Decimal | None:
        """What was won in the quarter."""
        return self.columns[-1].amount


def pipeline_board(
    *, actor: Actor, wanted: BoardFilter, now: datetime, pulse: Pulse | None = None
) -> Board:
    """Return the board of a pipeline: those on the actor's list, up to `MOST_CARDS` a column, what is expected first on top.

    `pulse` is what is open on her list, for a page that has read it already.
    """
    today = clock.bank_date(now)
    way = ways.way(wanted.way) or ways.ways()[0]
    rows = board_rows(actor=actor, wanted=wanted, way=way, today=today)
    since = quarter_start(today)
    won = won_rows(actor=actor, wanted=wanted, way=way, since=since)
    lines = (pulse or open_pulse(actor=actor, today=today)).of(way, wanted)
    first, deals = _first_won(won)
    sums = {
        stage.id: total(line for line in lines if line.stage_id == stage.id)
        for stage in way.open_stages
    } | {way.stages[-1].id: deals}
    cards = _cards(_first_open(rows) + first, way=way, actor=actor, now=now)
    sees = policies.sees_sums(actor)
    columns = (
        _column(stage, sums[stage.id], tuple(cards.get(stage.id, ())), sees=sees)
        for stage in way.stages
    )
    return Board(way, tuple(columns), since)


def board_rows(
    *, actor: Actor, wanted: BoardFilter, way: Way, today: date
) -> QuerySet[Opportunity]:
    """Return the open opportunities of a pipeline on the actor's list that match."""
    rows = policies.on_the_list_of(actor).filter(
        closed_at__isnull=True, stage_id__in=[stage.id for stage in way.stages]
    )
    if wanted.period:
        rows = rows.filter(expected_on__lt=period_end(wanted.period, today))
    return _of_owner(rows, wanted.owner)


def won_rows(*, actor: Actor, wanted: BoardFilter, way: Way, since: date) -> QuerySet[Opportunity]:
    """Return what was won in the pipeline since the beginning of a day at the bank."""
    rows = policies.on_the_list_of(actor).filter(
        state=State.WON, closed_at__gte=clock.start_of_day(since), stage_id=way.stages[-1].id
    )
    return _of_owner(rows, wanted.owner)


def stuck_of(*, actor: Actor, now: datetime, days: int) -> list[StuckRow]:
    """Return the actor's own that came to a stand within the last `days` days, the newest first."""
    if actor.staff_id is None:
        return []
    rows = policies.visible_to(actor).filter(
        is_slow(clock.bank_date(now), within=days),
        owner_id=actor.staff_id,
        state__in=rules.WORKED,
    )
    shown = opportunity_rows(
        rows.order_by("-stage_since", "-pk")[:MOST_NOTICES], actor=actor, now=now
    )
    found = [StuckRow(row, _slow_since(row)) for row in shown]
    return sorted(found, key=lambda one: one.since, reverse=True)


def _slow_since(row: OpportunityRow) -> datetime:
    """Return the beginning of the day on which its stage ran out."""
    days = timedelta(days=ways.stage_of(row.stage_id).slow_days)
    return clock.start_of_day(clock.bank_date(row.stage_since) + days)


def _of_owner(rows: QuerySet[Opportunity], owner: str) -> QuerySet[Opportunity]:
    if not owner:
        return rows
    return rows.filter(owner__isnull=True) if owner == "pool" else rows.filter(owner_id=int(owner))


def _first_open(rows: QuerySet[Opportunity]) -> list[int]:
    """Return the first of every stage. Narrow rows are ranked, once: stage by stage, the planner walks through everybody's for somebody's."""
    place = Window(RowNumber(), partition_by="stage_id", order_by=("expected_on", "pk"))
    ranked = rows.order_by().annotate(place=place).filter(place__lte=MOST_CARDS)
    return list(ranked.values_list("pk", flat=True))


def _first_won(won: QuerySet[Opportunity]) -> tuple[list[int], Sums]:
    """Return the newest deals, and count and sum of all, in one query."""
    found = list(
        won.order_by("-closed_at", "-pk").values_list(
            "pk", Window(Count("pk")), Window(Sum("amount"))
        )[:MOST_CARDS]
    )
    ids = [pk for pk, _count, _amount in found]
    if not found:
        return ids, Sums()
    _pk, count, amount = found[0]
    brought = amount or Decimal(0)
    return ids, Sums(count, brought, brought)


def _cards(
    ids: Sequence[int], *, way: Way, actor: Actor, now: datetime
) -> Mapping[int, Sequence[BoardCard]]:
    """Read the cards of all columns, and what stands on them in as few queries as a list takes."""
    found = list(Opportunity.objects.filter(pk__in=ids))
    shown = {row.id: row for row in opportunity_rows(found, actor=actor, now=now)}
    today = clock.bank_date(now)
    cards: dict[int, list[BoardCard]] = {}
    for row in sorted(found, key=lambda one: (one.expected_on, one.pk)):
        if row.pk in shown:
            cards.setdefault(row.stage_id, []).append(_card(row, shown[row.pk], today))
    deals = cards.get(way.stages[-1].id, [])
    deals.sort(key=lambda card: (card.row.closed_at or now, card.row.id), reverse=True)
    return cards


def _card(row: Opportunity, shown: OpportunityRow, today: date) -> BoardCard:
    stage = ways.stage_of(row.stage_id)
    until = clock.bank_date(row.closed_at) if row.closed_at else today
    begun = clock.bank_date(row.opened_at if row.closed_at else row.stage_since)
    days = max((until - begun).days, 0)
    slow = stage.slow_days if row.closed_at is None else 0
    waits = row.snoozed_until is not None and row.snoozed_until > today
    return BoardCard(
        row=shown,
        days=days,
        is_slow=rules.is_slow(days, slow_days=slow),
        is_stuck=rules.is_stuck(days, slow_days=slow),
        next_step=row.snooze_reason if waits else "",
    )


def _column(
    stage: StageInfo, found: Sums, cards: tuple[BoardCard, ...], *, sees: bool
) -> BoardColumn:
    return BoardColumn(
        stage,
        found.count,
        found.amount if sees else None,
        found.weighted if sees else None,
        cards,
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum; None where one part may not be seen."""
    found = list(values)
    known = [value for value in found if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(found) else None
