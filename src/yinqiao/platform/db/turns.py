"""One at a time: what counts first and writes afterwards would be beaten by sending twice at the same moment."""

from django.db import connection

_LOCK = "select pg_advisory_xact_lock(hashtext(%s), %s)"
_BITS = 0x7FFF_FFFF


def take_turn(name: str, who: int) -> None:
    """Wait until nobody else does `name` for `who`, and keep the turn to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, (name, who & _BITS))
