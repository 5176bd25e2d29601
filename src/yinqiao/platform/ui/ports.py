"""What the shell asks of rooms above it: they register answers in their `apps.ready()`; without one the place stays empty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.platform.actor import Actor
from yinqiao.platform.registry import Registry


@dataclass(frozen=True, slots=True)
class Freshness:
    """The day to whose end the core data reaches; stale if older than one business day."""

    data_on: date
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """One line under the bell, newest first. `url` opens the thing itself."""

    title: str
    detail: str
    url: str
    at: datetime
    is_read: bool = False
    icon: str = "bell"


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """What the notices of a source are called in a person's settings, under the key of the source. `title` is an English msgid.

    One that `is_fixed` cannot be switched off. Offered to who holds the permission (empty: to all).
    """

    key: str
    title: str
    permission: str = ""
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class NewItem:
    """One entry of the top bar's new menu; also a command of the palette. `title` is an English msgid.

    `letter` is its single key, from every page; with `is_dialog` it opens over the page that is there.
    """

    key: str
    title: str
    url_name: str
    icon: str
    permission: str
    letter: str = ""
    is_dialog: bool = False


freshness: Registry[Callable[[], Freshness | None]] = Registry("freshness of the core data")
notices: Registry[Callable[[Actor], list[Notice]]] = Registry("notices under the bell")
notice_kinds: Registry[NoticeKind] = Registry("kinds of notices")
new_items: Registry[NewItem] = Registry("things to create")
