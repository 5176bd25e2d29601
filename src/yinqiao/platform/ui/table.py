"""Columns declared once, drawn by ``ui/table.html``: text left, numbers right, tags left, actions last (UI.md §8).

    CUSTOMERS = Table[CustomerRow](
        key="customers",
        columns=(
            Column("name", _("Name"), link=lambda row: row.url, phone=Phone.NAME),
            Column("tier", _("Tier"), kind=Kind.TIER),
            Column("aum", _("AUM"), kind=Kind.MONEY, sort="aum"),
        ),
        row_id=lambda row: row.id,
    )

0 is ``0.0``, missing is ``—``, no permission is ``***`` (the read model gives `NO_PERMISSION`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.cells import NO_PERMISSION, NUMERIC, Action, Cell, Kind, Tag, Writer
from yinqiao.platform.ui.paging import Order
from yinqiao.platform.ui.texts import Text

__all__ = [
    "NO_PERMISSION",
    "Action",
    "BulkAction",
    "Column",
    "Drawn",
    "Kind",
    "Phone",
    "Table",
    "Tag",
]

RowT = TypeVar("RowT")


class Phone(StrEnum):
    """What a column becomes on a phone, where a row is a name, a reason and one action; others are left out."""

    NONE = ""
    NAME = "name"
    REASON = "reason"
    ACTION = "action"


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """One column. `value` reads the row (default: the attribute `key`); `sort` is the listed, never-null sort field.

    `reveal` gives the address of the reveal dialog for a masked value, or empty if there is nothing to reveal.
    An optional column is shown when it is chosen (`columns.choose`).
    """

    key: str
    title: Text
    kind: Kind = Kind.TEXT
    value: Callable[[RowT], object] | None = None
    sort: str = ""
    link: Callable[[RowT], str] | None = None
    reveal: Callable[[RowT], str] | None = None
    extra: Callable[[RowT], Tag | None] | None = None
    phone: Phone = Phone.NONE
    is_wide: bool = False
    is_desktop_only: bool = False
    is_optional: bool = False

    @property
    def css(self) -> str:
        """Classes of the header and the cells."""
        parts = ["num" if self.kind in NUMERIC or self.kind is Kind.ACTION else ""]
        parts += [
            f"ph-{self.phone}" if self.phone else "",
            "wr" if self.is_wide else "",
            "hide-m" if self.is_desktop_only else "",
        ]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something to do with the selected rows; posts their ids (or ``all=1`` with the filter) to `url_name`."""

    title: Text
    url_name: str
    permission: str
    icon: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Header:
    """One column head; `sort` is what the URL's ``sort`` becomes on a click, `state` is for ``aria-sort``."""

    title: Text
    css: str
    sort: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One written row."""

    row_id: int
    cells: Sequence[Cell]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table ready for the template."""

    key: str
    headers: Sequence[Header]
    rows: Sequence[Row]
    bulk: Sequence[BulkAction]
    css: str

    @property
    def is_selectable(self) -> bool:
        """Tell whether rows carry check boxes."""
        return bool(self.bulk)


@dataclass(frozen=True)
class Table(Generic[RowT]):
    """The columns of one list. `row_url` is where a click on the row leads."""

    key: str
    columns: Sequence[Column[RowT]]
    row_id: Callable[[RowT], int]
    row_url: Callable[[RowT], str] | None = None
    bulk: Sequence[BulkAction] = field(default_factory=tuple)
    is_dense: bool = False

    def sortable(self) -> frozenset[str]:
        """Return the listed sort fields."""
        return frozenset(column.sort for column in self.columns if column.sort)

    def draw(
        self,
        rows: Sequence[RowT],
        *,
        actor: Actor | None,
        language: str,
        now: datetime,
        order: Order | None = None,
        shown: Sequence[Column[RowT]] | None = None,
    ) -> Drawn:
        """Write headers and rows of the columns `shown` (None: all); bulk actions as far as the actor may use them."""
        columns = self.columns if shown is None else shown
        write = Writer(language=language, now=now)
        # Worked out once, not for each cell.
        classes = [(column, column.css) for column in columns]
        drawn = [
            Row(
                self.row_id(row),
                [_cell(write, column, row, css=css) for column, css in classes],
                self.row_url(row) if self.row_url else "",
            )
            for row in rows
        ]
        bulk = [
            action for action in self.bulk if actor is not None and actor.can(action.permission)
        ]
        parts = [
            "d" if self.is_dense else "",
            "ph" if any(column.phone for column in columns) else "",
        ]
        parts += ["has-pick" if bulk else ""]
        headers = [_header(column, order) for column in columns]
        return Drawn(self.key, headers, drawn, bulk, " ".join(part for part in parts if part))


def _header(column: Column[RowT], order: Order | None) -> Header:
    if not column.sort:
        return Header(column.title, column.css)
    is_current = order is not None and order.field == column.sort
    # Numbers are first asked for from the top, text from the start.
    turned = (
        order.reversed() if is_current and order else Order(column.sort, column.kind in NUMERIC)
    )
    state = ("descending" if order.is_descending else "ascending") if is_current and order else ""
    return Header(column.title, column.css, str(turned), state)


def _cell(write: Writer, column: Column[RowT], row: RowT, *, css: str) -> Cell:
    value = column.value(row) if column.value else getattr(row, column.key)
    cell = write.write(column.kind, value)
    cell.css = css
    if column.link:
        cell.url = column.link(row)
    if column.reveal:
        cell.reveal = column.reveal(row)
    if column.extra:
        cell.extra = column.extra(row)  # noqa: S610 (not a queryset)
    return cell
