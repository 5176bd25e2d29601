"""One page of a list by key: the answer names the cursor of the next page, which holds for this caller, filter and order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar

from pydantic import Field

from yinqiao.platform.actor import Actor
from yinqiao.platform.rest.shapes import Answer, Input
from yinqiao.platform.ui import cursor as cursors
from yinqiao.platform.ui.paging import Order, Source

LARGEST_PAGE: Final = 200
USUAL_PAGE: Final = 50
RowT = TypeVar("RowT")
ItemT = TypeVar("ItemT")


class Paging(Input):
    """Where a page starts and how long it is."""

    cursor: Annotated[
        str,
        Field(max_length=2_000, description="`next` of the page before; empty for the first page"),
    ] = ""
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = USUAL_PAGE


class Page(Answer, Generic[ItemT]):
    """Items in order; `next` is null on the last page."""

    items: list[ItemT]
    next: str | None


@dataclass(frozen=True, slots=True)
class Slice(Generic[RowT]):
    """Rows of one page as the source gave them, before they become read models."""

    rows: Sequence[RowT]
    next: str | None


def read_slice(
    source: Source[RowT],
    *,
    actor: Actor,
    order: Order,
    filters: Mapping[str, object],
    paging: Paging,
) -> Slice[RowT]:
    """Return the rows at the cursor. Raises CursorRefused (400) for one that was changed or belongs elsewhere.

    Rows added or removed between two pages shift nothing: a page starts behind the row its cursor names.
    """
    scope = cursors.filter_hash({**filters, "user": actor.user_id}, f"api {order}")
    place = cursors.read(paging.cursor, scope=scope) if paging.cursor else None
    found = source.take(order=order, after=place, limit=paging.limit + 1)
    rows = [row for _value, _id, row in found[: paging.limit]]
    if len(found) <= paging.limit:
        return Slice(rows, None)
    value, row_id, _row = found[paging.limit - 1]
    return Slice(rows, cursors.write(cursors.Cursor(value, row_id), scope=scope))
