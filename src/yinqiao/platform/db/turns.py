"""One at a time: what counts first and writes afterwards would be beaten by sending twice at the same moment."""

from collections.abc import Iterable

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

_LOCK = "select pg_advisory_xact_lock(hashtext(%s), %s)"
# The order of an inner query is kept: two who want the same turns never wait for each other.
_LOCKS = """
select pg_advisory_xact_lock(hashtext(%s), turn)
from (select distinct unnest(%s::integer[]) as turn order by turn) turns
"""
_BESIDE = "select pg_advisory_xact_lock_shared(hashtext(%s))"
_EVERY = "select pg_advisory_xact_lock(hashtext(%s))"
_BITS = 0x7FFF_FFFF


def take_turn(name: str, who: int) -> None:
    """Wait until nobody else does `name` for `who`, and keep the turn to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, (name, who & _BITS))


def take_turns(name: str, whose: Iterable[int]) -> None:
    """Take the turns of several people at once, always in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCKS, (name, [who & _BITS for who in whose]))


def stand_beside(name: str) -> None:
    """Wait until nobody does `name` for everyone; who takes turns one by one says so first, and lets the others do the same."""
    with connection.cursor() as cursor:
        cursor.execute(_BESIDE, (name,))


def take_every_turn(using: BaseDatabaseWrapper, name: str) -> None:
    """Wait until nobody does `name` for anyone, and keep it so to the end of the transaction of `using`.

    For loads of thousands of rows: one lock a row would overflow the table of locks that the whole server shares.
    """
    with using.cursor() as cursor:
        cursor.execute(_EVERY, (name,))
