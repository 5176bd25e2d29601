"""How names are read from a file, and how they are dealt out: pure rules over plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yinqiao.sales.campaign_lists.choices import Result

# One key each.
MOST_CODES: Final = 9
_HEADS: Final = frozenset({"客户号", "customer_no", "customer no", "客户编号"})
_ENDS: Final = ",;\t，；"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A customer number as it stands in a file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A feedback code with what it means."""

    label: str
    result: str


@dataclass(frozen=True, slots=True)
class Taker:
    """A manager who may get names: how many of this list she has, and how many she may have at most (None: any)."""

    staff_id: int
    has: int
    most: int | None


def read_numbers(text: str) -> list[Numbered]:
    """Return the first cell of each line that says something; a head line is passed over."""
    found = []
    for line, row in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        cell = row.strip()
        for end in _ENDS:
            cell = cell.split(end, 1)[0]
        cell = cell.strip().strip('"').strip()
        if cell and not (line == 1 and cell.lower() in _HEADS):
            found.append(Numbered(line, cell))
    return found


def read_quotas(text: str) -> dict[str, int]:
    """Read lines of a unit's code and a number; ValueError for anything else, or a unit named twice."""
    found: dict[str, int] = {}
    for row in text.splitlines():
        if not row.strip():
            continue
        code, most = row.replace(",", " ").replace("，", " ").replace(":", " ").split()
        if code in found or int(most) < 0:
            raise ValueError(row)
        found[code] = int(most)
    return found


def read_codes(labels: Mapping[Result, str]) -> list[Code]:
    """Return the codes of each meaning, as they were written one beside the other; ValueError for none, too many or one twice."""
    found = [
        Code(label.strip(), str(result))
        for result, text in labels.items()
        for label in text.replace("，", ",").replace("、", ",").split(",")
        if label.strip()
    ]
    if not 0 < len(found) <= MOST_CODES or len({code.label for code in found}) < len(found):
        raise ValueError(found)
    if all(code.result == Result.UNREACHED for code in found):
        raise ValueError(found)
    return found


def deal(
    names: Sequence[int], takers: Iterable[Taker], *, before: Mapping[int, int]
) -> dict[int, int]:
    """Return who gets which name: whoever has the fewest first, nobody above her most, nobody the name that she had before.

    What nobody may take is left out.
    """
    has = {one.staff_id: one.has for one in takers}
    most = {one.staff_id: one.most for one in takers}
    given = {}
    for name in names:
        able = [
            pk
            for pk, many in has.items()
            if (most[pk] is None or many < (most[pk] or 0)) and before.get(name) != pk
        ]
        if not able:
            continue
        taker = min(able, key=lambda pk: (has[pk], pk))
        has[taker] += 1
        given[name] = taker
    return given


def rate(done: int, sent: int) -> int | None:
    """Return the execution rate in percent, rounded down: 100 only when all is done; None where nothing was sent."""
    return done * 100 // sent if sent else None
