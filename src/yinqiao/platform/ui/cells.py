"""How a value is written in a table: money short with the whole figure on hover, dates, tags, masks (UI.md §8, §11)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise

from yinqiao.platform.i18n import formats, times
from yinqiao.platform.ui.texts import Text
from yinqiao.platform.ui.tiers import tier_look

NO_PERMISSION: Final = "***"


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    MOVEMENT = "movement"
    RATE = "rate"
    SHARE = "share"
    FIGURE = "figure"
    DATE = "date"
    MOMENT = "moment"
    TAG = "tag"
    TIER = "tier"
    MASKED = "masked"
    ACTION = "action"


# A figure is written already: a band, a range, an amount with its unit.
NUMERIC: Final = frozenset(
    {Kind.NUMBER, Kind.MONEY, Kind.MOVEMENT, Kind.RATE, Kind.SHARE, Kind.FIGURE}
)


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


@dataclass(slots=True)
class Cell:
    """One value, written. `full` is the whole figure for hover and copy.

    Not frozen, unlike other read models: a page writes hundreds, and a frozen one takes three times as long to make.
    """

    kind: Kind
    text: Text
    css: str = ""
    full: str = ""
    tone: str = ""
    icon: str = ""
    url: str = ""
    reveal: str = ""
    actions: Sequence[Action] = ()
    extra: Tag | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values in one language at one moment."""

    language: str
    now: datetime

    def write(self, kind: Kind, value: object) -> Cell:
        """Write `value`; a missing one is a dash, one without permission three stars."""
        if value is None or value == "":
            return Cell(Kind.TEXT, formats.MISSING)
        if value == NO_PERMISSION:
            return Cell(Kind.TEXT, NO_PERMISSION)
        return _WRITERS.get(kind, _text)(self, kind, value)


def _text(_writer: Writer, kind: Kind, value: object) -> Cell:
    return Cell(kind, value if isinstance(value, Promise) else str(value))


def _number(writer: Writer, kind: Kind, value: object) -> Cell:
    if isinstance(value, int):
        return Cell(kind, formats.count(value, language=writer.language), full=f"{value:,}")
    return Cell(kind, formats.decimal(_decimal(value)), full=str(value))


def _money(writer: Writer, kind: Kind, value: object) -> Cell:
    amount = _decimal(value)
    text = formats.money(amount, language=writer.language) if amount else "0.0"
    return Cell(kind, text, full=formats.money_in_full(amount))


def _movement(writer: Writer, kind: Kind, value: object) -> Cell:
    amount = _decimal(value)
    tone = "up" if amount > 0 else "down" if amount < 0 else "flat"
    text = formats.money(amount, language=writer.language, signed=True) if amount else "0.0"
    return Cell(kind, text, full=formats.money_in_full(amount), tone=tone)


def _rate(_writer: Writer, kind: Kind, value: object) -> Cell:
    amount = _decimal(value)
    return Cell(kind, formats.rate(amount) if kind is Kind.RATE else formats.share(amount))


def _day(_writer: Writer, kind: Kind, value: object) -> Cell:
    return Cell(kind, times.day(value) if isinstance(value, date) else str(value))


def _moment(writer: Writer, kind: Kind, value: object) -> Cell:
    if not isinstance(value, datetime):
        return _text(writer, kind, value)
    return Cell(
        kind,
        times.moment(value, now=writer.now, language=writer.language),
        full=times.moment_in_full(value),
    )


def _tag(writer: Writer, kind: Kind, value: object) -> Cell:
    if isinstance(value, Tag):
        return Cell(kind, value.text, tone=value.tone, icon=value.icon)
    return _text(writer, kind, value)


def _tier(_writer: Writer, kind: Kind, value: object) -> Cell:
    look = tier_look(str(value))
    return Cell(kind, look.title, tone=look.css)


def _actions(_writer: Writer, kind: Kind, value: object) -> Cell:
    actions = [value] if isinstance(value, Action) else value
    found = (
        [item for item in actions if isinstance(item, Action)]
        if isinstance(actions, Sequence)
        else []
    )
    return Cell(kind, "", actions=found)


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
