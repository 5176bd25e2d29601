"""Where the parties round a customer stand on the map of relations: relatives on the left, firms and others on the right. Pure geometry."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from yinqiao.customers.queries import RelationRow

WIDTH: Final = 640
MOST: Final = 12
"""More than so many nobody reads on a map; the list beside it has them all."""
CENTRE_X: Final = 320
RADIUS_X: Final = 128
ROW: Final = 58
LEAST_HEIGHT: Final = 176
OPENING: Final = pi / 3
"""The half angle over which one side is spread."""
LONGEST: Final = 12
"""As many characters as stand beside a node."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """One party with all its relations in words, its place, and where its words stand beside it."""

    row: RelationRow
    name: str
    kinds: str
    all_kinds: str
    x: int
    y: int
    text_x: int
    is_left: bool


@dataclass(frozen=True, slots=True)
class RelationMap:
    """The map: `left_out` parties stand in the list only."""

    nodes: tuple[MapNode, ...]
    height: int
    centre_x: int
    centre_y: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _Party:
    row: RelationRow
    kinds: str


def map_of(rows: Sequence[RelationRow]) -> RelationMap:
    """Place the first `MOST` parties, each once; the same parties stand at the same places every time."""
    parties = _parties(rows)
    left, right = _sides(parties[:MOST])
    height = max(LEAST_HEIGHT, max(len(left), len(right)) * ROW + 16)
    middle = height // 2
    nodes = [
        *_placed(left, middle, height, is_left=True),
        *_placed(right, middle, height, is_left=False),
    ]
    left_out = max(len(parties) - MOST, 0)
    return RelationMap(tuple(nodes), height, CENTRE_X, middle, left_out)


def _parties(rows: Sequence[RelationRow]) -> list[_Party]:
    together: dict[int, list[RelationRow]] = {}
    for row in rows:
        together.setdefault(row.party, []).append(row)
    return [
        _Party(group[0], "、".join(dict.fromkeys(row.kind_label for row in group)))
        for group in together.values()
    ]


def _sides(parties: Sequence[_Party]) -> tuple[list[_Party], list[_Party]]:
    """Relatives left, others right; the longer side gives its last to the shorter until they are of a length."""
    left = [party for party in parties if party.row.is_family]
    right = [party for party in parties if not party.row.is_family]
    while len(right) > len(left) + 1:
        left.append(right.pop())
    while len(left) > len(right) + 1:
        right.append(left.pop())
    return left, right


def _placed(parties: Sequence[_Party], middle: int, height: int, *, is_left: bool) -> list[MapNode]:
    side, radius_y = (-1 if is_left else 1), height / 2 - ROW / 2
    found = []
    for number, party in enumerate(parties):
        # From -1 at the top to 1 at the bottom; a single one stands in the middle.
        place = 0.0 if len(parties) == 1 else 2 * number / (len(parties) - 1) - 1
        x = CENTRE_X + round(side * RADIUS_X * cos(place * OPENING))
        y = middle + round(radius_y * (sin(place * OPENING) / sin(OPENING)))
        found.append(
            MapNode(
                party.row,
                _short(party.row.name),
                _short(party.kinds),
                party.kinds,
                x,
                y,
                x + side * 20,
                is_left,
            )
        )
    return found


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
