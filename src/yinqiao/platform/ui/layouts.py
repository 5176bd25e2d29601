"""How the blocks of a workbench are laid out: what a person chose, and the plain order for everything she said nothing about. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yinqiao.platform.ui.desk import COLUMNS, Block, Column

HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where it stands; `place` is a column or `HIDDEN`."""

    block: Block
    place: str


def arrange(blocks: Iterable[Block], chosen: Mapping[str, list[str]]) -> list[Placed]:
    """Return the blocks in their order. `chosen` maps a column or ``hidden`` to keys; a block it does not name stands where it is made to.

    A key that is no longer there is passed over, one named twice counts once, and a block across the page stays across it.
    """
    found = {block.key: block for block in blocks}
    places = [Column.TOP.value, *(column.value for column in COLUMNS), HIDDEN]
    said: list[Placed] = []
    for place in places:
        for key in chosen.get(place, []):
            block = found.pop(key, None)
            if block is not None:
                said.append(Placed(block, _fitting(block, place)))
    unsaid = [Placed(block, HIDDEN if block.is_extra else block.column) for block in found.values()]
    unsaid.sort(key=lambda placed: (placed.block.order, placed.block.key))
    return [*said, *unsaid] if chosen else unsaid


def columns(placed: Iterable[Placed]) -> dict[str, list[Block]]:
    """Return the blocks that are shown, by column."""
    shown: dict[str, list[Block]] = {column.value: [] for column in Column}
    for one in placed:
        if one.place != HIDDEN:
            shown[one.place].append(one.block)
    return shown


def moved(placed: Iterable[Placed], key: str, move: str) -> dict[str, list[str]]:
    """Return the layout after one step: `move` is ``up``, ``down``, a column or ``hidden``; anything else changes nothing."""
    chosen: dict[str, list[str]] = {place: [] for place in (*Column, HIDDEN)}
    here = ""
    for one in placed:
        chosen[one.place].append(one.block.key)
        here = one.place if one.block.key == key else here
    if not here:
        return chosen
    keys = chosen[here]
    at = keys.index(key)
    if move in {"up", "down"}:
        to = max(0, at - 1) if move == "up" else min(len(keys) - 1, at + 1)
        keys.insert(to, keys.pop(at))
    elif move in {HIDDEN, *COLUMNS} and move != here:
        keys.remove(key)
        chosen[move].append(key)
    return chosen


def _fitting(block: Block, place: str) -> str:
    if place == HIDDEN:
        return place
    if Column.TOP in {block.column, place}:
        return block.column
    return place
