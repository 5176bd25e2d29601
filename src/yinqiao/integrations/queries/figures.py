"""What the files of a batch held, what was taken, and what stands in the tables now, object by object."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db import connection

from yinqiao.platform import registry
from yinqiao.platform.imports.choices import FileState
from yinqiao.platform.imports.models import ImportBatch, ImportFile
from yinqiao.platform.imports.profile import find_profile
from yinqiao.platform.imports.tables import MasterTable

_LOADED = (FileState.FINISHED, FileState.SAME)
_UNSIGNED_64 = 2**64


@dataclass(frozen=True, slots=True)
class InTable:
    """What stands in a table from this source, as it was known when the batch had been loaded."""

    rows: int
    total: Decimal | None
    checksum: str


@dataclass(frozen=True, slots=True)
class ObjectFigures:
    """One object of a migration. Sums are of `sum_column` ("" = none), in the unit of file and table.

    rows = accepted + rejected + folded. `in_table` is None where the table cannot be counted by source.
    """

    name: str
    title: str
    state: str
    state_label: str
    mode: str
    files: tuple[str, ...]
    rows: int
    accepted: int
    rejected: int
    folded: int
    sum_column: str
    sum_label: str
    sum_read: Decimal
    sum_accepted: Decimal
    in_table: InTable | None

    @property
    def sums(self) -> tuple[str, str]:
        """Return the sum accepted and the sum in the table as written on the page; empty where nothing is summed."""
        if not self.sum_column:
            return "", ""
        return _grouped(self.sum_accepted), _grouped(self.in_table.total if self.in_table else None)

    @property
    def row_difference(self) -> int | None:
        """Return rows in the table minus rows accepted; None where they need not agree (a delta, a file that is not there)."""
        if self.in_table is None or self.mode != "full" or self.state not in _LOADED:
            return None
        return self.in_table.rows - self.accepted

    @property
    def sum_difference(self) -> Decimal | None:
        """Return the sum in the table minus the sum accepted; None where nothing is summed or compared."""
        if self.row_difference is None or self.in_table is None or self.in_table.total is None:
            return None
        return self.in_table.total - self.sum_accepted

    @property
    def has_difference(self) -> bool:
        """Tell whether file and table disagree."""
        return bool(self.row_difference or self.sum_difference)

    def plain(self) -> dict[str, object]:
        """Return the figures as JSON-plain values: what is signed."""
        return {
            "object": self.name,
            "state": self.state,
            "mode": self.mode,
            "files": list(self.files),
            "rows": self.rows,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "folded": self.folded,
            "sum_column": self.sum_column,
            "sum_read": _text(self.sum_read),
            "sum_accepted": _text(self.sum_accepted),
            "table_rows": self.in_table.rows if self.in_table else None,
            "table_sum": _text(self.in_table.total) if self.in_table else None,
            "checksum": self.in_table.checksum if self.in_table else None,
        }


def object_figures(batch: ImportBatch) -> tuple[ObjectFigures, ...]:
    """Return the figures of every object of `batch`, in loading order."""
    files = ImportFile.objects.filter(batch=batch).order_by("table_position", "position")
    grouped = groupby(files, key=lambda file: file.table_name)
    return tuple(_figures(batch, list(group)) for _name, group in grouped)


def _figures(batch: ImportBatch, files: Sequence[ImportFile]) -> ObjectFigures:
    first = files[0]
    return ObjectFigures(
        name=first.table_name,
        title=first.title,
        state=first.state,
        state_label=first.get_state_display(),
        mode=first.mode,
        files=tuple(f"{file.name} {file.sha256}".strip() for file in files),
        rows=sum(file.rows for file in files),
        accepted=sum(file.accepted for file in files),
        rejected=sum(file.rejected for file in files),
        folded=sum(file.folded for file in files),
        sum_column=first.sum_column,
        sum_label=_heading(batch.profile, first),
        sum_read=_sum(file.sum_read for file in files),
        sum_accepted=_sum(file.sum_accepted for file in files),
        in_table=_in_table(first, batch),
    )


def _in_table(file: ImportFile, batch: ImportBatch) -> InTable | None:
    target = registry.import_targets.find(file.target)
    if not isinstance(target, MasterTable):
        return None
    columns = {column.name: column.target for column in target.values}
    summed = columns.get(file.sum_column, "")
    with connection.cursor() as cursor:
        cursor.execute(
            "select row_count, total, checksum from reconciliation_figures(%s, %s, %s, %s)",
            (target.table, summed, batch.source, batch.known_at),
        )
        rows, total, checksum = cursor.fetchone()
    digest = f"{int(checksum) % _UNSIGNED_64:016x}"
    return InTable(int(rows), Decimal(total) if summed else None, digest)


def _heading(profile_id: str, file: ImportFile) -> str:
    """Return what the file calls the column that is summed."""
    columns = find_profile(profile_id).table(file.table_name).columns
    return next((column.heading for column in columns if column.name == file.sum_column), "")


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _grouped(value: Decimal | None) -> str:
    if value is None:
        return ""
    return f"{value:,.2f}".removesuffix(".00")


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.4f}"
