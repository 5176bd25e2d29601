"""What nobody touched for some workdays goes up to the supervisor of its owner, once (A62)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from django.db.models import Q, QuerySet

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import rules
from yinqiao.sales.choices import Act
from yinqiao.sales.events import OpportunitiesEscalated
from yinqiao.sales.models import Opportunity, Step

# Short transactions: the trail is sealed behind them.
CHUNK: Final = 500
SYSTEM: Final = "escalation"
CHANGED: Final = ("escalation_level", "escalated_at", "escalated_to", "version")


def escalate(*, now: datetime) -> int:
    """Pass up what was left untouched too long by `now`; return how many. In shadow mode they are only counted, in the trail.

    Running twice passes nothing up twice.
    """
    actor = system_actor(name=SYSTEM)
    today = clock.bank_date(now)
    calm_until = rules.last_calm_day(
        organization.calendar(), today, parameters.integer("sales.escalation_workdays", on=today)
    )
    if parameters.text("sales.escalation_mode", on=today) == "shadow":
        with scope_session(actor):
            return _count(actor=actor, now=now, calm_until=calm_until)
    total = 0
    while True:
        with scope_session(actor):
            done = (
                _pass_up(actor=actor, now=now, calm_until=calm_until) if _is_any(calm_until) else 0
            )
        total += done
        if done < CHUNK:
            return total


@use_case("sales.escalation-counted", permission=None)
def _count(unit: Unit, *, actor: Actor, now: datetime, calm_until: date) -> int:
    number = untouched(calm_until).count()
    unit.audit(None, detail={"would_go_up": number, "calm_until": calm_until})
    return number


@use_case("sales.opportunity-escalated", permission=None)
def _pass_up(unit: Unit, *, actor: Actor, now: datetime, calm_until: date) -> int:
    rows = list(untouched(calm_until).select_for_update(skip_locked=True).order_by("pk")[:CHUNK])
    above = _supervisors(rows, on=clock.bank_date(now))
    for row in rows:
        row.escalation_level, row.escalated_at, row.escalated_to_id = 1, now, above[row.pk]
        row.version += 1
        unit.audit(
            ObjectRef("sales.opportunity", row.pk),
            old={"escalation_level": 0},
            new={"escalation_level": 1, "escalated_to_id": above[row.pk]},
            customer_id=row.customer_id,
            detail={"kind": row.kind, "owner_id": row.owner_id, "touched_at": row.touched_at},
        )
    if not rows:
        unit.audit(None, detail={"escalated": 0})
        return 0
    Opportunity.objects.bulk_update(rows, CHANGED)
    Step.objects.bulk_create(
        Step(
            opportunity_id=row.pk,
            customer_id=row.customer_id,
            at=now,
            act=Act.ESCALATED,
            state=row.state,
            staff_name=actor.name,
        )
        for row in rows
    )
    unit.publish(OpportunitiesEscalated(opportunity_ids=tuple(row.pk for row in rows)))
    return len(rows)


def _is_any(calm_until: date) -> bool:
    return untouched(calm_until).exists()


def untouched(calm_until: date) -> QuerySet[Opportunity]:
    """Return what was last touched on `calm_until` or before, and was not put off beyond it."""
    end = datetime.combine(calm_until + rules.ONE_DAY, time.min, tzinfo=clock.BANK_ZONE)
    return Opportunity.objects.filter(
        Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=calm_until),
        closed_at__isnull=True,
        escalated_at__isnull=True,
        suppression_code="",
        touched_at__lt=end,
    )


def _supervisors(rows: Sequence[Opportunity], *, on: date) -> dict[int, int | None]:
    """Return who is told of each: the supervisor of its owner, for the pool the head of the unit or of the next one above."""
    of_owner = organization.supervisors_of(
        staff_ids={row.owner_id for row in rows if row.owner_id is not None}, on=on
    )
    of_unit = organization.heads_above(
        org_ids={row.org_id for row in rows if row.owner_id is None}, on=on
    )
    return {
        row.pk: of_owner.get(row.owner_id)
        if row.owner_id is not None
        else next(iter(of_unit.get(row.org_id, ())), None)
        for row in rows
    }
