"""Rows that were kept out, as those who work on them may see them: masked, with reason and place; never in clear."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import Level, QuarantineState
from yinqiao.platform.imports.models import ImportSchedule, QuarantineRow
from yinqiao.platform.imports.profile import Profile
from yinqiao.platform.imports.profile.shapes import Column, Table
from yinqiao.platform.imports.queries.figures import profile_or_none
from yinqiao.platform.imports.queries.readable import readable, shown_value
from yinqiao.platform.imports.words import column_title

VERB = "imports.quarantine-read"
LIVE = (QuarantineState.OPEN, QuarantineState.MENDED)
NAMES = (
    "name",
    "holder_name",
    "legal_representative_name",
    "staff_name",
    "customer_no",
    "account_no",
)
_TONES = {QuarantineState.OPEN: "d", QuarantineState.MENDED: "a", QuarantineState.LOADED: "ok"}


@dataclass(frozen=True, slots=True)
class QuarantineFilter:
    """What to look for; empty values filter nothing. `state` is ``live`` (default), ``all`` or one state."""

    batch: int | None = None
    profile: str = ""
    table: str = ""
    column: str = ""
    code: str = ""
    org_code: str = ""
    state: str = "live"
    level: str = Level.ERROR
    batch_on: date | None = None


@dataclass(frozen=True, slots=True)
class QuarantineLine:
    """One row: `who` names it (masked), `value` is the first wrong value (masked), `more` how many other findings it has."""

    id: int
    version: int
    batch_id: int
    batch_on: date
    profile: str
    table: str
    table_title: str
    file_name: str
    line: int
    who: str
    column: str
    column_title: str
    value: str
    readable: str
    code: str
    message: str
    more: int
    state: QuarantineState
    level: str
    org_code: str
    created_at: datetime
    settled_at: datetime | None
    settled_by: str

    @property
    def shown(self) -> str:
        """The value as a person reads it, what the file has beside it."""
        return shown_value(self.value, self.readable)

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return _TONES.get(self.state, "")

    @property
    def is_live(self) -> bool:
        """Tell whether it still can be mended."""
        return self.level == Level.ERROR and self.state in LIVE

    @property
    def has_place(self) -> bool:
        """Tell whether one value is at fault; otherwise the whole row is."""
        return bool(self.column)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of a row: the masked value and what is wrong with it. `typed` is a new value that was refused because of `problem`."""

    name: str
    title: str
    value: str
    readable: str
    messages: tuple[str, ...]
    is_required: bool
    hint: str
    typed: str = ""
    problem: str = ""

    @property
    def shown(self) -> str:
        """The value as a person reads it, what the file has beside it."""
        return shown_value(self.value, self.readable)


@dataclass(frozen=True, slots=True)
class QuarantineCard:
    """One row with all its fields."""

    line: QuarantineLine
    file_name: str
    fields: tuple[FieldLine, ...]
    row_messages: tuple[str, ...]

    @property
    def wrong(self) -> tuple[FieldLine, ...]:
        """The fields at fault."""
        return tuple(field for field in self.fields if field.messages or field.problem)

    @property
    def right(self) -> tuple[FieldLine, ...]:
        """The other fields."""
        return tuple(field for field in self.fields if not field.messages and not field.problem)

    def refused(self, typed: Mapping[str, str], problems: Mapping[str, str]) -> "QuarantineCard":
        """Return the card with new values that were not taken, each with its reason."""
        fields = tuple(
            replace(field, typed=typed.get(field.name, ""), problem=problems.get(field.name, ""))
            for field in self.fields
        )
        return replace(self, fields=fields)


def quarantine_rows(*, actor: Actor, wanted: QuarantineFilter) -> QuerySet[QuarantineRow]:
    """Return the rows within the actor's reach that `wanted` describes, with their batch and file."""
    require(actor, policies.MEND, verb=VERB)
    rows = (
        QuarantineRow.objects.filter(policies.visible_to(actor), level=wanted.level)
        .select_related("batch", "file")
        .defer("raw_token", "file__reason")
    )
    plain = {
        "batch_id": wanted.batch,
        "batch__profile": wanted.profile,
        "batch__batch_on": wanted.batch_on,
        "table_name": wanted.table,
        "column": wanted.column,
        "code": wanted.code,
        "org_code": wanted.org_code,
    }
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if wanted.level == Level.WARNING or wanted.state == "all":
        return rows
    return (
        rows.filter(state__in=LIVE) if wanted.state == "live" else rows.filter(state=wanted.state)
    )


def quarantine_lines(rows: Sequence[QuarantineRow]) -> list[QuarantineLine]:
    """Return rows as read models."""
    return [_line(row) for row in rows]


def quarantine_card(*, actor: Actor, row_id: int) -> QuarantineCard:
    """Return one row with its fields; raise NotFound, for one out of reach too."""
    require(actor, policies.MEND, verb=VERB)
    rows = QuarantineRow.objects.select_related("batch", "file").filter(policies.visible_to(actor))
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise NotFound(_("There is no such row."))
    findings: dict[str, list[str]] = {}
    for finding in row.findings:
        findings.setdefault(finding["column"], []).append(finding["message"])
    table = table_of(profile_or_none(row.batch.profile), row.table_name)
    columns = list(table.columns) if table is not None else []
    known = {column.name: column for column in columns}
    names = [*known, *(name for name in row.excerpt if name not in known)]
    fields = tuple(
        _field(name, known.get(name), excerpt=row.excerpt, findings=findings) for name in names
    )
    outside = tuple(text for name, texts in findings.items() if name not in names for text in texts)
    return QuarantineCard(_line(row), row.file.name, fields, outside)


def table_of(profile: Profile | None, name: str) -> Table | None:
    """Return a table of the profile as it is now, or None."""
    return (
        next((table for table in profile.tables if table.name == name), None) if profile else None
    )


def _field(
    name: str,
    column: Column | None,
    *,
    excerpt: Mapping[str, str],
    findings: Mapping[str, list[str]],
) -> FieldLine:
    return FieldLine(
        name=name,
        title=column_title(name),
        value=excerpt.get(name, ""),
        readable=readable(column, excerpt.get(name, "")),
        messages=tuple(findings.get(name, ())),
        is_required=column is not None and column.required,
        hint=_hint(column),
    )


def _hint(column: Column | None) -> str:
    """Say how the value is written in the file: what is typed here goes through the same reading."""
    if column is None:
        return ""
    if column.type == "cents":
        return (
            _("Whole cents (分); the sign stands behind.")
            if column.sign == "trailing"
            else _("Whole cents (分).")
        )
    if column.type in {"date", "datetime"}:
        return _("Written as {form}.").format(
            form=_written(column.format or ("%Y%m%d" if column.type == "date" else "%Y%m%d%H%M%S"))
        )
    if column.type == "code":
        return _("A code of the source.")
    return _("Up to {count} characters.").format(count=column.max) if column.max else ""


def _written(form: str) -> str:
    for sign, text in (
        ("%Y", "YYYY"),
        ("%m", "MM"),
        ("%d", "DD"),
        ("%H", "HH"),
        ("%M", "MM"),
        ("%S", "SS"),
        ("%y", "YY"),
    ):
        form = form.replace(sign, text)
    return form


def _column_of(row: QuarantineRow) -> Column | None:
    table = table_of(profile_or_none(row.batch.profile), row.table_name)
    columns = table.columns if table is not None else []
    return next((column for column in columns if column.name == row.column), None)


def _line(row: QuarantineRow) -> QuarantineLine:
    value = row.excerpt.get(row.column, "") if row.column else ""
    return QuarantineLine(
        id=row.pk,
        version=row.version,
        batch_id=row.batch_id,
        batch_on=row.batch.batch_on,
        profile=row.batch.profile,
        table=row.table_name,
        table_title=row.file.title,
        file_name=row.file.name,
        line=row.line,
        who=next((row.excerpt[name] for name in NAMES if row.excerpt.get(name)), ""),
        column=row.column,
        column_title=column_title(row.column) if row.column else "",
        value=value,
        readable=readable(_column_of(row), value),
        code=row.code,
        message=row.message,
        more=max(len(row.findings) - 1, 0),
        state=QuarantineState(row.state),
        level=row.level,
        org_code=row.org_code,
        created_at=row.created_at,
        settled_at=row.settled_at,
        settled_by=row.settled_by,
    )


def tables_in_use() -> list[tuple[str, str]]:
    """Return the tables that are imported, with their titles, in the order of loading."""
    rows = ImportSchedule.objects.order_by("profile", "position").values_list("table_name", "title")
    return list(dict(rows).items())


def reasons_in_use() -> list[tuple[str, str]]:
    """Return the reasons for which rows wait now, each with one of its sentences."""
    rows = QuarantineRow.objects.filter(state__in=LIVE, level=Level.ERROR).order_by()
    groups = rows.values("code").annotate(said=Min("message")).order_by("said")
    return [(group["code"], group["said"]) for group in groups]


def columns_at_fault(*, actor: Actor, row_ids: Sequence[int]) -> list[str]:
    """Return the columns that are wrong in these rows, the most frequent first; then the other columns of their tables."""
    require(actor, policies.QUARANTINE, verb=VERB)
    rows = list(QuarantineRow.objects.select_related("batch").filter(pk__in=row_ids))
    wrong = Counter(
        finding["column"] for row in rows for finding in row.findings if finding["column"]
    )
    tables = {(row.batch.profile, row.table_name) for row in rows}
    others: list[str] = []
    for profile, name in sorted(tables):
        table = table_of(profile_or_none(profile), name)
        others += [column.name for column in table.columns] if table is not None else []
    return list(dict.fromkeys([*(name for name, _count in wrong.most_common()), *others]))
