"""What the sender says, what was read, what went in, what was kept out: per table, and the difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.models import ImportFile
from yinqiao.platform.imports.reading.allowed import require


@dataclass(frozen=True, slots=True)
class ReconciledTable:
    """One table of a batch. `said_rows` and `said_sum` are the control files', None where there is none; sums in the file's unit.

    `missing_rows` and `missing_sum` are what was said (or read) and did not go in: the rejected rows, if all is well.
    """

    table: str
    title: str
    said_rows: int | None
    read_rows: int
    accepted_rows: int
    rejected_rows: int
    folded_rows: int
    sum_column: str
    said_sum: Decimal | None
    read_sum: Decimal
    accepted_sum: Decimal

    @property
    def missing_rows(self) -> int:
        """Rows that were sent and are not in the tables (folded ones are, as one row each)."""
        sent = self.read_rows if self.said_rows is None else self.said_rows
        return sent - self.accepted_rows - self.folded_rows

    @property
    def missing_sum(self) -> Decimal | None:
        """The sum of what was sent and is not in the tables."""
        if not self.sum_column:
            return None
        return (self.read_sum if self.said_sum is None else self.said_sum) - self.accepted_sum

    @property
    def is_even(self) -> bool:
        """Tell whether everything that was sent went in."""
        return self.missing_rows == 0 and not self.missing_sum


def reconciliation(*, actor: Actor, batch_id: int) -> Sequence[ReconciledTable]:
    """Return the reconciliation of a batch, table by table in loading order."""
    require(actor, policies.VIEW)
    groups: dict[str, list[ImportFile]] = {}
    for file in ImportFile.objects.filter(batch_id=batch_id):
        groups.setdefault(file.table_name, []).append(file)
    return [_table(files) for files in groups.values()]


def _table(files: list[ImportFile]) -> ReconciledTable:
    has_rows = all(file.control_rows is not None for file in files)
    has_sums = all(file.control_sum is not None for file in files)
    return ReconciledTable(
        table=files[0].table_name,
        title=files[0].title,
        said_rows=sum(file.control_rows or 0 for file in files) if has_rows else None,
        read_rows=sum(file.rows for file in files),
        accepted_rows=sum(file.accepted for file in files),
        rejected_rows=sum(file.rejected for file in files),
        folded_rows=sum(file.folded for file in files),
        sum_column=files[0].sum_column,
        said_sum=sum((file.control_sum or Decimal(0) for file in files), Decimal(0))
        if has_sums
        else None,
        read_sum=sum((file.sum_read for file in files), Decimal(0)),
        accepted_sum=sum((file.sum_accepted for file in files), Decimal(0)),
    )
