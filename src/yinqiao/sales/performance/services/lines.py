"""Read targets out of lines of a file: who, figure, class of products, span, first month, value. What cannot be read is told line by line."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.products.choices import ProductClass
from yinqiao.sales.performance.choices import Figure, Span
from yinqiao.sales.performance.services.targets import MOST, Goal, problem_with

COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that was not taken, as it was written, and why."""

    number: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Read:
    """What the lines come to: targets that can be set, and lines to be mended."""

    goals: tuple[Goal, ...]
    bad: tuple[Bad, ...]


def read_lines(*, actor: Actor, text: str, today: date) -> Read:
    """Return the targets of the lines and those that are none. Names stand as codes or in the words of the screen; a head line is passed over."""
    rows = [
        (number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()
    ]
    cells = [(number, line, _cells(line)) for number, line in rows]
    if cells and cells[0][2][1:2] and not _figure(cells[0][2][1]) and len(cells[0][2]) >= COLUMNS:
        cells = cells[1:]
    names = {one[2][0] for one in cells if one[2]}
    units, people = organization.org_ids(names), organization.staff_ids(names)
    goals: list[Goal] = []
    bad: list[Bad] = []
    told: set[tuple[object, ...]] = set()
    for number, line, given in cells:
        goal, why = _goal(given, units, people)
        if goal is not None:
            key = (
                goal.org_id,
                goal.staff_id,
                goal.figure,
                goal.product_class,
                goal.span,
                goal.first,
            )
            why = (
                _("It stands in the file twice.")
                if key in told
                else problem_with(goal, actor=actor, today=today)
            )
            told.add(key)
        if not why and len(goals) >= MOST:
            why = _("Between 1 and {most} targets at once.").format(most=MOST)
        if goal is None or why:
            bad.append(Bad(number, line, why))
        else:
            goals.append(goal)
    return Read(tuple(goals), tuple(bad))


def _cells(line: str) -> list[str]:
    mark = "\t" if "\t" in line else ","
    return [cell.strip() for cell in next(csv.reader([line.replace("，", ",")], delimiter=mark))]


def _goal(  # noqa: PLR0911 - each column has a refusal of its own
    given: Sequence[str], units: dict[str, int], people: dict[str, int]
) -> tuple[Goal | None, str]:
    if len(given) < COLUMNS:
        return None, _("Six columns: who, figure, class, span, first month, value.")
    who, figure, product_class, span, first, value = given[:COLUMNS]
    if who not in units and who not in people:
        return None, _("There is no unit or person {code}.").format(code=who)
    found = _figure(figure)
    if not found:
        return None, _("There is no such figure.")
    try:
        month = date.fromisoformat(f"{first[:7]}-01")
    except ValueError:
        return None, _("The month is written like 2026-12.")
    try:
        number = Decimal(value.replace(",", ""))
    except ArithmeticError:
        return None, _("The value is no number.")
    if not number.is_finite():
        return None, _("The value is no number.")
    return (
        Goal(
            figure=found,
            span=_named(span, Span),
            first=month,
            value=number,
            org_id=units.get(who),
            staff_id=None if who in units else people.get(who),
            product_class=_named(product_class, ProductClass),
        ),
        "",
    )


def _figure(text: str) -> str:
    found = _named(text, Figure)
    return found if found in Figure.values else ""


def _named(text: str, codes: type[Figure] | type[Span] | type[ProductClass]) -> str:
    """Return the code that is written, or whose name is; else what was written."""
    by_name = {str(label): str(code) for code, label in codes.choices}
    return by_name.get(text, text.upper() if text.upper() in codes.values else text)
