"""Rows kept out of a full file were delivered all the same: their keys count as present, so that quarantine ends nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

import polars as pl
from django.db import connections

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.checking.findings import WHOLE_ROW, FoundRow
from yinqiao.platform.imports.checking.plan import CheckPlan
from yinqiao.platform.imports.decoding import LINE
from yinqiao.platform.imports.engine.gathering import GatheredTable
from yinqiao.platform.imports.engine.limits import Limits
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.models import ImportFile
from yinqiao.platform.imports.ports import Batch, EndingTarget, Finished, ImportTarget, OwnedTarget
from yinqiao.platform.imports.profile.shapes import Derived
from yinqiao.platform.imports.reasons import Reason

# A key that these reasons name was read well; it is another row or object that stands in the way.
_KEY_IS_READ = frozenset({reasons.DUPLICATE_KEY.code, reasons.REFERENCE_MISSING.code})


def ending_target(target: ImportTarget) -> EndingTarget | None:
    """Return `target` if the end of a full file closes rows of it."""
    return cast("EndingTarget", target) if isinstance(target, EndingTarget) else None


def hold(target: EndingTarget, batch: Batch, *, table: str, frames: Iterable[pl.DataFrame]) -> None:
    """Let the rows of `frames`, which go to quarantine, count as delivered."""
    for frame in frames:
        if not frame.is_empty():
            target.hold(batch=batch, table=table, frame=frame, connection=connections[LOADER])


@dataclass(frozen=True, slots=True)
class Strays:
    """Lines of rejected rows whose key could not be read: which row they stand for is unknown.

    `owned` are those that tell at least whose they are; of `unknown` nothing is known at all.
    """

    owned: frozenset[int]
    unknown: frozenset[int]

    @property
    def lines(self) -> frozenset[int]:
        """All of them."""
        return self.owned | self.unknown


def strays(
    rows: Sequence[FoundRow], plan: CheckPlan, *, held: pl.DataFrame, target: EndingTarget
) -> Strays:
    """Return the rejected rows that cannot be identified; `held` are their typed values."""
    names = _key_columns(plan, target.key)
    lost = [row for row in rows if WHOLE_ROW in row.raw or _spoils(row, names)]
    lines = frozenset(row.line for row in lost)
    owner = target.owner if isinstance(target, OwnedTarget) else ""
    if owner not in held.columns:
        return Strays(frozenset(), lines)
    of_owner = _key_columns(plan, [owner])
    named = held.filter(pl.col(owner).is_not_null()).get_column(LINE)
    owned = frozenset(row.line for row in lost if not _spoils(row, of_owner)) & set(named)
    return Strays(owned, lines - owned)


def hold_owned(target: EndingTarget, batch: Batch, *, table: str, frame: pl.DataFrame) -> None:
    """Let all rows of the owners in `frame` count as delivered."""
    if isinstance(target, OwnedTarget) and not frame.is_empty():
        target.hold_owned(batch=batch, table=table, frame=frame, connection=connections[LOADER])


def _spoils(row: FoundRow, names: frozenset[str]) -> bool:
    return any(
        finding.column in names and finding.code not in _KEY_IS_READ for finding in row.findings
    )


def _key_columns(plan: CheckPlan, key: Sequence[str]) -> frozenset[str]:
    """Return the columns of the file that the key is made of."""
    names: set[str] = set()
    for column in plan.loaded:
        if column.target in key:
            names.add(column.name)
            names.update(column.sources if isinstance(column, Derived) else ())
    return frozenset(names)


def at_the_end(batch: Batch, gathered: GatheredTable, files: Sequence[ImportFile]) -> Batch:
    """Return the batch for the end of the table: nothing is ended where a part, or the key of a row, is unknown."""
    is_incomplete = bool(gathered.lacking) or any(file.unidentified for file in files)
    return replace(batch, is_incomplete=is_incomplete)


def withheld(
    finished: Finished, gathered: GatheredTable, *, files: Sequence[ImportFile], limits: Limits
) -> tuple[Reason, str]:
    """Return why nothing was ended though rows are missing."""
    if gathered.lacking:
        names = "、".join(gathered.lacking)
        return reasons.ENDS_PART_MISSING, reasons.ENDS_PART_MISSING.text(
            rows=finished.withheld, names=names
        )
    unknown = sum(file.unidentified for file in files)
    if unknown:
        return reasons.ENDS_UNIDENTIFIED, reasons.ENDS_UNIDENTIFIED.text(
            rows=finished.withheld, strays=unknown
        )
    limit = f"{limits.ends.share:.0%}"
    return reasons.ENDS_WITHHELD, reasons.ENDS_WITHHELD.text(rows=finished.withheld, limit=limit)


def rejected_rows(good: pl.DataFrame, rows: Sequence[FoundRow]) -> pl.DataFrame:
    """Return the rows of `good` that the target or the database refused."""
    return good.filter(pl.col(LINE).is_in([row.line for row in rows])) if rows else good.clear()
