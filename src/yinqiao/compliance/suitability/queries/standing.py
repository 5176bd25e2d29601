"""How a customer stands: the assessment in force, how many may still be taken, what is on record besides."""

from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.compliance.choices import RiskTolerance
from yinqiao.compliance.suitability.choices import MarkKind
from yinqiao.compliance.suitability.queries import facts, limits, words
from yinqiao.compliance.suitability.rules import refusal_of
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import label


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark in force."""

    id: int
    kind: str
    kind_label: str
    valid_from: date
    valid_to: date | None
    reason: str
    set_by_name: str


@dataclass(frozen=True, slots=True)
class BuyerStanding:
    """`refusal` says why no further assessment may be taken today, in a sentence; empty when one may."""

    grade: str
    grade_label: str
    assessed_on: date | None
    last_valid_on: date | None
    is_valid: bool
    has_changed: bool
    made_today: int
    most_a_day: int
    made_in_window: int
    most_in_window: int
    refusal: str
    marks: tuple[MarkRow, ...]


def buyer_standing(*, actor: Actor, customer_id: int, now: datetime) -> BuyerStanding:
    """Return how the customer stands now; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    today = clock.bank_date(now)
    validity = limits.assessment_limits(today)
    row = facts.newest_assessments([customer_id]).get(customer_id)
    days = facts.completed_days(customer_id, today=today, validity=validity)
    marks = facts.marks_in_force([customer_id], today).get(customer_id, {})
    last_day = facts.last_day_of(row, validity) if row else None
    changed = facts.has_changed(marks.get(MarkKind.CHANGED), row)
    grade = row.risk_tolerance if row else ""
    return BuyerStanding(
        grade=grade,
        grade_label=label(RiskTolerance, grade) if grade else "",
        assessed_on=row.assessed_on if row else None,
        last_valid_on=last_day,
        is_valid=last_day is not None and last_day >= today and not changed,
        has_changed=changed,
        made_today=sum(day == today for day in days),
        most_a_day=validity.most_a_day,
        made_in_window=sum(day <= today for day in days),
        most_in_window=validity.most_in_window,
        refusal=words.refusal_text(refusal_of(days, today=today, limits=validity), validity),
        marks=tuple(
            MarkRow(
                mark.pk,
                mark.kind,
                label(MarkKind, mark.kind),
                mark.valid_from,
                mark.valid_to,
                mark.reason,
                mark.set_by_name,
            )
            for kind, mark in sorted(marks.items())
            if kind != MarkKind.CHANGED or changed
        ),
    )
