"""The unit file: the whole tree each night. A unit that is no longer in it is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F

from yinqiao.lib import pinyin
from yinqiao.organization import events, rules
from yinqiao.organization.choices import OrgKind, OrgState
from yinqiao.organization.importing import traces
from yinqiao.organization.models import Org, OrgVersion
from yinqiao.organization.services import tree
from yinqiao.platform.imports import operations
from yinqiao.platform.imports.ports import (
    Batch,
    Finished,
    LoadResult,
    Mode,
    Rejection,
    TargetColumn,
    UndoResult,
)

if TYPE_CHECKING:
    from yinqiao.platform.events import bus

TABLE = "organization_org"
LONG_AGO = date(1900, 1, 1)
_BY_HAND = "MANUAL"
_TEXTS = {
    "name": "name",
    "short_name": "short_name",
    "region_code": "region",
    "address": "address",
    "phone": "phone",
    "clearing_no": "clearing_no",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the file."""

    line: int
    op: str
    code: str
    parent_code: str
    kind: str
    texts: Mapping[str, str]
    opened_on: date | None
    closed_on: date | None


class OrgTarget:
    """`organization.org`: column names as in the core-banking profile; `level` holds an OrgKind, `status` OPEN or CLOSED."""

    name = "organization.org"
    title = "机构"
    columns: Mapping[str, TargetColumn] = {
        "org_code": TargetColumn("text", required=True),
        "parent_org_code": TargetColumn("text"),
        "name": TargetColumn("text", required=True),
        "short_name": TargetColumn("text"),
        "level": TargetColumn("code", required=True, choices=OrgKind),
        "region_code": TargetColumn("text"),
        "address": TargetColumn("text"),
        "phone": TargetColumn("text"),
        "clearing_no": TargetColumn("text"),
        "opened_on": TargetColumn("date"),
        "closed_on": TargetColumn("date"),
        "status": TargetColumn("code", choices=OrgState),
    }
    feeds: Mapping[str, str] = {"organization.org": "org_code"}
    key: Sequence[str] = ("org_code",)

    def begin(
        self, *, batch: Batch, table: str, mode: Mode, connection: BaseDatabaseWrapper
    ) -> None:
        """Nothing to clear: units are found again by their code."""

    def load(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: BaseDatabaseWrapper
    ) -> LoadResult:
        """Write one chunk; a unit whose parent is neither here nor known is rejected."""
        tree.lock_tree(using=connection.alias)
        chunk = _Chunk(batch, connection)
        for row in chunk.in_order(_rows(frame, batch)):
            chunk.take(row)
        return chunk.close()

    def hold(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: BaseDatabaseWrapper
    ) -> None:
        """Count units whose lines were kept out as seen."""
        codes = frame.get_column("org_code").to_list()
        held = Org.objects.using(connection.alias).filter(code__in=codes)
        traces.mark_seen(connection, batch, TABLE, ids=held.values_list("id", flat=True))

    def finish(
        self, *, batch: Batch, table: str, mode: Mode, connection: BaseDatabaseWrapper
    ) -> Finished:
        """Close the units that a full file no longer has."""
        gone: list[int] = []
        withheld = 0
        if mode == "full":
            gone, withheld = traces.ends(connection, batch, TABLE, condition="t.closed_on is null")
            traces.remember(connection, batch, TABLE, ids=gone)
            for unit in Org.objects.using(connection.alias).filter(id__in=gone):
                _close(unit, batch, connection)
            traces.publish_after_commit(
                connection, batch, [events.OrgClosed(org_id=pk, on=batch.on) for pk in gone]
            )
            if gone:
                tree.lock_tree(using=connection.alias)
        traces.forget_seen(connection, batch, [TABLE])
        return Finished(ended=len(gone), withheld=withheld)

    def undo(self, *, batch: Batch, table: str, connection: BaseDatabaseWrapper) -> UndoResult:
        """Take the batch back: restored units get their old place, new ones go unless somebody uses them."""
        tree.lock_tree(using=connection.alias)
        _forget_versions(batch, connection)
        result = traces.take_back(connection, batch, TABLE, label="code")
        _reopen_versions(connection)
        return result


class _Chunk:
    """One chunk on its way into the tree."""

    def __init__(self, batch: Batch, connection: BaseDatabaseWrapper) -> None:
        self.batch = batch
        self.connection = connection
        self.known = {unit.code: unit for unit in Org.objects.using(connection.alias).all()}
        self.seen: list[int] = []
        self.rejected: list[Rejection] = []
        self.noticed: list[Rejection] = []
        self.published: list[bus.Event] = []
        self.counts = {"inserted": 0, "updated": 0, "unchanged": 0, "deleted": 0}

    def in_order(self, rows: Sequence[_Row]) -> list[_Row]:
        """Put parents before children; reject what never gets a parent."""
        ready: list[_Row] = []
        placed = set(self.known)
        waiting = list(rows)
        while True:
            fit = [row for row in waiting if not row.parent_code or row.parent_code in placed]
            if not fit:
                break
            ready += fit
            placed |= {row.code for row in fit}
            lines = {row.line for row in fit}
            waiting = [row for row in waiting if row.line not in lines]
        self.rejected += [
            Rejection(row.line, "parent_org_code", "UNKNOWN_PARENT", "上级机构不存在或上下级成环")
            for row in waiting
        ]
        return ready

    def take(self, row: _Row) -> None:
        """Insert, change, or leave one unit."""
        unit = self.known.get(row.code)
        if unit is not None and unit.source not in {self.batch.source, _BY_HAND}:
            self.rejected.append(
                Rejection(row.line, "org_code", "CODE_TAKEN", "机构号已由另一来源的机构使用")
            )
            return
        if unit is not None and unit.merged_into_id is not None:
            # It went into another by the word of two people: no file opens or moves it again.
            self.seen.append(unit.pk)
            self.counts["unchanged"] += 1
            return
        row = self._below_the_head(row, unit)
        is_open = unit is not None and unit.closed_on is None
        self.noticed += operations.misfit(self.batch, row.line, row.op, is_known=is_open)
        if unit is None and row.op == "D":
            return
        parent = self.known.get(row.parent_code) if row.parent_code else None
        if not rules.may_hang_under(row.kind, parent.kind if parent else None):
            self.rejected.append(
                Rejection(row.line, "level", "WRONG_PLACE", "该级别机构不能设在此上级机构之下")
            )
        elif unit is None:
            self._insert(row, parent)
        elif parent is not None and rules.would_be_cycle(
            moving_id=unit.pk, new_parent_path=parent.path
        ):
            self.rejected.append(
                Rejection(
                    row.line, "parent_org_code", "UNKNOWN_PARENT", "上级机构不存在或上下级成环"
                )
            )
        else:
            self._update(unit, row, parent)

    def _below_the_head(self, row: _Row, unit: Org | None) -> _Row:
        """Hang the head office of a second source below the one there is: a bank has one, the other is a branch of it."""
        head = next((one for one in self.known.values() if one.kind == OrgKind.HEAD_OFFICE), None)
        is_second = head is not None and head is not unit and head.source != self.batch.source
        if head is None or not is_second or row.kind != OrgKind.HEAD_OFFICE or row.parent_code:
            return row
        self.noticed.append(
            Rejection(
                row.line, "level", "SECOND_HEAD_OFFICE", "已有总行，本行作为分行挂在现有总行之下"
            )
        )
        return replace(row, kind=OrgKind.BRANCH, parent_code=head.code)

    def close(self) -> LoadResult:
        """Note what was seen and return the counts."""
        traces.mark_seen(self.connection, self.batch, TABLE, ids=self.seen)
        traces.publish_after_commit(self.connection, self.batch, self.published)
        return LoadResult(rejected=tuple(self.rejected), noticed=tuple(self.noticed), **self.counts)

    def _insert(self, row: _Row, parent: Org | None) -> None:
        unit = Org(
            code=row.code,
            kind=row.kind,
            parent=parent,
            source=self.batch.source,
            batch_id=self.batch.id,
        )
        _write(unit, row)
        unit.save(using=self.connection.alias, force_insert=True)
        unit.path = [*(parent.path if parent else []), unit.pk]
        unit.level = len(unit.path)
        unit.save(using=self.connection.alias, update_fields=["path", "level"])
        self._version(unit, on=unit.opened_on or LONG_AGO)
        self.known[row.code] = unit
        self.seen.append(unit.pk)
        self.counts["inserted"] += 1
        self.published.append(events.OrgOpened(org_id=unit.pk))

    def _update(self, unit: Org, row: _Row, parent: Org | None) -> None:
        self.seen.append(unit.pk)
        before = _state(unit)
        was_called = (unit.name, unit.kind, unit.parent_id)
        old_parent_id = unit.parent_id
        _write(unit, row)
        parent_id = parent.pk if parent else None
        if _state(unit) == before and parent_id == old_parent_id:
            self.counts["unchanged"] += 1
            return
        traces.remember(self.connection, self.batch, TABLE, ids=[unit.pk])
        if parent_id != old_parent_id:
            self._move(unit, parent)
        unit.version += 1
        unit.save(using=self.connection.alias)
        if (unit.name, unit.kind, unit.parent_id) != was_called:
            self._version(unit, on=self.batch.on)
        if unit.closed_on is not None:
            _end_versions(unit, self.connection)
        self.counts["deleted" if row.op == "D" else "updated"] += 1

    def _move(self, unit: Org, parent: Org | None) -> None:
        old_parent_id = unit.parent_id
        below = [o for o in self.known.values() if unit.pk in o.path and o.pk != unit.pk]
        ids = [other.pk for other in below]
        traces.remember(self.connection, self.batch, TABLE, ids=ids)
        tree.hang_under(unit, parent, using=self.connection.alias)
        moved = Org.objects.using(self.connection.alias).filter(id__in=ids)
        moved.update(version=F("version") + 1)
        for other in moved:
            kept = self.known[other.code]
            kept.path, kept.level, kept.version = other.path, other.level, other.version
        self.published.append(
            events.OrgMoved(
                org_id=unit.pk,
                old_parent_id=old_parent_id,
                new_parent_id=parent.pk if parent else None,
                on=self.batch.on,
            )
        )

    def _version(self, unit: Org, *, on: date) -> None:
        tree.write_version(
            unit,
            on=on,
            now=self.batch.known_at,
            reason=self.batch.source,
            using=self.connection.alias,
        )


def _rows(frame: pl.DataFrame, batch: Batch) -> list[_Row]:
    return [_row(values, batch) for values in frame.to_dicts()]


def _row(values: Mapping[str, object], batch: Batch) -> _Row:
    closed_on = values.get("closed_on")
    op = str(values.get("_op") or "U")
    is_closed = op == "D" or values.get("status") == OrgState.CLOSED
    last_day = closed_on if isinstance(closed_on, date) and closed_on <= batch.on else batch.on
    opened_on = values.get("opened_on")
    return _Row(
        line=int(str(values["_line"])),
        op=op,
        code=str(values["org_code"]),
        parent_code=str(values.get("parent_org_code") or ""),
        kind=str(values["level"]),
        texts={field: str(values.get(column) or "") for column, field in _TEXTS.items()},
        opened_on=opened_on if isinstance(opened_on, date) else None,
        closed_on=last_day if is_closed else None,
    )


def _write(unit: Org, row: _Row) -> None:
    """Put the file's values on the unit. A closing day that is known already stays."""
    unit.kind = row.kind
    for field, text in row.texts.items():
        setattr(unit, field, text)
    unit.pinyin = pinyin.romanise_text(unit.name).full
    unit.opened_on = row.opened_on
    if row.closed_on is None or unit.closed_on is None:
        unit.closed_on = row.closed_on
    if unit.closed_on and unit.opened_on and unit.closed_on < unit.opened_on:
        unit.closed_on = unit.opened_on


def _state(unit: Org) -> tuple[object, ...]:
    return (
        unit.kind,
        *(getattr(unit, field) for field in _TEXTS.values()),
        unit.opened_on,
        unit.closed_on,
    )


def _close(unit: Org, batch: Batch, connection: BaseDatabaseWrapper) -> None:
    unit.closed_on = max(batch.on, unit.opened_on) if unit.opened_on else batch.on
    unit.version += 1
    unit.save(using=connection.alias, update_fields=["closed_on", "version"])
    _end_versions(unit, connection)


def _end_versions(unit: Org, connection: BaseDatabaseWrapper) -> None:
    versions = OrgVersion.objects.using(connection.alias).filter(org_id=unit.pk)
    versions.filter(valid_from__lt=unit.closed_on, valid_to__isnull=True).update(
        valid_to=unit.closed_on
    )


def _forget_versions(batch: Batch, connection: BaseDatabaseWrapper) -> None:
    """Drop the versions that the batch wrote and let the ones before them run on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "with gone as (delete from organization_orgversion v where known_at = %s and reason = %s returning org_id, valid_from)"
            " update organization_orgversion v set valid_to = null from gone"
            " where v.org_id = gone.org_id and v.valid_to = gone.valid_from",
            (batch.known_at, batch.source),
        )


def _reopen_versions(connection: BaseDatabaseWrapper) -> None:
    """Let the last version of every open unit run on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update organization_orgversion v set valid_to = null from organization_org o"
            " where v.org_id = o.id and o.closed_on is null and v.valid_to is not null and not exists"
            " (select 1 from organization_orgversion w where w.org_id = v.org_id and w.valid_from >= v.valid_to)"
        )
