"""Work out the next item while the database takes the present one: the two share nothing but the item."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
_END = object()


def one_ahead(items: Iterator[T]) -> Iterator[T]:
    """Yield `items` in order, each worked out in a second thread while the one before is in use.

    An error comes out where its item would have. `items` must not touch the database: connections belong to their thread.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead") as executor:
        coming = executor.submit(next, items, _END)
        while (item := coming.result()) is not _END:
            coming = executor.submit(next, items, _END)
            yield item  # type: ignore[misc]
