"""Geometry of the charts of a printed report: a line with its axis, a ring of parts. Plain figures for SVG, no library."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import accumulate
from math import pi
from typing import Final

WIDTH: Final = 680
HEIGHT: Final = 150
LEFT: Final = 52
RIGHT: Final = 56
TOP: Final = 12
BOTTOM: Final = 22
STEPS: Final = 3
RADIUS: Final = 42.0
_ROUND: Final = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Mark:
    """A text beside an axis at a place in pixels."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line chart of `WIDTH` by `HEIGHT`: the path, the area under it, the marks of both axes, and where it ends."""

    path: str
    area: str
    rows: tuple[Mark, ...]
    columns: tuple[Mark, ...]
    end_x: str
    end_y: str
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class Arc:
    """One part of a ring with `RADIUS`, as a dash on its circle; lengths in the units of the drawing, written as SVG reads them."""

    colour: str
    length: str
    gap: str
    offset: str


def line_of(values: Sequence[tuple[str, Decimal]]) -> Line | None:
    """Return the line through (label, amount); None for fewer than two points. The axis does not start at zero and says so in figures."""
    if len(values) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    amounts = [amount for _label, amount in values]
    ticks = _ticks(min(amounts), max(amounts))
    low, high = ticks[0], ticks[-1]
    across = (WIDTH - LEFT - RIGHT) / (len(values) - 1)

    def height(amount: Decimal) -> str:
        return _length(TOP + float((high - amount) / (high - low)) * (HEIGHT - TOP - BOTTOM))

    places = [
        (_length(LEFT + number * across), height(amount)) for number, amount in enumerate(amounts)
    ]
    path = " ".join(f"{'L' if number else 'M'}{x} {y}" for number, (x, y) in enumerate(places))
    floor = HEIGHT - BOTTOM
    every = max(1, len(values) // 6)
    return Line(
        path=path,
        area=f"{path} L{places[-1][0]} {floor} L{places[0][0]} {floor} Z",
        rows=tuple(Mark(height(tick), f"{tick.normalize():,f}") for tick in ticks),
        columns=tuple(
            Mark(places[number][0], values[number][0])
            for number in range(len(values) - 1, -1, -every)
        ),
        end_x=places[-1][0],
        end_y=places[-1][1],
    )


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return round figures from below `low` to above `high`, at most `STEPS` + 2 of them, one and the same step apart."""
    span = (high - low) or abs(high) or Decimal(1)
    size = Decimal(10) ** (span / STEPS).adjusted()
    step = next(size * times for times in _ROUND if size * times * STEPS >= span)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    found = [first]
    while found[-1] < high or len(found) == 1:
        found.append(found[-1] + step)
    return found


def ring_of(parts: Sequence[tuple[str, Decimal]]) -> tuple[Arc, ...]:
    """Return the arcs of (colour, share) in their order, clockwise from the top; shares are fractions of one."""
    around = 2 * pi * RADIUS
    shown = [(colour, float(share)) for colour, share in parts if share > 0]
    starts = [0.0, *accumulate(share for _colour, share in shown)]
    return tuple(
        Arc(
            colour,
            _length(share * around),
            _length(around - share * around),
            _length(-start * around),
        )
        for (colour, share), start in zip(shown, starts, strict=False)
    )


def percent(share: Decimal) -> str:
    """Return a fraction as a length on a bar of 100."""
    return _length(float(max(Decimal(0), min(share, Decimal(1))) * 100))


def _length(value: float) -> str:
    return f"{value:.2f}"
