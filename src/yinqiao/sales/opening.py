"""An opportunity that a person makes, and no run of the triggers: a referral of the counter, a lead that became a customer."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.sales import ways
from yinqiao.sales.choices import Act, Purpose, State
from yinqiao.sales.events import OpportunityMoved
from yinqiao.sales.models import Opportunity, Step
from yinqiao.sales.ways import Way

# No run of the triggers made it, and none takes it back.
NO_RUN: Final = 0
PRIORITY: Final = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What it is about: of which kind and object, in which words, by whom it is to be worked, and by when."""

    kind: str
    object_key: str
    title: str
    reason: str
    suggestion: str
    act: Act
    due_on: date
    customer_id: int
    is_company: bool
    owner_id: int | None
    org_id: int
    amount: Decimal | None = None
    purpose: str = Purpose.SERVICE
    # Without one the pipeline of its kind.
    way: str = ""


def in_workdays(today: date, days: int) -> date:
    """Return the day so many workdays of the bank on."""
    return add_workdays(organization.calendar(), today, days)


def open_told(unit: Unit, told: Told, *, actor: Actor, now: datetime) -> Opportunity:
    """Write it with its step, audit row and event, in the caller's transaction."""
    today = clock.bank_date(now)
    row = Opportunity.objects.create(
        customer_id=told.customer_id,
        kind=told.kind,
        object_key=told.object_key,
        title=told.title,
        reason=told.reason,
        suggestion=told.suggestion,
        amount=told.amount,
        due_on=told.due_on,
        stage_id=_way(told).stages[0].id,
        stage_since=now,
        expected_on=told.due_on,
        priority=PRIORITY,
        purpose=told.purpose,
        data_on=today,
        run_id=NO_RUN,
        owner_id=told.owner_id,
        org_id=told.org_id,
        state=State.NEW if told.owner_id is None else State.ASSIGNED,
        opened_at=now,
        touched_at=now,
    )
    Step.objects.create(
        opportunity=row,
        customer_id=row.customer_id,
        at=now,
        act=told.act,
        state=row.state,
        staff_id=actor.staff_id,
        staff_name=actor.name,
        stage_id=row.stage_id,
    )
    unit.audit(
        ObjectRef("sales.opportunity", row.pk),
        new={"state": str(row.state), "owner_id": row.owner_id},
        customer_id=row.customer_id,
        detail={"kind": row.kind},
    )
    unit.publish(
        OpportunityMoved(
            opportunity_id=row.pk,
            customer_id=row.customer_id,
            act=told.act,
            state=row.state,
            staff_id=actor.staff_id,
        )
    )
    return row


def _way(told: Told) -> Way:
    named = ways.way(told.way) if told.way else None
    if named is not None:
        return named
    return ways.way_for(told.kind, is_company=told.is_company)
