"""One page of a list by key, not by offset: page 2,000 costs what page 1 costs.

A source answers three questions about its rows; `QuerySetSource` does it in SQL, `SequenceSource` for small lists in memory.
The order is one listed column, never null and never masked, with the id as tie-break.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from django.db.models import Model, Q, QuerySet

from yinqiao.platform.kept import KeptByKey
from yinqiao.platform.ui import cursor as cursors
from yinqiao.platform.ui.cursor import Cursor, Value

PAGE_SIZE: Final = 50
COUNT_LIMIT: Final = 10_000
RowT = TypeVar("RowT")
RowT_co = TypeVar("RowT_co", covariant=True)
ModelT = TypeVar("ModelT", bound=Model)
_counts: KeptByKey[int] = KeptByKey(seconds=60, most=2_000)


@dataclass(frozen=True, slots=True)
class Order:
    """The sort column and its direction; written in the URL as ``name`` or ``-name``."""

    field: str
    is_descending: bool = False

    def __str__(self) -> str:
        return f"-{self.field}" if self.is_descending else self.field

    @classmethod
    def of(cls, text: str) -> "Order":
        """Read ``-name`` or ``name``."""
        return cls(text.removeprefix("-"), text.startswith("-"))

    def reversed(self) -> "Order":
        """Return the same column the other way round."""
        return Order(self.field, not self.is_descending)


class Source(Protocol[RowT_co]):
    """Rows in some order. Each row is given with its sort value and id."""

    def take(
        self, *, order: Order, after: Cursor | None, limit: int
    ) -> Sequence[tuple[Value, int, RowT_co]]:
        """Return up to `limit` rows that stand after the cursor in `order`."""
        ...

    def count(self, *, limit: int) -> int:
        """Return how many rows there are, counting no further than `limit`."""
        ...


class QuerySetSource(Generic[ModelT]):
    """Rows of a queryset that is already scoped to the actor.

    `counted_as` names actor and filter: their count is then kept for a minute, for large lists that change with the nightly batch.
    """

    def __init__(self, rows: QuerySet[ModelT], *, counted_as: Hashable = None) -> None:
        self.rows = rows
        self._counted_as = counted_as

    def take(
        self, *, order: Order, after: Cursor | None, limit: int
    ) -> list[tuple[Value, int, ModelT]]:
        """Read by key: ``value >= v and (value > v or id > i)``, which an index on (value, id) answers."""
        sign = "-" if order.is_descending else ""
        rows = self.rows.order_by(f"{sign}{order.field}", f"{sign}pk")
        if after is not None:
            rows = rows.filter(_beyond(order, after))
        name = order.field.replace("__", ".")
        return [(_read(row, name), row.pk, row) for row in rows[:limit]]

    def count(self, *, limit: int) -> int:
        """Count at most `limit` rows."""
        if self._counted_as is None:
            return self._count(limit)
        return _counts.get((self._counted_as, limit), lambda: self._count(limit))

    def _count(self, limit: int) -> int:
        return self.rows.order_by()[:limit].count()


def _beyond(order: Order, after: Cursor) -> Q:
    step = "lt" if order.is_descending else "gt"
    if order.field in {"pk", "id"}:
        return Q(**{f"pk__{step}": after.row_id})
    field, value = order.field, after.value
    return Q(**{f"{field}__{step}e": value}) & (
        Q(**{f"{field}__{step}": value}) | Q(**{f"pk__{step}": after.row_id})
    )


def _read(row: object, name: str) -> Value:
    for part in name.split("."):
        row = getattr(row, part)
    if not isinstance(row, Value):
        message = f"{name} is sorted by but is {type(row).__name__}: sort columns are listed and never null"
        raise TypeError(message)
    return row


class SequenceSource(Generic[RowT]):
    """Rows in memory: `value(row, field)` gives the sort value, `key(row)` the id."""

    def __init__(
        self,
        rows: Sequence[RowT],
        *,
        key: Callable[[RowT], int],
        value: Callable[[RowT, str], Value],
    ) -> None:
        self.rows = rows
        self.key = key
        self.value = value

    def take(
        self, *, order: Order, after: Cursor | None, limit: int
    ) -> list[tuple[Value, int, RowT]]:
        """Sort, then cut behind the cursor."""
        keyed = [(self.value(row, order.field), self.key(row), row) for row in self.rows]
        keyed.sort(key=lambda item: item[:2], reverse=order.is_descending)
        if after is not None:
            place = (after.value, after.row_id)
            keyed = [
                item
                for item in keyed
                if (item[:2] < place if order.is_descending else item[:2] > place)
            ]
        return keyed[:limit]

    def count(self, *, limit: int) -> int:
        """Count at most `limit` rows."""
        return min(len(self.rows), limit)


@dataclass(frozen=True)
class ListPageOf(Generic[RowT]):
    """One page: its rows, where it stands, and the cursors to its neighbours (empty text: there is none)."""

    rows: Sequence[RowT]
    first: int
    total: int
    is_total_exact: bool
    next_cursor: str
    previous_cursor: str

    @property
    def last(self) -> int:
        """The number of the last row on the page."""
        return self.first + len(self.rows) - 1


def read_page(
    source: Source[RowT],
    *,
    order: Order,
    filters: Mapping[str, object],
    cursor_text: str = "",
    size: int = PAGE_SIZE,
) -> ListPageOf[RowT]:
    """Return the page at `cursor_text` (empty: the first). Raises CursorRefused for a foreign or altered cursor."""
    scope = cursors.filter_hash(filters, str(order))
    place = cursors.read(cursor_text, scope=scope) if cursor_text else None
    is_backwards = place is not None and place.is_backwards
    found = list(
        source.take(order=order.reversed() if is_backwards else order, after=place, limit=size + 1)
    )
    has_beyond = len(found) > size
    found = found[:size]
    if is_backwards:
        found.reverse()
    seen = _rows_before(place, len(found), is_backwards=is_backwards)
    is_end = not has_beyond and not is_backwards and (place is None or bool(found))
    # On the last page the rows before it and those on it are all there are.
    total = seen + len(found) if is_end else source.count(limit=COUNT_LIMIT + 1)
    has_next = has_beyond or is_backwards if found else False
    has_previous = (has_beyond if is_backwards else place is not None) if found else False
    return ListPageOf(
        rows=[row for _value, _id, row in found],
        first=seen + 1,
        total=min(total, COUNT_LIMIT),
        is_total_exact=total <= COUNT_LIMIT,
        next_cursor=_cursor(found[-1], seen + len(found), scope, is_backwards=False)
        if has_next
        else "",
        previous_cursor=_cursor(found[0], seen, scope, is_backwards=True) if has_previous else "",
    )


def _rows_before(place: Cursor | None, found: int, *, is_backwards: bool) -> int:
    if place is None:
        return 0
    return max(place.seen - found, 0) if is_backwards else place.seen


def _cursor(row: tuple[Value, int, object], seen: int, scope: str, *, is_backwards: bool) -> str:
    value, row_id, _row = row
    return cursors.write(Cursor(value, row_id, seen, is_backwards), scope=scope)
