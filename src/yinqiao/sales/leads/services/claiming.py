"""认领: somebody takes a lead out of the pool of her unit. Two who take the same one: one has it, the other is told (P52)."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import policies, queries
from yinqiao.sales.leads.choices import Act, State
from yinqiao.sales.leads.models import OPEN, Lead, LeadStep, PoolView
from yinqiao.sales.leads.queries import LeadCard
from yinqiao.sales.leads.services.writing import (
    Done,
    LeadTaken,
    TooManyLeads,
    check_standing,
    plain,
    save,
)

TURN = "leads.claim"
_LOOK_TURN = "leads.look"


@use_case("leads.claimed", permission=policies.WORK)
def claim_lead(unit: Unit, *, actor: Actor, now: datetime, lead_id: int) -> None:
    """Take it. Raises LeadTaken when somebody else has it, TooManyLeads beyond the claims of the day or the open leads one may have."""
    if actor.staff_id is None:
        raise InvalidInput(_("Only people claim leads."))
    take_turn(TURN, actor.staff_id)
    _check_limits(actor, now=now)
    rows = Lead.objects.filter(policies.in_pool_of(actor) | policies.in_units_of(actor), pk=lead_id)
    row = rows.filter(state=State.POOL).select_for_update(of=("self",)).first()
    if row is None:
        if not policies.visible_to(actor).filter(pk=lead_id).exists():
            raise LeadTaken(_("Somebody else has it, or it is not in the pool of your unit."))
        raise LeadTaken(_("Somebody else has it already."))
    check_standing(row, actor=actor, now=now)
    old = plain(row)
    row.owner_id, row.state, row.accept_by, row.is_contacted = (
        actor.staff_id,
        State.WORKING,
        None,
        False,
    )
    save(unit, row, Done(Act.CLAIMED), actor=actor, now=now, old=old)


def open_lead(*, actor: Actor, now: datetime, lead_id: int) -> LeadCard:
    """Return the card of a lead; the look is in the trail, and one into the pool counts (`look_into_pool`)."""
    found = queries.lead_of(actor=actor, lead_id=lead_id)
    if found.state == State.POOL:
        look_into_pool(actor=actor, now=now, lead=found)
    card = queries.lead_card(actor=actor, lead_id=lead_id)
    queries.record_opened(actor=actor, card=card)
    return card


def look_into_pool(*, actor: Actor, now: datetime, lead: Lead) -> None:
    """Count that somebody opened a lead of the pool; raise TooManyLeads beyond what the bank allows on a day.

    Heads look after the pool: their looks are not counted. The same lead on the same day counts once.
    """
    today = clock.bank_date(now)
    most = parameters.integer(keys.VIEWS, on=today)
    if not most or actor.staff_id is None or actor.can(policies.ASSIGN):
        return
    take_turn(_LOOK_TURN, actor.staff_id)
    seen = PoolView.objects.filter(staff_id=actor.staff_id, on=today)
    if seen.filter(lead=lead).exists():
        return
    if seen.count() >= most:
        raise TooManyLeads(
            _(
                "You have opened {most} leads of the pool today; that is what the bank allows."
            ).format(most=most)
        )
    PoolView.objects.create(staff_id=actor.staff_id, on=today, lead=lead)


def check_capacity(actor: Actor, staff_id: int, *, now: datetime) -> None:
    """Raise TooManyLeads for somebody who has as many open leads as she may."""
    most = parameters.integer(keys.CAPACITY, on=clock.bank_date(now))
    with counting_all(actor):
        held = Lead.objects.filter(owner_id=staff_id, state__in=OPEN).count()
    if held >= most:
        raise TooManyLeads(
            _("{most} open leads are the most that one person has. Finish some first.").format(
                most=most
            )
        )


def _check_limits(actor: Actor, *, now: datetime) -> None:
    staff_id = actor.staff_id or 0
    today = clock.bank_date(now)
    most = parameters.integer(keys.CLAIMS, on=today)
    with counting_all(actor):
        # A lead that went on to somebody else takes its steps along: they count all the same.
        claimed = LeadStep.objects.filter(
            staff_id=staff_id, act=Act.CLAIMED, at__gte=clock.start_of_day(today)
        ).count()
    if claimed >= most:
        raise TooManyLeads(
            _("{most} claims a day are the most. The others stay in the pool.").format(most=most)
        )
    check_capacity(actor, staff_id, now=now)
