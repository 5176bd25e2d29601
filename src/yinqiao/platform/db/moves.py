"""Rows that follow their customer when two records of one person become one, and go back when that was an error (contract 10).

A room offers its tables that change (`offer`, or a `MergeParticipant` of its own) and names those whose rows keep their customer for
good (`keep`). What a participant writes stands in the log row by row; giving back reads nothing else. It is all set-wise: the merge of
a person and all merges after a batch take the same statements.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from yinqiao.platform.db.move_rows import Moving, Pair, Shape, put_back, write
from yinqiao.platform.registry import Registry

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = [
    "Change",
    "MergeParticipant",
    "Moving",
    "Pair",
    "Shape",
    "Step",
    "Take",
    "count",
    "in_order",
    "keep",
    "kept",
    "offer",
    "participants",
    "put_back",
    "write",
]


class Step(Protocol):
    """A part of what a participant does."""

    @property
    def shape(self) -> Shape:
        """The table it writes."""

    def run(self, moving: Moving, participant: str) -> int:
        """Write and log; return the rows written."""


@dataclass(frozen=True, slots=True)
class Take:
    """Give the member's rows to the survivor, by the first of the shape's owner columns.

    `stays` is SQL over the row `t` and the pair `p`: a row that the survivor has already stays where it is. `changes` are columns that a
    taken row gets besides.
    """

    shape: Shape
    stays: str = "false"
    changes: Mapping[str, str] = field(default_factory=dict)
    column: str = ""

    def run(self, moving: Moving, participant: str) -> int:
        """Write and log; return the rows written."""
        column = self.column or self.shape.owners[0]
        return write(
            moving,
            participant,
            self.shape,
            changes={column: "p.survivor_id", **self.changes},
            chosen=f"t.{column} = p.member_id and not coalesce({self.stays}, false)",
            act="MOVED",
        )


@dataclass(frozen=True, slots=True)
class Change:
    """Change rows where they are: `chosen` is SQL over the row `t` and the pair `p`, `changes` likewise."""

    shape: Shape
    chosen: str
    changes: Mapping[str, str]

    def run(self, moving: Moving, participant: str) -> int:
        """Write and log; return the rows written."""
        return write(
            moving,
            participant,
            self.shape,
            changes=self.changes,
            chosen=self.chosen,
            act="CHANGED",
        )


@dataclass(frozen=True, slots=True)
class MergeParticipant:
    """Tables of a room that follow their customer. `title` is an English msgid for the reviewer, `order` the place among the others.

    `move` takes the rows of each pair's member to the survivor, settles what collides and logs every row; run again it takes what came
    since. `restore` puts back what is logged and returns how many rows are there no more. `count` tells how many rows each customer has.
    """

    key: str
    title: str
    tables: tuple[str, ...]
    move: Callable[[Moving], None]
    restore: Callable[[Moving], int]
    count: Callable[["BaseDatabaseWrapper", Collection[int]], dict[int, int]]
    order: int = 100


participants: Registry[MergeParticipant] = Registry("merge participants")
# Tables whose rows keep their customer: read through the identity map, or derived anew by the next batch. The value says which.
kept: Registry[str] = Registry("rows that keep their customer")


def in_order() -> list[MergeParticipant]:
    """Return the participants in the order in which they move; they go back in the opposite one."""
    return sorted(participants.values(), key=lambda item: (item.order, item.key))


def offer(key: str, title: str, *steps: Step, order: int = 100) -> MergeParticipant:
    """Register a participant that takes `steps` one after another and gives back by the log. The first table is counted."""
    shapes = {step.shape.table: step.shape for step in steps}

    def move(moving: Moving) -> None:
        for step in steps:
            step.run(moving, key)

    def restore(moving: Moving) -> int:
        return put_back(moving, key, shapes)

    def counted(connection: "BaseDatabaseWrapper", customer_ids: Collection[int]) -> dict[int, int]:
        return count(connection, steps[0].shape, customer_ids)

    found = MergeParticipant(key, title, tuple(shapes), move, restore, counted, order)
    return participants.add(key, found)


def keep(why: str, *tables: str) -> None:
    """Name tables whose rows keep their customer, and why."""
    for table in tables:
        kept.add(table, why)


def count(
    connection: "BaseDatabaseWrapper", shape: Shape, customer_ids: Collection[int]
) -> dict[int, int]:
    """Return how many rows of the table each of the customers has; none are counted of a table whose rows do not move."""
    if not shape.owners:
        return {}
    owner = shape.owners[0]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {owner}, count(*) from {shape.table} where {owner} = any(%s) group by 1",
            (list(customer_ids),),
        )
        return {int(pk): int(number) for pk, number in cursor.fetchall()}
