"""Everything the checks of one table need, gathered once before its first chunk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from yinqiao.platform.imports.checking.deriving import Derivation, LookupFrame, derivations
from yinqiao.platform.imports.checks import AgeLimits
from yinqiao.platform.imports.numberindex import NumberIndex
from yinqiao.platform.imports.ports import ImportTarget, Kind, TargetColumn
from yinqiao.platform.imports.profile.shapes import Column, ColumnType, Profile, Scalar, Table
from yinqiao.platform.imports.profile.validation import OPERATION

_TYPE_OF: dict[Kind, ColumnType] = {
    "text": "text",
    "code": "text",
    "integer": "integer",
    "decimal": "decimal",
    "rate": "rate",
    "date": "date",
    "datetime": "datetime",
    "boolean": "boolean",
}
DTYPES: dict[Kind, pl.DataType] = {
    "text": pl.String(),
    "code": pl.String(),
    "integer": pl.Int64(),
    "decimal": pl.Decimal(20, 2),
    "rate": pl.Decimal(9, 6),
    "date": pl.Date(),
    "datetime": pl.Datetime("us", "Asia/Shanghai"),
    "boolean": pl.Boolean(),
}
_ISO_DATE = "%Y-%m-%d"

CodeMaps = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """The keys that a reference may have now, and what the object is called in messages."""

    title: str
    keys: NumberIndex


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """How the rows of one table are checked. `on` is the batch date; `codes` are the maps as of that date."""

    table: Table
    columns: tuple[Column, ...]
    targets: Mapping[str, TargetColumn]
    derivations: tuple[Derivation, ...]
    codes: CodeMaps
    references: Mapping[str, KnownKeys]
    on: date
    ages: AgeLimits
    has_operation: bool

    @property
    def loaded(self) -> list[Column]:
        """Return the columns that become columns of the target."""
        return [
            column
            for column in self.columns
            if column.target is not None and not self._is_operation(column)
        ]

    @property
    def summed(self) -> Column | None:
        """Return the control column, if the table has one."""
        return next(
            (column for column in self.columns if column.name == self.table.control_sum), None
        )

    def is_required(self, column: Column) -> bool:
        """Tell whether the profile or the target insists on the column."""
        target = self.targets.get(column.target or "")
        return column.required or (target is not None and target.required)

    def _is_operation(self, column: Column) -> bool:
        return self.has_operation and column.name == OPERATION


def check_plan(
    profile: Profile,
    table: Table,
    *,
    target: ImportTarget,
    codes: CodeMaps,
    references: Mapping[str, KnownKeys],
    lookups: Mapping[str, LookupFrame],
    on: date,
    ages: AgeLimits,
    with_operation: bool = False,
) -> CheckPlan:
    """Gather what the checks of `table` need. `with_operation`: the file begins with an operation column."""
    columns: list[Column] = [*(table.columns or inline_columns(table, target)), *table.derive]
    has_operation = with_operation or (
        table.mode == "delta" and any(column.name == OPERATION for column in columns)
    )
    if with_operation and all(column.name != OPERATION for column in columns):
        columns.insert(0, Column(name=OPERATION))
    return CheckPlan(
        table=table,
        columns=tuple(columns),
        targets=target.columns,
        derivations=tuple(derivations(columns, lookups)),
        codes={name: codes.get(name, {}) for name in profile.code_maps},
        references=references,
        on=on,
        ages=ages,
        has_operation=has_operation,
    )


def inline_columns(table: Table, target: ImportTarget) -> list[Column]:
    """Return the columns of rows that stand in the profile itself: typed as the target has them, dates as YYYY-MM-DD."""
    names = dict.fromkeys(name for row in table.rows or [] for name in row)
    columns = []
    for name in names:
        kind = _TYPE_OF[target.columns[name].kind] if name in target.columns else "text"
        columns.append(Column(name=name, type=kind, format=_ISO_DATE if kind == "date" else None))
    return columns


def inline_frame(table: Table) -> pl.DataFrame:
    """Return the rows that stand in the profile as texts with ``_line``."""
    names = list(dict.fromkeys(name for row in table.rows or [] for name in row))
    values = {name: [_inline_text(row.get(name)) for row in table.rows or []] for name in names}
    frame = pl.DataFrame(values, schema=dict.fromkeys(names, pl.String))
    return frame.with_row_index("_line", offset=1).with_columns(pl.col("_line").cast(pl.UInt32))


def _inline_text(value: Scalar) -> str | None:
    if isinstance(value, bool):
        return "1" if value else "0"
    return None if value is None else str(value)


def constant(value: Scalar, kind: Kind) -> pl.Expr:
    """Return a constant as the target's type."""
    if kind == "date" and isinstance(value, str):
        return pl.lit(date.fromisoformat(value))
    return pl.lit(value).cast(DTYPES[kind])
