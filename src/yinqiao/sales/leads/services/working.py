"""What somebody does with a lead: accept it or not, log a contact, give it back, discard it."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput
from yinqiao.sales.leads import policies
from yinqiao.sales.leads.choices import Act, DiscardReason, State
from yinqiao.sales.leads.events import LeadCaptured
from yinqiao.sales.leads.models import Lead
from yinqiao.sales.leads.services.writing import (
    Done,
    NotHers,
    check_standing,
    locked,
    own,
    plain,
    save,
)


@use_case("leads.accepted", permission=policies.WORK)
def accept_lead(unit: Unit, *, actor: Actor, now: datetime, lead_id: int, version: int) -> None:
    """Take on what was given out to the actor."""
    row = own(actor, lead_id, version=version)
    if row.state != State.OFFERED:
        raise NotHers(_("It was accepted already."))
    old = plain(row)
    row.state, row.accept_by = State.WORKING, None
    save(unit, row, Done(Act.ACCEPTED), actor=actor, now=now, old=old)


@use_case("leads.declined", permission=policies.WORK)
def decline_lead(
    unit: Unit, *, actor: Actor, now: datetime, lead_id: int, version: int, note: str
) -> None:
    """Say no to what was given out, or give back what was accepted; it is not offered to the actor again. Say why."""
    row = own(actor, lead_id, version=version)
    if not note.strip():
        said = _("Say why you give it back.")
        raise InvalidInput(said, fields={"note": said})
    act = Act.DECLINED if row.state == State.OFFERED else Act.RETURNED
    old = plain(row)
    to_pool(row)
    save(unit, row, Done(act, note), actor=actor, now=now, old=old)
    unit.publish(LeadCaptured(lead_id=row.pk, org_id=row.org_id))


@use_case("leads.contacted", permission=policies.WORK)
def contact_lead(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    lead_id: int,
    version: int,
    note: str,
    is_reached: bool = True,
) -> None:
    """Log that the actor spoke with somebody, or tried to. Accepts it on the way."""
    row = own(actor, lead_id, version=version)
    check_standing(row, actor=actor, now=now)
    if is_reached and not note.strip():
        said = _("Write what was said.")
        raise InvalidInput(said, fields={"note": said})
    old = plain(row)
    row.state, row.accept_by = State.WORKING, None
    row.is_contacted = row.is_contacted or is_reached
    act = Act.CONTACTED if is_reached else Act.ATTEMPTED
    save(unit, row, Done(act, note), actor=actor, now=now, old=old)


@use_case("leads.discarded", permission=policies.WORK)
def discard_lead(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    lead_id: int,
    version: int,
    reason: str,
    note: str = "",
) -> None:
    """Close it for one of the reasons: who works on it, or a head what lies in the pool."""
    row = locked(actor, lead_id, version=version)
    if not (policies.is_hers(actor, row) or actor.can(policies.ASSIGN)):
        raise NotHers(_("Somebody else works on this lead. Claim it, or ask your head."))
    if reason not in DiscardReason.values:
        said = _("Choose one of the list.")
        raise InvalidInput(said, fields={"reason": said})
    old = plain(row)
    row.state, row.closed_at, row.discard_reason = State.DISCARDED, now, reason
    row.accept_by = None
    save(unit, row, Done(Act.DISCARDED, note), actor=actor, now=now, old=old)


def to_pool(row: Lead) -> None:
    """Take it from who has it; she is not asked again."""
    if row.owner_id is not None and row.owner_id not in row.passed_by:
        row.passed_by = [*row.passed_by, row.owner_id]
    row.owner_id, row.state, row.accept_by, row.is_contacted = None, State.POOL, None, False
