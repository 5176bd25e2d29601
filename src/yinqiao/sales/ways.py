"""The pipelines of the bank as every page needs them: kept for seconds, and asked without a query (A57, A59)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from yinqiao.platform import clock
from yinqiao.platform.kept import Kept
from yinqiao.sales.choices import State
from yinqiao.sales.models import STAGE_STATES, Opportunity, Pipeline

SECONDS: Final = 30
_RANK: Final = {state: rank for rank, state in enumerate(STAGE_STATES)}


@dataclass(frozen=True, slots=True)
class StageInfo:
    """One stage. `probability` is in percent, `slow_days` 0 where nothing gets stuck."""

    id: int
    way: str
    code: str
    title: str
    position: int
    state: State
    probability: int
    slow_days: int
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One pipeline with its stages in order; the last is the deal."""

    id: int
    code: str
    title: str
    is_company: bool
    is_sale: bool
    is_default: bool
    kinds: tuple[str, ...]
    stages: tuple[StageInfo, ...]
    version: int

    @property
    def open_stages(self) -> tuple[StageInfo, ...]:
        """Those before the deal."""
        return self.stages[:-1]

    def at(self, state: str) -> StageInfo:
        """Return the first stage of a state; where the pipeline has none, the last one before it."""
        rank = _RANK[stage_state(state)]
        found = [stage for stage in self.stages if stage.state == stage_state(state)]
        return found[0] if found else [one for one in self.stages if _RANK[one.state] < rank][-1]

    def is_last(self, here: StageInfo) -> bool:
        """Tell whether nothing but the deal comes after a stage."""
        return here.position >= len(self.stages) - 1

    def between(self, here: StageInfo, there: StageInfo) -> tuple[StageInfo, ...]:
        """Return the stages that are entered on the way from one to the other, the last included."""
        return tuple(
            stage for stage in self.stages if here.position < stage.position <= there.position
        )


@dataclass(frozen=True, slots=True)
class _Book:
    """All pipelines by code, and all stages by id: a list asks for a stage with every row."""

    ways: dict[str, Way]
    stages: dict[int, StageInfo]


@dataclass(frozen=True, slots=True)
class Left:
    """The stage that was left, and after how many days."""

    stage_id: int
    days: int


def stage_state(state: str) -> State:
    """Return the state that a stage may have for an open or won opportunity: in the pool or not is one."""
    return State.ASSIGNED if state == State.NEW else State(state)


def ways() -> tuple[Way, ...]:
    """Return all pipelines in their order."""
    return tuple(_kept.get().ways.values())


def way(code: str) -> Way | None:
    """Return the pipeline of a code."""
    return _kept.get().ways.get(code)


def stage_of(stage_id: int) -> StageInfo:
    """Return a stage; raise KeyError for one that there never was."""
    return _kept.get().stages[stage_id]


def way_of(stage_id: int) -> Way:
    """Return the pipeline that a stage is in."""
    return _kept.get().ways[stage_of(stage_id).way]


def way_for(kind: str, *, is_company: bool) -> Way:
    """Return the pipeline that an opportunity of this kind takes."""
    mine = [way for way in ways() if way.is_company == is_company]
    named = [way for way in mine if kind in way.kinds]
    return (named or [way for way in mine if way.is_default])[0]


def forget() -> None:
    """Read again (after a change)."""
    _kept.forget()


def enter(row: Opportunity, stage: StageInfo, *, now: datetime) -> Left | None:
    """Let it stand at a stage from now on; return what it left, None where it stood there."""
    if row.stage_id == stage.id:
        return None
    days = (clock.bank_date(now) - clock.bank_date(row.stage_since)).days
    left = Left(row.stage_id, max(days, 0))
    row.stage_id, row.stage_since = stage.id, now
    return left


def follow(row: Opportunity, *, now: datetime) -> Left | None:
    """Let the stage follow a state that was set without it; one that is lost or ended keeps the stage it came to."""
    state = stage_state(row.state)
    if state not in _RANK or stage_of(row.stage_id).state == state:
        return None
    return enter(row, way_of(row.stage_id).at(state), now=now)


def _read() -> _Book:
    rows = Pipeline.objects.order_by("position").prefetch_related("stages")
    found = {row.code: _way(row) for row in rows}
    return _Book(found, {stage.id: stage for way in found.values() for stage in way.stages})


def _way(row: Pipeline) -> Way:
    return Way(
        id=row.pk,
        code=row.code,
        title=row.title,
        is_company=row.is_company,
        is_sale=row.is_sale,
        is_default=row.is_default,
        kinds=tuple(sorted(row.kinds)),
        stages=tuple(_in_order(row)),
        version=row.version,
    )


def _in_order(row: Pipeline) -> Iterable[StageInfo]:
    for stage in sorted(row.stages.all(), key=lambda one: one.position):
        yield StageInfo(
            id=stage.pk,
            way=row.code,
            code=stage.code,
            title=stage.title,
            position=stage.position,
            state=State(stage.state),
            probability=stage.probability,
            slow_days=stage.slow_days,
            conditions=tuple(stage.conditions),
        )


_kept = Kept(_read, seconds=SECONDS)
