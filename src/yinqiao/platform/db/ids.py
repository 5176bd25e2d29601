"""Ids ahead of their rows: encryption binds a value to its row's id (contract 13), so bulk loads reserve blocks first."""

from django.db import DEFAULT_DB_ALIAS, connections


def reserve_ids(table: str, count: int, *, using: str = DEFAULT_DB_ALIAS) -> range:
    """Take `count` consecutive ids from the id sequence of `table` and return them.

    One advisory lock per table keeps two loaders from interleaving; the block is lost, never reused, if rolled back.
    """
    if count <= 0:
        return range(0)
    with connections[using].cursor() as cursor:
        cursor.execute("select reserve_ids(%s, %s)", (table, count))
        row = cursor.fetchone()
    if row is None:
        message = f"no id sequence for {table}"
        raise LookupError(message)
    first = int(row[0])
    return range(first, first + count)
