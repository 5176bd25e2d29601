"""Ids in addresses: ``<id:pk>`` takes what a row can have, so that anything else is no page at all (404)."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.urls import get_script_prefix, reverse

from yinqiao.lib.numbers import whole_number

_STAND_IN: Final = 9_000_000_000_000_000_009


class IdConverter:
    """ASCII digits within the database's bigint; Django's own `int` goes on for ever."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        """Return the id; raise ValueError beyond bigint, which Django reads as no match."""
        number = whole_number(value)
        if number is None:
            message = "beyond bigint"
            raise ValueError(message)
        return number

    def to_url(self, value: int | str) -> str:
        """Return the id as it stands in an address."""
        return str(value)


def by_id(name: str) -> Callable[[int], str]:
    """Return what gives the address of the page `name` for an id: for lists, where looking each one up takes longer than the row."""

    def address(pk: int) -> str:
        before, after = _around(name, get_script_prefix())
        return f"{before}{pk}{after}"

    return address


@lru_cache(maxsize=256)
def _around(name: str, _prefix: str) -> tuple[str, str]:
    """Return what stands before and behind the id."""
    before, _, after = reverse(name, args=[_STAND_IN]).partition(str(_STAND_IN))
    return before, after
