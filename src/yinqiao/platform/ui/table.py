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
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Generic, TypeVar

from django.utils.functional import Promise

from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats, times
from yinqiao.platform.ui.paging import Order
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.tiers import tier_look

RowT = TypeVar("RowT")
NO_PERMISSION: Final = "***"


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    MOVEMENT = "movement"
    RATE = "rate"
    SHARE = "share"
    DATE = "date"
    MOMENT = "moment"
    TAG = "tag"
    TIER = "tier"
    MASKED = "masked"
    ACTION = "action"


NUMERIC: Final = frozenset({Kind.NUMBER, Kind.MONEY, Kind.MOVEMENT, Kind.RATE, Kind.SHARE})


class Phone(StrEnum):
    """What a column becomes on a phone, where a row is a name, a reason and one action; others are left out."""

    NONE = ""
    NAME = "name"
    REASON = "reason"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Tag:
    """A state: icon and words in a soft fill. `tone`: ``ok w d a o`` or empty."""

    text: Text
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One button at the end of a row. `is_post` sends a form; `is_dialog` opens the answer in a dialog."""

    text: Text
    url: str
    icon: str = ""
    tone: str = "a"
    is_post: bool = False
    is_dialog: bool = False


@dataclass(frozen=True)
class Column(Generic[RowT]):
    """One column. `value` reads the row (default: the attribute `key`); `sort` is the listed, never-null sort field.

    `reveal` gives the address of the reveal dialog for a masked value, or empty if there is nothing to reveal.
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
class Cell:
    """One value, written. `full` is the whole figure for hover and copy."""

    kind: Kind
    css: str
    text: Text
    full: str = ""
    tone: str = ""
    icon: str = ""
    url: str = ""
    reveal: str = ""
    actions: Sequence[Action] = ()
    extra: Tag | None = None


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
    ) -> Drawn:
        """Write headers and rows; bulk actions as far as the actor may use them."""
        write = Writer(language=language, now=now)
        drawn = [
            Row(
                self.row_id(row),
                [write.cell(column, row) for column in self.columns],
                self.row_url(row) if self.row_url else "",
            )
            for row in rows
        ]
        bulk = [
            action for action in self.bulk if actor is not None and actor.can(action.permission)
        ]
        parts = [
            "d" if self.is_dense else "",
            "ph" if any(column.phone for column in self.columns) else "",
        ]
        parts += ["has-pick" if bulk else ""]
        headers = [_header(column, order) for column in self.columns]
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


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values in one language at one moment."""

    language: str
    now: datetime

    def cell(self, column: Column[RowT], row: RowT) -> Cell:
        """Write one cell."""
        value = column.value(row) if column.value else getattr(row, column.key)
        url = column.link(row) if column.link else ""
        extra = column.extra(row) if column.extra else None  # noqa: S610 (not a queryset)
        base = self._written(column.kind, value)
        return Cell(
            kind=column.kind if value is not None else Kind.TEXT,
            css=column.css,
            text=base.text,
            full=base.full,
            tone=base.tone,
            icon=base.icon,
            url=url,
            reveal=column.reveal(row) if column.reveal else "",
            actions=base.actions,
            extra=extra,
        )

    def _written(self, kind: Kind, value: object) -> Cell:
        if value is None or value == "":
            return Cell(kind, "", formats.MISSING)
        if value == NO_PERMISSION:
            return Cell(Kind.TEXT, "", NO_PERMISSION)
        return _WRITERS.get(kind, _text)(self, kind, value)


def _text(_writer: Writer, kind: Kind, value: object) -> Cell:
    return Cell(kind, "", value if isinstance(value, Promise) else str(value))


def _number(writer: Writer, kind: Kind, value: object) -> Cell:
    if isinstance(value, int):
        return Cell(kind, "", formats.count(value, language=writer.language), f"{value:,}")
    return Cell(kind, "", formats.decimal(_decimal(value)), str(value))


def _money(writer: Writer, kind: Kind, value: object) -> Cell:
    amount = _decimal(value)
    text = formats.money(amount, language=writer.language) if amount else "0.0"
    return Cell(kind, "", text, formats.money_in_full(amount))


def _movement(writer: Writer, kind: Kind, value: object) -> Cell:
    amount = _decimal(value)
    tone = "up" if amount > 0 else "down" if amount < 0 else "flat"
    text = formats.money(amount, language=writer.language, signed=True) if amount else "0.0"
    return Cell(kind, "", text, formats.money_in_full(amount), tone)


def _rate(_writer: Writer, kind: Kind, value: object) -> Cell:
    amount = _decimal(value)
    return Cell(kind, "", formats.rate(amount) if kind is Kind.RATE else formats.share(amount))


def _day(_writer: Writer, kind: Kind, value: object) -> Cell:
    return Cell(kind, "", times.day(value) if isinstance(value, date) else str(value))


def _moment(writer: Writer, kind: Kind, value: object) -> Cell:
    if not isinstance(value, datetime):
        return _text(writer, kind, value)
    return Cell(
        kind,
        "",
        times.moment(value, now=writer.now, language=writer.language),
        times.moment_in_full(value),
    )


def _tag(writer: Writer, kind: Kind, value: object) -> Cell:
    if isinstance(value, Tag):
        return Cell(kind, "", value.text, tone=value.tone, icon=value.icon)
    return _text(writer, kind, value)


def _tier(_writer: Writer, kind: Kind, value: object) -> Cell:
    look = tier_look(str(value))
    return Cell(kind, "", look.title, tone=look.css)


def _actions(_writer: Writer, kind: Kind, value: object) -> Cell:
    actions = [value] if isinstance(value, Action) else value
    found = (
        [item for item in actions if isinstance(item, Action)]
        if isinstance(actions, Sequence)
        else []
    )
    return Cell(kind, "", "", actions=found)


def _decimal(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


_WRITERS: dict[Kind, Callable[[Writer, Kind, object], Cell]] = {
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.MOVEMENT: _movement,
    Kind.RATE: _rate,
    Kind.SHARE: _rate,
    Kind.DATE: _day,
    Kind.MOMENT: _moment,
    Kind.TAG: _tag,
    Kind.TIER: _tier,
    Kind.ACTION: _actions,
}
