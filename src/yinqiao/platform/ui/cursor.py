"""The signed place in a list: where a page starts, for which filter and order (contract 16).

A cursor is opaque to the browser, cannot be forged, and holds only for the filter and order it was made with.
Its payload is ``[direction, seen, value, id]``: the sort value and id of the row it stands at.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.core import signing
from django.utils.translation import gettext as _

from yinqiao.platform.errors import DomainError

SALT: Final = "yinqiao.list-cursor"
Value = str | int | Decimal | date | datetime | bool


class CursorRefused(DomainError):
    """The cursor was changed, or belongs to another filter or order."""

    code = "BAD_CURSOR"
    status = 400


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after (or before) the row with this sort `value` and `row_id`; `seen` rows stand ahead of the page."""

    value: Value
    row_id: int
    seen: int = 0
    is_backwards: bool = False


def filter_hash(filters: Mapping[str, object], order: str) -> str:
    """Return a short digest of the filter values and the order, the same for equal filters."""
    plain = json.dumps([sorted((key, str(value)) for key, value in filters.items()), order])
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def write(cursor: Cursor, *, scope: str) -> str:
    """Return the signed text of `cursor`; `scope` is the filter hash."""
    kind, value = _plain(cursor.value)
    payload = [int(cursor.is_backwards), cursor.seen, kind, value, cursor.row_id, scope]
    return signing.dumps(payload, salt=SALT, compress=True)


def read(text: str, *, scope: str) -> Cursor:
    """Return the cursor in `text`; raise CursorRefused if it was not written for `scope`."""
    try:
        backwards, seen, kind, value, row_id, written_for = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise CursorRefused(
            _("This page of the list is no longer valid. Start from the first page.")
        ) from None
    if written_for != scope:
        raise CursorRefused(_("This page belongs to another filter. Start from the first page."))
    return Cursor(_typed(kind, value), row_id, seen, bool(backwards))


def _plain(value: Value) -> tuple[str, str | int]:
    if isinstance(value, bool | int):
        return ("b" if isinstance(value, bool) else "i"), int(value)
    if isinstance(value, Decimal):
        return "d", str(value)
    if isinstance(value, datetime):
        return "t", value.isoformat()
    if isinstance(value, date):
        return "o", value.isoformat()
    return "s", value


def _typed(kind: str, value: str | int) -> Value:
    text = str(value)
    if kind == "s":
        return text
    if kind == "d":
        return Decimal(text)
    if kind == "t":
        return datetime.fromisoformat(text)
    if kind == "o":
        return date.fromisoformat(text)
    return bool(int(value)) if kind == "b" else int(value)
