"""Code maps with their dates, and the alarms for codes without meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import CodeState
from yinqiao.platform.imports.models import CodeMap, UnmappedCode
from yinqiao.platform.imports.reading.allowed import require


@dataclass(frozen=True, slots=True)
class MeaningLine:
    """What a code of a source means in a period; `valid_to` is exclusive."""

    id: int
    source: str
    map: str
    source_value: str
    standard_value: str
    valid_from: date
    valid_to: date | None
    is_seed: bool
    changed_by: str
    version: int


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """A code without meaning and how many rows it has kept out."""

    source: str
    map: str
    source_value: str
    rows: int
    seen_at: datetime
    batch_id: int
    state: str


def code_meanings(
    *, actor: Actor, source: str = "", map_name: str = "", on: date | None = None
) -> Sequence[MeaningLine]:
    """Return meanings, of one source, map or day if given."""
    require(actor, policies.VIEW)
    rows = CodeMap.objects.valid_on(on) if on is not None else CodeMap.objects.all()
    if source:
        rows = rows.filter(source=source)
    if map_name:
        rows = rows.filter(map_name=map_name)
    return [
        MeaningLine(
            id=row.pk,
            source=row.source,
            map=row.map_name,
            source_value=row.source_value,
            standard_value=row.standard_value,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            is_seed=row.is_seed,
            changed_by=row.changed_by,
            version=row.version,
        )
        for row in rows
    ]


def unmapped_codes(*, actor: Actor, state: str = CodeState.OPEN) -> Sequence[AlarmLine]:
    """Return the alarms in one state, the latest first."""
    require(actor, policies.VIEW)
    return [
        AlarmLine(
            source=row.source,
            map=row.map_name,
            source_value=row.source_value,
            rows=row.rows,
            seen_at=row.seen_at,
            batch_id=row.last_batch_id,
            state=row.state,
        )
        for row in UnmappedCode.objects.filter(state=state)
    ]
