"""Rules of incentives and vetoes, as they are listed."""

from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.organization import queries as organization
from yinqiao.sales.performance.choices import Figure, Pay
from yinqiao.sales.performance.models import IncentiveRule, Veto

MOST = 200


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What is paid for a figure from a month on."""

    title: str
    since: date
    pay_label: str
    steps: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class VetoLine:
    """A veto of a person and month; `lifted_at` once it no longer holds."""

    id: int
    name: str
    month: date
    reason: str
    by: str
    set_at: datetime
    lifted_at: datetime | None


def incentive_rules() -> list[RuleLine]:
    """Return all rules, the newest of each figure first."""
    rows = list(IncentiveRule.objects.order_by("figure", "-since")[:MOST])
    names = organization.staff_names({row.set_by_id for row in rows if row.set_by_id})
    return [
        RuleLine(
            str(Figure(row.figure).label),
            row.since,
            str(Pay(row.pay).label),
            row.steps,
            row.reason,
            names.get(row.set_by_id or 0, ""),
        )
        for row in rows
    ]


def vetoes() -> list[VetoLine]:
    """Return the vetoes, the newest month first."""
    rows = list(Veto.objects.order_by("-month", "-pk")[:MOST])
    names = organization.staff_names({pk for row in rows for pk in (row.staff_id, row.set_by_id)})
    return [
        VetoLine(
            row.pk,
            names.get(row.staff_id, ""),
            row.month,
            row.reason,
            names.get(row.set_by_id, ""),
            row.set_at,
            row.lifted_at,
        )
        for row in rows
    ]
