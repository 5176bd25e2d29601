"""Contacts about an opportunity: one way for all of them, through the timeline and the ledger of `interactions`."""

from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.interactions import queries as interactions
from yinqiao.interactions import services as follow_ups
from yinqiao.interactions.choices import Channel, Outcome
from yinqiao.interactions.events import FollowUpLogged
from yinqiao.interactions.services import FollowUp, Logged
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.sales import policies, rules
from yinqiao.sales.choices import Act
from yinqiao.sales.models import Opportunity, Step
from yinqiao.sales.services.working import NOTE_LENGTH, Done, locked, plain, save, take_up

TYPE = "sales.opportunity"


@use_case("sales.opportunity-contacted", permission=policies.WORK)
def contact(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    version: int,
    channel: str,
    outcome: str = Outcome.REACHED,
    note: str = "",
    next_step: str = "",
    next_on: date | None = None,
    used_script: bool = False,
) -> Logged:
    """Log that the customer was contacted about it; one of the pool is then the actor's. A later contact keeps the stage.

    The contact stands on the timeline and in the ledger as every other one does; with a next step it waits until that day.
    Raises NotFound outside the scope, OpportunityClosed, StaleVersion, InvalidInput for what was filled in wrongly.
    """
    row = locked(actor, opportunity_id, version=version)
    follow_up = FollowUp(
        channel=channel,
        outcome=outcome,
        key=f"opportunity-{row.pk}-{version}",
        purpose=_purpose(row),
        note=note,
        next_step=next_step,
        next_on=next_on,
        used_script=used_script,
    )
    return _log(unit, row, follow_up, actor=actor, now=now)


@use_case("sales.opportunity-followed-up", permission=policies.WORK)
def follow_up_on(
    unit: Unit, *, actor: Actor, now: datetime, opportunity_id: int, follow_up: FollowUp
) -> Logged:
    """Log a contact about it from wherever it was made; raises as `contact` does, but for the version: a contact is added, never overwritten."""
    row = locked(actor, opportunity_id)
    return _log(unit, row, follow_up, actor=actor, now=now)


@use_case("sales.follow-up-taken", permission=None)
def take_follow_up(unit: Unit, *, actor: Actor, now: datetime, logged: FollowUpLogged) -> None:
    """Let a contact that another room logged about an opportunity count for it, once; of one that has ended nothing changes."""
    about_id = logged.about_id or 0
    row = Opportunity.objects.select_for_update().filter(pk=about_id).first()
    is_taken = Step.objects.filter(
        opportunity_id=about_id, contact_record_id=logged.record_id
    ).exists()
    if row is None or not row.is_open or is_taken or row.customer_id != logged.customer_id:
        unit.audit(None, detail={"opportunity_id": logged.about_id, "taken": False})
        return
    note, next_step = interactions.logged_words(record_id=logged.record_id)
    who = replace(actor, staff_id=logged.staff_id, name=logged.staff_name)
    old = plain(row)
    _move(row, logged.is_reached, next_on=logged.next_on, next_step=next_step, actor=who, now=now)
    act = Act.CONTACTED if logged.is_reached else Act.ATTEMPTED
    done = Done(act, note, logged.channel, contact_record_id=logged.record_id)
    save(unit, row, done, actor=who, now=now, old=old)


def _log(
    unit: Unit, row: Opportunity, follow_up: FollowUp, *, actor: Actor, now: datetime
) -> Logged:
    old = plain(row)
    about = replace(follow_up, about=ObjectRef(TYPE, row.pk))
    logged = follow_ups.log_follow_up(
        actor=actor, now=now, customer_id=row.customer_id, follow_up=about
    )
    if not logged.is_new:
        unit.audit(about.about, customer_id=row.customer_id, detail={"repeated": True})
        return logged
    is_reached = interactions.is_reached(follow_up.outcome)
    _move(
        row,
        is_reached,
        next_on=follow_up.next_on,
        next_step=follow_up.next_step,
        actor=actor,
        now=now,
    )
    note = " · ".join(part for part in (follow_up.need.strip(), follow_up.note.strip()) if part)
    done = Done(
        Act.CONTACTED if is_reached else Act.ATTEMPTED,
        note[:NOTE_LENGTH] or str(Outcome(follow_up.outcome).label),
        str(Channel(follow_up.channel)),
        contact_record_id=logged.record_id,
    )
    save(unit, row, done, actor=actor, now=now, old=old)
    return logged


def _purpose(row: Opportunity) -> str:
    """A notice of maturity, a warning, a reminder is service: only marketing counts towards the limits."""
    is_marketing = row.contact_purpose == ContactPurpose.MARKETING
    return ContactPurpose.MARKETING if is_marketing else ContactPurpose.SERVICE


def _move(
    row: Opportunity,
    is_reached: bool,  # noqa: FBT001 - one of two ways
    *,
    next_on: date | None,
    next_step: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Somebody acted: it moves on, is hers, and waits for the next step if one was agreed."""
    row.state = rules.after_contact(row.state, is_reached=is_reached)
    take_up(row, actor, now)
    until = rules.waits_until(next_on, clock.bank_date(now))
    if until is not None:
        row.snoozed_until = until
        row.snooze_reason = next_step.strip()[:120] or _("Next step agreed")
