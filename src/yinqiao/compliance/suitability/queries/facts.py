"""What decides, read for many customers in a constant number of queries."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, NamedTuple

from django.db.models import Q, QuerySet

from yinqiao.compliance import ports
from yinqiao.compliance.models import RiskAssessment
from yinqiao.compliance.suitability.choices import Capacity, MarkKind
from yinqiao.compliance.suitability.models import BuyerMark, SalesLicence
from yinqiao.compliance.suitability.queries import limits
from yinqiao.compliance.suitability.rules import (
    AssessmentLimits,
    Buyer,
    Offer,
    last_valid_day,
    regime_of,
    window_start,
)
from yinqiao.customers import queries as customers
from yinqiao.holdings import queries as holdings
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.db.among import among
from yinqiao.products.queries import SaleTerms

_CAPACITIES: Final[Mapping[str, Capacity]] = MappingProxyType(
    {MarkKind.INCAPABLE: Capacity.NONE, MarkKind.LIMITED: Capacity.LIMITED}
)


def buyers(
    *,
    actor: Actor,
    customer_ids: Collection[int],
    now: datetime,
    with_means: bool = False,
    with_review: bool = False,
) -> dict[int, Buyer]:
    """Return what is known of those in scope; others are left out. Means only where a sale has an amount.

    `with_review` asks whoever looks into customers, as the gate does.
    """
    today = clock.bank_date(now)
    known = customers.births(actor=actor, customer_ids=customer_ids)
    ids = list(known)
    newest, marks = newest_assessments(ids), marks_in_force(ids, today)
    held = holdings.held_products(actor=actor, customer_ids=ids)
    means = customers.financial_means(actor=actor, customer_ids=ids) if with_means else {}
    question = ports.Question(actor, ids, None, now)
    reviewed = ports.answers(ports.reviewers.values(), question) if with_review else {}
    validity = limits.assessment_limits(today)
    nothing: frozenset[int] = frozenset()
    found = {}
    for pk, (is_person, birth_on, is_deceased) in known.items():
        row, marked = newest.get(pk), marks.get(pk, {})
        found[pk] = Buyer(
            is_person=is_person,
            birth_on=birth_on,
            capacity=_capacity(marked) if marked else None,
            grade=row.risk_tolerance if row else "",
            last_valid_on=last_day_of(row, validity) if row else None,
            is_lowest=row.is_lowest if row else False,
            has_told_change=has_changed(marked.get(MarkKind.CHANGED), row) if marked else False,
            is_professional=MarkKind.PROFESSIONAL in marked,
            is_qualified=MarkKind.QUALIFIED in marked,
            means=means.get(pk),
            held=held.get(pk, nothing),
            is_under_review=pk in reviewed,
            is_deceased=is_deceased,
        )
    return found


class Assessed(NamedTuple):
    """What decides of an assessment; a plain tuple, for lists of very many."""

    customer_id: int
    risk_tolerance: str
    assessed_on: date
    assessed_at: datetime | None
    valid_to: date
    is_lowest: bool | None


def newest_assessments(customer_ids: Collection[int]) -> dict[int, Assessed]:
    """Return the newest assessment of each, in force or not. The caller has checked the scope."""
    rows = RiskAssessment.objects.filter(customer_id__in=among(customer_ids), ended_on__isnull=True)
    newest = rows.order_by("customer_id", "-assessed_on", "-pk").distinct("customer_id")
    found = newest.values_list(*Assessed._fields).iterator(chunk_size=10_000)
    return {row[0]: Assessed(*row) for row in found}


def last_day_of(row: Assessed, validity: AssessmentLimits) -> date:
    """Return the last day on which a sale may rest on an assessment: what its source says, never longer than the rule."""
    return min(row.valid_to, last_valid_day(row.assessed_on, validity))


def completed_days(customer_id: int, *, today: date, validity: AssessmentLimits) -> list[date]:
    """Return the days of the assessments that count, of all channels; one that two sources deliver counts once."""
    rows = RiskAssessment.objects.filter(
        customer_id=customer_id, assessed_on__gt=window_start(today, validity)
    )
    return [day for _number, day in set(rows.values_list("assessment_no", "assessed_on"))]


def offer_of(terms: SaleTerms) -> Offer:
    """Return a product as the rules look at it."""
    return Offer(
        product_id=terms.id,
        product_class=terms.product_class,
        regime=regime_of(terms.product_class, terms.regime),
        seller_grade=terms.seller_grade,
        issuer_grade=terms.issuer_grade,
        is_on_sale=terms.is_on_sale,
    )


def licences_of(staff_id: int, on: date) -> frozenset[str]:
    """Return which licences a member of staff holds on the day."""
    rows = in_force(on).filter(staff_id=staff_id)
    return frozenset(rows.values_list("kind", flat=True))


def in_force(on: date) -> QuerySet[SalesLicence]:
    """Return the licences that are good on the day."""
    return SalesLicence.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
        valid_from__lte=on,
        ended_on__isnull=True,
    )


def is_judged(actor: Actor) -> bool:
    """Tell whether licences are asked of the actor: a person; a job that works out a list sells nothing itself."""
    return actor.kind is ActorKind.PERSON and actor.staff_id is not None


def marks_in_force(customer_ids: Collection[int], today: date) -> dict[int, dict[str, BuyerMark]]:
    """Return the marks of each customer by kind. The caller has checked the scope."""
    rows = BuyerMark.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        customer_id__in=among(customer_ids),
        ended_at__isnull=True,
        valid_from__lte=today,
    )
    found: dict[int, dict[str, BuyerMark]] = {}
    for row in rows:
        found.setdefault(row.customer_id, {})[row.kind] = row
    return found


def has_changed(mark: BuyerMark | None, newest: Assessed | None) -> bool:
    """Tell whether circumstances changed since the newest assessment; one that was made later says how things are now."""
    if mark is None:
        return False
    if newest is None or newest.assessed_at is None:
        return newest is None or newest.assessed_on <= clock.bank_date(mark.set_at)
    return newest.assessed_at <= mark.set_at


def _capacity(marked: Mapping[str, BuyerMark]) -> Capacity | None:
    return next((capacity for kind, capacity in _CAPACITIES.items() if kind in marked), None)
