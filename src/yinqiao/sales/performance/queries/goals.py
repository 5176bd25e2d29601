"""Targets in force and what held before; how those of a unit lie over what is below it, with the gap by name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.sales.performance import policies, rules
from yinqiao.sales.performance.choices import Span
from yinqiao.sales.performance.models import Result, Target

ZERO: Final = Decimal(0)
# (org or staff, id, figure, class of products) to the values that held, in the order in which they were set.
HeldGoals = dict[tuple[str, int, str, str], tuple[rules.Held, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit or person below has of a target, `last_year` its result of the same span a year before."""

    kind: str
    id: int
    title: str
    value: Decimal | None
    last_year: Decimal


@dataclass(frozen=True, slots=True)
class Cascade:
    """A target of a unit with those below it; `gap` is what they are short of it (below 0: more than it)."""

    org_id: int
    title: str
    figure: str
    product_class: str
    span: str
    first: date
    value: Decimal | None
    parts: tuple[Part, ...]
    history: tuple["Change", ...]

    @property
    def total(self) -> Decimal:
        """What those below come to."""
        return sum((part.value or ZERO for part in self.parts), ZERO)

    @property
    def gap(self) -> Decimal | None:
        """What is not handed down yet."""
        return None if self.value is None else self.value - self.total


@dataclass(frozen=True, slots=True)
class Change:
    """One value that held: from when, by whom, why."""

    title: str
    since: date
    value: Decimal | None
    reason: str
    by: str
    set_on: date


def held(
    *,
    month: date,
    staff_ids: Collection[int] = (),
    org_ids: Collection[int] = (),
    span: str = Span.MONTH,
) -> HeldGoals:
    """Return the values of the targets of a span by whose they are; in one query."""
    rows = Target.objects.filter(
        Q(staff_id__in=list(staff_ids)) | Q(org_id__in=list(org_ids)), first=month, span=span
    ).order_by("pk")
    found: dict[tuple[str, int, str, str], list[rules.Held]] = {}
    for row in rows:
        who = ("staff", row.staff_id) if row.staff_id is not None else ("org", row.org_id or 0)
        values = found.setdefault((*who, row.figure, row.product_class), [])
        values.append(rules.Held(row.since, row.value or ZERO))
    return {key: tuple(values) for key, values in found.items()}


def final(values: Sequence[rules.Held]) -> Decimal | None:
    """Return the value that holds at the end of the span; None without one."""
    if not values:
        return None
    return rules.in_force(values, date.max) or None


def workdays_of(month: date) -> list[date]:
    """Return the workdays of a month."""
    calendar = organization.calendar()
    last = rules.end_of("MONTH", month)
    days = [month + timedelta(days=n) for n in range(last.day)]
    return [day for day in days if calendar.is_workday(day)]


def cascade(
    *,
    actor: Actor,
    org_id: int,
    figure: str,
    product_class: str,
    span: str,
    first: date,
    today: date,
) -> Cascade:
    """Return the target of a unit beside those of the units and people right below it. Raises NotFound beyond the actor's units."""
    nodes = organization.org_tree(on=today, root_ids=[org_id])
    if not policies.sees_unit(actor, org_id) or not nodes:
        raise NotFound(_("There is no such person or unit, or it is not yours."))
    children = [node for node in nodes if node.parent_id == org_id]
    people = list(organization.staff_list(org_ids=[org_id], status="ACTIVE"))
    managers = [row for row in people if row.pk in _managers([one.pk for one in people], today)]
    values = held(
        month=first,
        span=span,
        org_ids=[org_id, *(node.id for node in children)],
        staff_ids=[row.pk for row in managers],
    )

    def value(kind: str, pk: int) -> Decimal | None:
        return final(values.get((kind, pk, figure, product_class), ()))

    shape = _last_year(figure, product_class, span=span, first=first)
    parts = [
        Part("org", node.id, node.name, value("org", node.id), _summed(shape, organization.orgs_below([node.id])))
        for node in children
    ]  # fmt: skip
    parts += [
        Part("staff", row.pk, row.name, value("staff", row.pk), shape.get(("staff", row.pk), ZERO))
        for row in managers
    ]
    names = {
        ("org", part.id) if part.kind == "org" else ("staff", part.id): part.title for part in parts
    }
    names["org", org_id] = nodes[0].name
    return Cascade(
        org_id,
        nodes[0].name,
        figure,
        product_class,
        span,
        first,
        value("org", org_id),
        tuple(parts),
        _history(names, figure, product_class, span=span, first=first),
    )


def _managers(ids: Collection[int], today: date) -> set[int]:
    kinds = organization.post_kinds_in_force(staff_ids=ids, on=today)
    wanted = {"RELATIONSHIP_MANAGER", "WEALTH_MANAGER", "CORPORATE_MANAGER"}
    return {pk for pk, held_kinds in kinds.items() if wanted.intersection(held_kinds)}


def _last_year(
    figure: str, product_class: str, *, span: str, first: date
) -> dict[tuple[str, int], Decimal]:
    months = [month.replace(year=month.year - 1) for month in rules.months_of(span, first)]
    rows = Result.objects.filter(
        month__in=months, figure=figure, product_class=product_class, is_recount=False
    )
    found: dict[tuple[str, int], Decimal] = {}
    for org, staff, value in rows.values_list("org_id", "staff_id", "value"):
        keys = [("org", org)] + ([("staff", staff)] if staff is not None else [])
        for key in keys:
            found[key] = found.get(key, ZERO) + value
    return found


def last_year_months(
    *, org_id: int, figure: str, product_class: str, months: Sequence[date]
) -> list[Decimal]:
    """Return the results of a unit in the same months a year before, nothing below zero: the shape that a target is laid by."""
    wanted = [month.replace(year=month.year - 1) for month in months]
    rows = Result.objects.filter(
        month__in=wanted,
        figure=figure,
        product_class=product_class,
        is_recount=False,
        org_id__in=organization.orgs_below([org_id]),
    )
    sums: dict[date, Decimal] = {}
    for month, value in rows.values_list("month", "value"):
        sums[month] = sums.get(month, ZERO) + value
    return [max(sums.get(month, ZERO), ZERO) for month in wanted]


def _summed(shape: dict[tuple[str, int], Decimal], units: Collection[int]) -> Decimal:
    return sum((shape.get(("org", pk), ZERO) for pk in units), ZERO)


def _history(
    names: dict[tuple[str, int], str], figure: str, product_class: str, *, span: str, first: date
) -> tuple[Change, ...]:
    rows = list(
        Target.objects.filter(
            Q(org_id__in=[pk for kind, pk in names if kind == "org"])
            | Q(staff_id__in=[pk for kind, pk in names if kind == "staff"]),
            figure=figure,
            product_class=product_class,
            span=span,
            first=first,
        ).order_by("-pk")[:50]
    )
    people = organization.staff_names({row.set_by_id for row in rows if row.set_by_id})
    return tuple(
        Change(
            names["staff", row.staff_id] if row.staff_id else names["org", row.org_id or 0],
            row.since,
            row.value,
            row.reason,
            people.get(row.set_by_id or 0, ""),
            clock.bank_date(row.set_at),
        )
        for row in rows
    )
