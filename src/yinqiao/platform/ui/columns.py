"""Which columns of a list are shown: those of the URL as far as the table of this actor declares them (UI.md §8).

The name and the buttons of a row always stay; the order is the declared one. A column that the table does not declare for this
actor cannot be asked for: the table, not the URL, says what exists.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from yinqiao.platform.ui.cells import Kind
from yinqiao.platform.ui.table import Column, Phone
from yinqiao.platform.ui.texts import Text

PARAMETER: Final = "columns"
# As many as are readable at 1440 px, buttons not counted; a table that declares more by default keeps them.
MOST_COLUMNS: Final = 8
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One check box of the chooser."""

    key: str
    title: Text
    is_shown: bool
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class ChosenColumns(Generic[RowT]):
    """What is shown, what could be, and what of the URL was left out."""

    shown: tuple[Column[RowT], ...]
    choices: tuple[ColumnChoice, ...]
    most: int
    has_foreign: bool = False
    has_too_many: bool = False

    @property
    def is_choosable(self) -> bool:
        """Tell whether there is anything to choose."""
        return any(not choice.is_fixed for choice in self.choices)


def choose(columns: Sequence[Column[RowT]], asked: Sequence[str]) -> ChosenColumns[RowT]:
    """Return the columns to show for those `asked` for; without any that is on offer, the table's own."""
    fixed = {column.key for position, column in enumerate(columns) if _is_fixed(column, position)}
    offered = {column.key for column in columns} - fixed
    own = fixed | {column.key for column in columns if not column.is_optional}
    wanted = fixed | (offered & set(asked)) if offered & set(asked) else own
    most = max(MOST_COLUMNS, sum(_is_counted(column) for column in columns if column.key in own))
    found = [column for column in columns if column.key in wanted]
    shown = _first(found, most=most)
    keys = {column.key for column in shown}
    return ChosenColumns(
        shown=shown,
        choices=tuple(
            ColumnChoice(column.key, column.title, column.key in keys, column.key in fixed)
            for column in columns
            if _is_counted(column)
        ),
        most=most,
        has_foreign=bool(set(asked) - offered - fixed),
        has_too_many=len(shown) < len(found),
    )


def _is_fixed(column: Column[RowT], position: int) -> bool:
    return position == 0 or column.phone is Phone.NAME or not _is_counted(column)


def _is_counted(column: Column[RowT]) -> bool:
    return column.kind is not Kind.ACTION


def _first(columns: Sequence[Column[RowT]], *, most: int) -> tuple[Column[RowT], ...]:
    """Return the columns without those beyond the first `most`; buttons stay."""
    counted = [column.key for column in columns if _is_counted(column)]
    beyond = set(counted[most:])
    return tuple(column for column in columns if column.key not in beyond)
