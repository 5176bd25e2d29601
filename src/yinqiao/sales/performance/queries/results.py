"""Results of people and units in a month, as they stand after restatements, beside targets, pace, peers and incentives."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import months
from yinqiao.sales.performance import parameters as keys
from yinqiao.sales.performance import policies, rules
from yinqiao.sales.performance.catalogue import CATALOGUE, Definition
from yinqiao.sales.performance.choices import Figure
from yinqiao.sales.performance.models import ClosedMonth, IncentiveRule, Restatement, Result, Veto
from yinqiao.sales.performance.queries import goals

OPENED: Final = "performance.results-opened"
ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it stands: `value` of `of`; `first_value` is what the locked month said where it was restated since, `why` the reason."""

    value: Decimal
    of: Decimal | None = None
    first_value: Decimal | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of one person or unit. `shown` is the value to be read (a share of 1, a mean); None where there is nothing to tell.

    `expected` is where it should stand today by the targets in force on each workday; `changes` tells the values of the target that held.
    """

    definition: Definition
    shown: Decimal | None
    told: Told | None
    target: Decimal | None = None
    expected: Decimal | None = None
    changes: tuple[rules.Held, ...] = ()
    rank: tuple[int, int] | None = None
    mean: Decimal | None = None
    incentive: Decimal | None = None
    by_class: tuple[tuple[str, Decimal, Decimal | None], ...] = ()

    @property
    def attained(self) -> Decimal | None:
        """How much of the target is reached, 1 = all of it."""
        return self.shown / self.target if self.target and self.shown is not None else None

    @property
    def is_behind(self) -> bool:
        """Tell whether it lags behind its pace; what does not add up, behind its target."""
        if self.shown is None or self.target is None:
            return False
        if self.definition.is_better_low:
            return self.shown > self.target
        should = self.expected if self.definition.adds_up else self.target
        return should is not None and self.shown < should


@dataclass(frozen=True, slots=True)
class Sheet:
    """The month of a person or a unit. `veto` is the reason for which nothing is paid; `pay` what the rules come to before it."""

    month: date
    data_on: date | None
    is_closed: bool
    lines: tuple[Line, ...]
    pay: Decimal = ZERO
    veto: str = ""

    def __getitem__(self, figure: str) -> Line:
        for line in self.lines:
            if line.definition.figure == figure:
                return line
        raise KeyError(figure)

    @property
    def paid(self) -> Decimal:
        """What is paid: nothing under a veto."""
        return ZERO if self.veto else self.pay


@dataclass(frozen=True, slots=True)
class Person:
    """A manager in a list of a unit, with her figures by code."""

    staff_id: int
    name: str
    staff_no: str
    org_name: str
    sheet: Sheet


_Values = dict[tuple[int | None, str, str], Told]


def months_told(*, actor: Actor) -> list[date]:
    """Return the months that there are results of, the newest first."""
    rows = Result.objects.filter(policies.visible_to(actor), is_recount=False)
    return list(rows.order_by("-month").values_list("month", flat=True).distinct()[:24])


def own_sheet(*, actor: Actor, month: date, today: date, staff_id: int | None = None) -> Sheet:
    """Return the month of a person: the actor's own, or that of somebody in her units. Raises NotFound for another's."""
    require(actor, policies.VIEW_OWN, verb=OPENED)
    who = staff_id or actor.staff_id or 0
    person = organization.staff_list().filter(pk=who).first()
    if person is None or not (who == actor.staff_id or policies.sees_unit(actor, person.org_id)):
        raise NotFound(_none())
    peers = list(organization.staff_list(org_ids=[person.org_id]).values_list("pk", flat=True))
    values = _values(month, staff_ids=peers)
    held = goals.held(month=month, staff_ids=[who])
    sheet = _sheet(month, {key: told for key, told in values.items() if key[0] == who}, held=held, who=("staff", who), today=today)  # fmt: skip
    ranked = tuple(_ranked(line, values, who) for line in sheet.lines)
    return _paid(sheet, ranked, who)


def unit_sheet(*, actor: Actor, org_id: int, month: date, today: date) -> Sheet:
    """Return the month of a unit with everything below it, the pool among it. Raises NotFound beyond the actor's units."""
    if not policies.sees_unit(actor, org_id):
        raise NotFound(_none())
    below = organization.orgs_below([org_id])
    values = _values(month, org_ids=below)
    summed: _Values = {}
    for (_staff, figure, cls), told in values.items():
        key = (0, figure, cls)
        before = summed.get(key)
        summed[key] = told if before is None else _added(before, told)
    held = goals.held(month=month, org_ids=[org_id])
    return _sheet(month, summed, held=held, who=("org", org_id), today=today)


def team(*, actor: Actor, org_id: int, month: date, today: date) -> list[Person]:
    """Return the managers of a unit and below who have results or targets, with their months; in a constant number of queries."""
    if not policies.sees_unit(actor, org_id):
        raise NotFound(_none())
    below = organization.orgs_below([org_id])
    values = _values(month, org_ids=below)
    by_person: dict[int, _Values] = {}
    for (staff, figure, cls), told in values.items():
        if staff is not None:
            by_person.setdefault(staff, {})[staff, figure, cls] = told
    people = organization.staff_list(org_ids=below)
    ids = [row.pk for row in people]
    held = goals.held(month=month, staff_ids=ids)
    wanted = set(by_person) | {key[1] for key in held}
    vetoes = _vetoes(month, ids)
    laws = _laws(month)
    found = []
    for row in people:
        if row.pk not in wanted:
            continue
        sheet = _sheet(
            month, by_person.get(row.pk, {}), held=held, who=("staff", row.pk), today=today
        )
        sheet = _with_pay(sheet, laws, vetoes.get(row.pk, ""))
        found.append(
            Person(row.pk, row.name, row.staff_no, row.org.short_name or row.org.name, sheet)
        )
    return found


def units_below(
    *, actor: Actor, org_id: int, month: date, today: date
) -> list[tuple[int, str, Sheet]]:
    """Return the units right below this one with their months, in reading order. Raises NotFound beyond the actor's units."""
    if not policies.sees_unit(actor, org_id):
        raise NotFound(_none())
    below = organization.orgs_below([org_id])
    nodes = organization.org_tree(on=today, root_ids=[org_id])
    children = [node for node in nodes if node.parent_id == org_id]
    values = _by_unit(month, below)
    held = goals.held(month=month, org_ids=[node.id for node in children])
    found = []
    for node in children:
        own = set(organization.orgs_below([node.id]))
        summed: _Values = {}
        for unit, rows in values.items():
            if unit not in own:
                continue
            for (_staff, figure, cls), told in rows.items():
                key = (0, figure, cls)
                summed[key] = _added(summed[key], told) if key in summed else told
        found.append(
            (
                node.id,
                node.name,
                _sheet(month, summed, held=held, who=("org", node.id), today=today),
            )
        )
    return found


def shows_names() -> bool:
    """Tell whether ranks are told by name."""
    return parameters.text(keys.RANKING) == "on"


def data_day() -> date | None:
    """Return the day to which the newest results reach."""
    rows = Result.objects.filter(is_recount=False).order_by("-month", "-data_on")
    return rows.values_list("data_on", flat=True).first()


def managers_told(*, month: date) -> int:
    """Return how many people there are results of in a month."""
    rows = Result.objects.filter(month=month, is_recount=False, staff__isnull=False)
    return rows.values("staff_id").distinct().count()


def is_closed(month: date) -> bool:
    """Tell whether the month is locked."""
    return ClosedMonth.objects.filter(month=month).exists()


def _none() -> str:
    return _("There is no such person or unit, or it is not yours.")


def _values(
    month: date, *, staff_ids: Collection[int] | None = None, org_ids: Collection[int] | None = None
) -> _Values:
    found: _Values = {}
    for _org, staff, figure, cls, told in _rows(month, staff_ids=staff_ids, org_ids=org_ids):
        key = (staff, figure, cls)
        found[key] = _added(found[key], told) if key in found else told
    return found


def _by_unit(month: date, org_ids: Collection[int]) -> dict[int, _Values]:
    found: dict[int, _Values] = {}
    for org, staff, figure, cls, told in _rows(month, org_ids=org_ids):
        rows = found.setdefault(org, {})
        key = (staff, figure, cls)
        rows[key] = _added(rows[key], told) if key in rows else told
    return found


def _rows(
    month: date, *, staff_ids: Collection[int] | None = None, org_ids: Collection[int] | None = None
) -> Iterable[tuple[int, int | None, str, str, Told]]:
    """Yield what stands, the last restatement before the first figure; in two queries."""
    rows = Result.objects.filter(month=month, is_recount=False)
    if staff_ids is not None:
        rows = rows.filter(staff_id__in=list(staff_ids))
    if org_ids is not None:
        rows = rows.filter(org_id__in=list(org_ids))
    again = {
        one.result_id: one
        for one in Restatement.objects.filter(result__in=rows.values("pk")).order_by("pk")
    }
    columns = ("pk", "org_id", "staff_id", "figure", "product_class", "value", "of")
    for pk, org, staff, figure, cls, value, of in rows.values_list(*columns):
        one = again.get(pk)
        told = Told(value, of) if one is None else Told(one.value, one.of, value, one.reason)
        yield org, staff, figure, cls, told


def _added(one: Told, other: Told) -> Told:
    of = None if one.of is None and other.of is None else (one.of or ZERO) + (other.of or ZERO)
    first = None
    if one.first_value is not None or other.first_value is not None:
        first = _first(one) + _first(other)
    return Told(one.value + other.value, of, first, one.why or other.why)


def _first(told: Told) -> Decimal:
    return told.value if told.first_value is None else told.first_value


def shown_of(definition: Definition, told: Told | None) -> Decimal | None:
    """Return the value to be read: a sum as it is, else `value` of `of`."""
    if told is None:
        return None
    if definition.is_sum:
        return told.value
    return told.value / told.of if told.of else None


def _sheet(
    month: date,
    values: Mapping[tuple[int | None, str, str], Told],
    *,
    held: goals.HeldGoals,
    who: tuple[str, int],
    today: date,
) -> Sheet:
    data_on = (
        Result.objects.filter(month=month, is_recount=False)
        .order_by("-data_on")
        .values_list("data_on", flat=True)
        .first()
    )
    workdays = goals.workdays_of(month)
    by_key = {(figure, cls): told for (_who, figure, cls), told in values.items()}
    # What is of the data stands at its day, what is of the CRM today.
    upto = min(today, rules.end_of("MONTH", month), data_on or today)
    lines = []
    for figure, definition in CATALOGUE.items():
        told = by_key.get((figure, ""))
        goal = held.get((*who, figure, ""), ())
        shown = shown_of(definition, told)
        classes = tuple(
            (cls, one.value, goals.final(held.get((*who, figure, cls), ())))
            for (code, cls), one in sorted(by_key.items())
            if code == figure and cls
        )
        lines.append(
            Line(
                definition,
                shown,
                told,
                target=goals.final(goal),
                expected=rules.expected_by(goal, workdays, upto) if definition.adds_up else None,
                changes=tuple(goal) if len(goal) > 1 else (),
                by_class=classes,
            )
        )
    return Sheet(month, data_on, is_closed(month), tuple(lines))


def _ranked(line: Line, values: _Values, who: int) -> Line:
    """Add the place among the people of the unit and their mean; of what only one has, neither is told."""
    figure = line.definition.figure
    shown = {
        staff: value
        for (staff, code, cls), told in values.items()
        if code == figure and not cls and staff is not None
        and (value := shown_of(line.definition, told)) is not None
    }  # fmt: skip
    if who not in shown or len(shown) < 2:  # noqa: PLR2004 - a mean of one is herself
        return line
    own = shown[who]
    ahead = sum(
        value < own if line.definition.is_better_low else value > own for value in shown.values()
    )
    mean = sum(shown.values(), ZERO) / len(shown)
    return Line(
        line.definition, line.shown, line.told, line.target, line.expected, line.changes,
        rank=(ahead + 1, len(shown)), mean=mean, by_class=line.by_class,
    )  # fmt: skip


def _paid(sheet: Sheet, lines: tuple[Line, ...], who: int) -> Sheet:
    whole = Sheet(sheet.month, sheet.data_on, sheet.is_closed, lines)
    return _with_pay(whole, _laws(sheet.month), _vetoes(sheet.month, [who]).get(who, ""))


def _with_pay(sheet: Sheet, laws: Mapping[str, IncentiveRule], veto: str) -> Sheet:
    lines = tuple(_line_paid(line, laws.get(line.definition.figure)) for line in sheet.lines)
    pay = sum((line.incentive or ZERO for line in lines), ZERO)
    return Sheet(sheet.month, sheet.data_on, sheet.is_closed, lines, pay, veto)


def _line_paid(line: Line, law: IncentiveRule | None) -> Line:
    if law is None:
        return line
    paid = rules.incentive(
        law.pay, rules.read_steps(law.steps), value=line.shown or ZERO, target=line.target
    )
    return Line(
        line.definition, line.shown, line.told, line.target, line.expected, line.changes,
        line.rank, line.mean, paid, line.by_class,
    )  # fmt: skip


def _laws(month: date) -> dict[str, IncentiveRule]:
    """Return the rule of each figure that is in force in a month."""
    rows = IncentiveRule.objects.filter(since__lte=month).order_by("figure", "since")
    return {row.figure: row for row in rows}


def _vetoes(month: date, ids: Collection[int]) -> dict[int, str]:
    rows = Veto.objects.filter(month=month, staff_id__in=list(ids), lifted_at__isnull=True)
    return dict(rows.values_list("staff_id", "reason"))


def month_of(today: date) -> months.Month:
    """Return the month that today lies in, with its pace."""
    return months.month_of(today, organization.calendar())


__all__ = [
    "Figure",
    "Line",
    "Person",
    "Sheet",
    "Told",
    "data_day",
    "is_closed",
    "managers_told",
    "month_of",
    "months_told",
    "own_sheet",
    "shown_of",
    "shows_names",
    "team",
    "unit_sheet",
    "units_below",
]
