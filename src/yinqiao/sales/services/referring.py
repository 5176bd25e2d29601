"""转介: the counter passes a need on to the main manager, in the customer's own words; without one to the pool of the unit (D66)."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import policies
from yinqiao.sales.choices import REFERRAL, Act, Purpose, State
from yinqiao.sales.events import OpportunityMoved
from yinqiao.sales.models import Opportunity, Step

NEED_LENGTH: Final = 300
# No run of the triggers made it, and none takes it back.
NO_RUN: Final = 0
PRIORITY: Final = 2


@use_case("sales.customer-referred", permission=policies.REFER)
def refer_customer(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, key: str, need: str
) -> int:
    """Open an opportunity with what the customer wants; return its id. The same `key` opens one.

    It is service: the customer asked for the call. Raises NotFound outside the scope, InvalidInput for an empty or long need.
    Numbers of persons and cards in the words are masked before they are stored.
    """
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    words = _checked(need)
    take_turn("sales.refer", customer_id)
    standing = Opportunity.objects.filter(
        customer_id=customer_id, kind=REFERRAL, object_key=key
    ).first()
    if standing is not None:
        ref = ObjectRef("sales.opportunity", standing.pk)
        unit.audit(ref, customer_id=customer_id, detail={"repeated": True})
        return standing.pk
    row = _opened(
        words,
        customer_id=customer_id,
        owner_id=customer.main_rm_id,
        org_id=customer.org_id,
        key=key,
        actor=actor,
        now=now,
    )
    _step(row, actor=actor, now=now)
    unit.audit(
        ObjectRef("sales.opportunity", row.pk),
        new={"state": str(row.state), "owner_id": row.owner_id},
        customer_id=customer_id,
        detail={"kind": REFERRAL},
    )
    unit.publish(
        OpportunityMoved(
            opportunity_id=row.pk,
            customer_id=customer_id,
            act=Act.REFERRED,
            state=row.state,
            staff_id=actor.staff_id,
        )
    )
    return row.pk


def _checked(need: str) -> str:
    words = scan_free_text(need.strip())
    text = ""
    if not words:
        text = _("Write what the customer wants.")
    elif len(words) > NEED_LENGTH:
        text = _("At most {limit} characters.").format(limit=NEED_LENGTH)
    if text:
        raise InvalidInput(text, fields={"need": text})
    return words


def _opened(
    words: str,
    *,
    customer_id: int,
    owner_id: int | None,
    org_id: int,
    key: str,
    actor: Actor,
    now: datetime,
) -> Opportunity:
    today = clock.bank_date(now)
    workdays = parameters.integer("sales.referral_workdays", on=today)
    return Opportunity.objects.create(
        customer_id=customer_id,
        kind=REFERRAL,
        object_key=key,
        title=_("Referral from the counter"),
        reason=_("“{words}” — told to {name} at the counter on {day}").format(
            words=words, name=actor.name, day=today.isoformat()
        ),
        suggestion=_("Call the customer back and answer the wish."),
        due_on=add_workdays(organization.calendar(), today, workdays),
        priority=PRIORITY,
        purpose=Purpose.SERVICE,
        data_on=today,
        run_id=NO_RUN,
        owner_id=owner_id,
        org_id=org_id,
        state=State.NEW if owner_id is None else State.ASSIGNED,
        opened_at=now,
        touched_at=now,
    )


def _step(row: Opportunity, *, actor: Actor, now: datetime) -> None:
    Step.objects.create(
        opportunity=row,
        customer_id=row.customer_id,
        at=now,
        act=Act.REFERRED,
        state=row.state,
        staff_id=actor.staff_id,
        staff_name=actor.name,
    )
