"""Rows of an append-only table that a source delivers again under another batch date: what stands is kept, what differs is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.ports import Rejection
from yinqiao.platform.imports.tables import copying

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(slots=True)
class Repeats:
    """The rows found again: all their `lines`, how many are the `same`, and a rejection for each that differs."""

    lines: list[int] = field(default_factory=list)
    same: int = 0
    differing: list[Rejection] = field(default_factory=list)


def find(
    connection: "BaseDatabaseWrapper",
    rows: pl.DataFrame,
    *,
    table: str,
    unique: Sequence[str],
    compared: Sequence[str],
) -> Repeats:
    """Look `rows` (as for `table`, their line as ``id``) up by source and `unique`; rows alike in `compared` are the same."""
    staged = rows.select(*dict.fromkeys(["id", "source", *unique, *compared]))
    copying.execute(
        connection,
        f"create temp table delivered_again on commit drop as select * from {table} with no data",
    )
    copying.copy_frame(connection, "delivered_again", staged)
    copying.execute(connection, "analyze delivered_again")
    matches = " and ".join(f"t.{name} = d.{name}" for name in ["source", *unique])
    alike = " and ".join(f"t.{name} is not distinct from d.{name}" for name in compared)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select d.id, {alike}, t.batch_on from delivered_again d join {table} t on {matches} order by d.id"
        )
        found = cursor.fetchall()
    copying.execute(connection, "drop table delivered_again")
    result = Repeats(lines=[int(line) for line, _, _ in found])
    for line, is_same, batch_on in found:
        if is_same:
            result.same += 1
        else:
            text = reasons.LOADED_DIFFERENTLY.text(day=f"{batch_on:%Y-%m-%d}")
            result.differing.append(
                Rejection(int(line), unique[0], reasons.LOADED_DIFFERENTLY.code, text)
            )
    return result
