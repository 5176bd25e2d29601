"""Code maps and the codes that have no meaning yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Func, Q, QuerySet, TextField

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import CodeState, Level
from yinqiao.platform.imports.models import CodeMap, QuarantineRow, UnmappedCode
from yinqiao.platform.imports.profile.holdable import Holdable, holdable
from yinqiao.platform.imports.profile.known import registered
from yinqiao.platform.imports.queries.figures import offered_profiles
from yinqiao.platform.imports.queries.quarantine import LIVE
from yinqiao.platform.imports.reasons import UNMAPPED_CODE
from yinqiao.platform.imports.words import column_title

VERB = "imports.codes-read"


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One meaning of one code, from when until when."""

    id: int
    source: str
    map_name: str
    map_title: str
    source_value: str
    standard_value: str
    valid_from: date
    valid_to: date | None
    is_seed: bool
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """A code without meaning: `rows` it kept out so far, `open` of them still wait."""

    id: int
    source: str
    map_name: str
    map_title: str
    source_value: str
    state: CodeState
    rows: int
    open: int
    first_on: date
    last_on: date
    seen_at: datetime

    @property
    def is_open(self) -> bool:
        """Tell whether it still has no meaning."""
        return self.state == CodeState.OPEN


def code_maps(
    *, actor: Actor, source: str = "", map_name: str = "", text: str = "", on: date | None = None
) -> QuerySet[CodeMap]:
    """Return the meanings, filtered; `on` keeps those that hold on that day, `text` looks in both codes."""
    require(actor, policies.CODES, verb=VERB)
    found = CodeMap.objects.valid_on(on) if on else CodeMap.objects.all()
    if source:
        found = found.filter(source=source)
    if map_name:
        found = found.filter(map_name=map_name)
    if text:
        found = found.filter(Q(source_value__icontains=text) | Q(standard_value__icontains=text))
    return found


def code_lines(rows: Sequence[CodeMap]) -> list[CodeLine]:
    """Return meanings as read models."""
    return [
        CodeLine(
            id=row.pk,
            source=row.source,
            map_name=row.map_name,
            map_title=column_title(row.map_name),
            source_value=row.source_value,
            standard_value=row.standard_value,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            is_seed=row.is_seed,
            changed_at=row.changed_at,
            changed_by=row.changed_by,
        )
        for row in rows
    ]


def alarms(*, actor: Actor) -> list[AlarmLine]:
    """Return the codes without meaning, and those that have one now while rows still wait for it."""
    require(actor, policies.CODES, verb=VERB)
    rows = list(UnmappedCode.objects.select_related("first_batch", "last_batch"))
    waiting = _waiting_rows()
    found = []
    for row in rows:
        state = CodeState(row.state)
        count = waiting.get((row.source, row.map_name, row.source_value), 0)
        if state == CodeState.OPEN or count:
            found.append(
                AlarmLine(
                    id=row.pk,
                    source=row.source,
                    map_name=row.map_name,
                    map_title=column_title(row.map_name),
                    source_value=row.source_value,
                    state=state,
                    rows=row.rows,
                    open=count,
                    first_on=row.first_batch.batch_on,
                    last_on=row.last_batch.batch_on,
                    seen_at=row.seen_at,
                )
            )
    return sorted(found, key=lambda alarm: (alarm.state != CodeState.OPEN, -alarm.open))


def rows_with_code(*, actor: Actor, source: str, map_name: str, source_value: str) -> list[int]:
    """Return the ids of rows that wait because of this code, oldest batch first."""
    require(actor, policies.CODES, verb=VERB)
    rows = _with_unmapped_code().filter(batch__source=source).order_by("batch_id", "id")
    places = _places()
    found = rows.annotate(sent=_sent()).values_list(
        "id", "batch__profile", "table_name", "column", "sent"
    )
    return [
        row_id
        for row_id, profile, table, column, sent in found
        if places.get((profile, table, column)) == map_name and (sent or "").strip() == source_value
    ]


def meanings_of(*, actor: Actor, source: str, map_name: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return our codes of a map with the source codes that mean them today or meant them."""
    require(actor, policies.CODES, verb=VERB)
    found: dict[str, list[str]] = {}
    for row in CodeMap.objects.filter(source=source, map_name=map_name).order_by(
        "standard_value", "source_value"
    ):
        found.setdefault(row.standard_value, []).append(row.source_value)
    return [(ours, tuple(dict.fromkeys(theirs))) for ours, theirs in found.items()]


def holdable_codes(*, actor: Actor, source: str, map_name: str) -> Holdable:
    """Return which of our codes the columns of a map can hold."""
    require(actor, policies.CODES, verb=VERB)
    targets = registered().targets
    return holdable(offered_profiles(), targets, source=source, map_name=map_name)


def maps_on_offer() -> list[tuple[str, str]]:
    """Return every (source, map) that a profile uses."""
    found = {}
    for profile in offered_profiles():
        found.update(dict.fromkeys((profile.source, map_name) for map_name in profile.code_maps))
    return list(found)


def _with_unmapped_code() -> QuerySet[QuarantineRow]:
    return QuarantineRow.objects.filter(level=Level.ERROR, state__in=LIVE, code=UNMAPPED_CODE.code)


def _sent() -> "_Field":
    return _Field(F("excerpt"), F("column"), output_field=TextField())


def _waiting_rows() -> dict[tuple[str, str, str], int]:
    """Return how many rows wait for each (source, map, code)."""
    groups = (
        _with_unmapped_code()
        .order_by()
        .annotate(sent=_sent())
        .values_list("batch__source", "batch__profile", "table_name", "column", "sent")
        .annotate(rows=Count("id"))
    )
    places = _places()
    found: dict[tuple[str, str, str], int] = {}
    for source, profile, table, column, sent, rows in groups:
        key = (source, places.get((profile, table, column), ""), (sent or "").strip())
        found[key] = found.get(key, 0) + rows
    return found


def _places() -> dict[tuple[str, str, str], str]:
    """Return the code map of every column that has one, by (profile, table, column)."""
    found = {}
    for profile in offered_profiles():
        for table in profile.tables:
            mapped = {column.name: column.map for column in table.columns if column.map}
            found.update(
                {(profile.profile, table.name, name): used for name, used in mapped.items()}
            )
    return found


class _Field(Func):
    """``excerpt ->> column``: the (masked) text of the field that another column names."""

    template = "%(expressions)s"
    arg_joiner = " ->> "
