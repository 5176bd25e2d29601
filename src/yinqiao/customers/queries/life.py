"""Life events and family of a person, as known now or earlier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yinqiao.customers import choices, rules
from yinqiao.customers.models import Dependant, History, LifeEvent
from yinqiao.customers.queries.card import require_customer
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.i18n.sources import source_title
from yinqiao.platform.ui.story import Happening, StoryPart, moment_of, wanted

ICONS: Final[Mapping[str, str]] = {
    choices.LifeEventKind.MARRIAGE: "heart",
    choices.LifeEventKind.BIRTH: "mood-smile",
    choices.LifeEventKind.SCHOOL: "school",
    choices.LifeEventKind.STUDY_ABROAD: "world",
    choices.LifeEventKind.HOME: "home",
    choices.LifeEventKind.JOB: "briefcase",
    choices.LifeEventKind.BUSINESS: "building-store",
    choices.LifeEventKind.BEREAVEMENT: "heart-broken",
}


@dataclass(frozen=True, slots=True)
class LifeEventRow:
    """One event; `over_on` is the day from which it plays no part any more."""

    id: int
    kind: str
    kind_label: str
    icon: str
    happened_on: date
    told_label: str
    note: str
    who: str
    over_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class DependantRow:
    """A child or an elder; `age` and the stage that follows from it are by year of birth."""

    id: int
    kind: str
    kind_label: str
    birth_year: int | None
    age: int | None
    stage_label: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class Life:
    """All of the block."""

    events: tuple[LifeEventRow, ...]
    children: tuple[DependantRow, ...]
    elders: tuple[DependantRow, ...]


def life(*, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None) -> Life:
    """Return what is known, the newest event first and the eldest first; raise NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    masker, day = masker_of(actor), clock.bank_date(as_of or now)
    events = _events(customer_id, as_of)
    events.sort(key=lambda row: (row.happened_on, row.pk), reverse=True)
    members = rows_as_of(
        Dependant.objects.filter(customer_id=customer_id),
        History,
        customer_id=customer_id,
        as_of=as_of,
    )
    members.sort(key=lambda row: (row.birth_year or day.year, row.pk))
    shown = [_dependant(row, note=masker.free_text(row.note), year=day.year) for row in members]
    return Life(
        events=tuple(_event(row, note=masker.free_text(row.note)) for row in events),
        children=tuple(row for row in shown if row.kind == choices.DependantKind.CHILD),
        elders=tuple(row for row in shown if row.kind == choices.DependantKind.ELDER),
    )


def life_told(actor: Actor, part: StoryPart) -> list[Happening]:
    """Return the life events for the timeline."""
    masker = masker_of(actor)
    return wanted(
        (
            Happening(
                at=moment_of(row.happened_on),
                id=row.pk,
                icon=_icon(row.kind),
                title=label(choices.LifeEventKind, row.kind),
                text=masker.free_text(row.note),
                facts=(label(choices.ToldBy, row.told_by),),
                who=_who(row),
                staff_id=row.recorded_by_id,
                is_day=True,
            )
            for row in _events(part.customer_id, part.as_of)
        ),
        part,
    )


def _events(customer_id: int, as_of: datetime | None) -> list[LifeEvent]:
    rows = LifeEvent.objects.filter(customer_id=customer_id)
    return rows_as_of(rows, History, customer_id=customer_id, as_of=as_of)


def _who(row: LifeEvent) -> str:
    return row.recorded_by_name or source_title(row.source)


def _icon(kind: str) -> str:
    return ICONS.get(kind, "calendar-event")


def _event(row: LifeEvent, *, note: str) -> LifeEventRow:
    return LifeEventRow(
        id=row.pk,
        kind=row.kind,
        kind_label=label(choices.LifeEventKind, row.kind),
        icon=_icon(row.kind),
        happened_on=row.happened_on,
        told_label=label(choices.ToldBy, row.told_by),
        note=note,
        who=_who(row),
        over_on=row.over_on,
        version=row.version,
    )


def _dependant(row: Dependant, *, note: str, year: int) -> DependantRow:
    age = year - row.birth_year if row.birth_year else None
    stage = (
        rules.stage_at(age)
        if age is not None and row.kind == choices.DependantKind.CHILD
        else row.stage
    )
    return DependantRow(
        id=row.pk,
        kind=row.kind,
        kind_label=label(choices.DependantKind, row.kind),
        birth_year=row.birth_year,
        age=age,
        stage_label=label(choices.Stage, stage) if stage else "",
        note=note,
        version=row.version,
    )
