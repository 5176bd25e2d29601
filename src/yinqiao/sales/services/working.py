"""What a person does with an opportunity. Each write locks it, checks scope, version and state, and leaves a step, an audit row, an event."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.compliance.services import open_diligence_for_sale
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.sales import policies, rules, ways
from yinqiao.sales.choices import Act, LossReason, State
from yinqiao.sales.deals.placing import lines_to_order, place_orders
from yinqiao.sales.events import OpportunityMoved
from yinqiao.sales.models import Opportunity, Step
from yinqiao.sales.services.offering import (
    DiligenceMissing,
    Offer,
    check_diligence,
    check_offer,
    sold_amount,
)
from yinqiao.sales.ways import Left

NOTE_LENGTH: Final = 500
REASON_LENGTH: Final = 200


class OpportunityClosed(DomainError):
    """It came to its end already: somebody closed it, or its reason went away."""

    code = "OPPORTUNITY_CLOSED"
    status = 409


class NotAtThisStage(DomainError):
    """What was asked for does not follow on the state it is in."""

    code = "OPPORTUNITY_STAGE"
    status = 409


class DutyStands(DomainError):
    """Somebody would end what the law asks for before it was done."""

    code = "OPPORTUNITY_DUTY"
    status = 409


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, for the history, the audit and the event."""

    act: Act
    note: str = ""
    channel: str = ""
    reason: str = ""
    contact_record_id: int | None = None
    left: Left | None = None
    # What is only taken back is no act of its own: the clock runs on from then.
    touched_at: datetime | None = None


def win(
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    version: int,
    note: str = "",
    product_id: int | None = None,
    is_without_product: bool = False,
    amount: Decimal | None = None,
) -> None:
    """Close it as won, with the investment product that was sold and for how much (yuan), or the word that none was.

    Each product with its terms becomes an order; terms beyond a limit must be approved (TermsUnsettled).
    A sale passes the gate as a proposal does, and every step before it has its evidence; without an amount that of the opportunity counts.
    From the bank's threshold on due diligence must be finished (DiligenceMissing): then the customer's file is opened, whatever becomes of
    the sale. Raises as `advance` does, and NotAtThisStage when the customer was never contacted.
    """
    offer = Offer(product_id, is_without=is_without_product, is_sale=True, amount=amount)
    try:
        _win(
            actor=actor,
            now=now,
            opportunity_id=opportunity_id,
            version=version,
            note=note,
            offer=offer,
        )
    except DiligenceMissing as refusal:
        open_diligence_for_sale(actor=actor, now=now, customer_id=refusal.customer_id)
        raise


@use_case("sales.opportunity-won", permission=policies.WORK)
def _win(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    version: int,
    note: str,
    offer: Offer,
) -> None:
    row = locked(actor, opportunity_id, version=version)
    _check_duty(row)
    if not rules.may_win(row.state):
        raise NotAtThisStage(_("Log the contact with the customer first."))
    check_offer(row, offer, actor=actor, now=now)
    lines = lines_to_order(row, now=now)
    for product_id in {line.product_id for line in lines} - {offer.product_id}:
        sold = Offer(product_id, is_without=False, is_sale=True)
        check_offer(row, sold, actor=actor, now=now)
    old = plain(row)
    if offer.product_id is not None:
        row.amount = sold_amount(row, offer)
        check_diligence(row, offer.product_id, actor=actor, now=now)
    row.state, row.closed_at, row.proposed_product_id = State.WON, now, offer.product_id
    row.closing_note = cleaned(note, "note", most=NOTE_LENGTH)
    save(unit, row, Done(Act.WON, note), actor=actor, now=now, old=old)
    place_orders(unit, row, lines=lines, actor=actor, now=now)


@use_case("sales.opportunity-lost", permission=policies.WORK)
def lose(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    version: int,
    reason: str,
    note: str = "",
) -> None:
    """Close it as lost, with one of the reasons. Raises as `advance` does."""
    row = locked(actor, opportunity_id, version=version)
    _check_duty(row)
    if reason not in LossReason.values:
        raise InvalidInput(
            _("Say why it came to nothing."), fields={"reason": _("Choose one of the list.")}
        )
    old = plain(row)
    row.state, row.closed_at, row.loss_reason = State.LOST, now, reason
    row.closing_note = cleaned(note, "note", most=NOTE_LENGTH)
    save(unit, row, Done(Act.LOST, note, reason=reason), actor=actor, now=now, old=old)


@use_case("sales.opportunity-handed-over", permission=policies.WORK)
def hand_over(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    opportunity_id: int,
    version: int,
    staff_id: int,
    reason: str = "",
) -> None:
    """Give it to somebody who may open its customer and work on opportunities; raise InvalidInput for anybody else.

    It stays with that person when the customer's main manager changes. Raises as `advance` does.
    """
    row = locked(actor, opportunity_id, version=version)
    taker = access.actor_of_staff(staff_id, now)
    if (
        taker is None
        or not taker.can(policies.WORK)
        or not customers.is_visible(actor=taker, customer_id=row.customer_id)
    ):
        text = _(
            "This person cannot open the customer. Move the customer first, or name an assisting manager."
        )
        raise InvalidInput(text, fields={"staff_id": text})
    old = plain(row)
    row.owner_id, row.handed_over_at = staff_id, now
    if row.state == State.NEW:
        row.state = State.ASSIGNED
    note = " · ".join(part for part in (taker.name, reason.strip()) if part)
    save(unit, row, Done(Act.HANDED_OVER, note, reason=reason), actor=actor, now=now, old=old)


def _check_duty(row: Opportunity) -> None:
    """Let nobody waive what the law asks for: it is done when the data say so (DOMAIN §6)."""
    if not rules.may_close(row.kind, is_gone=row.gone_on is not None):
        raise DutyStands(
            _("This is a duty and cannot be waived: it ends when the data show that it was done.")
        )


def locked(actor: Actor, opportunity_id: int, *, version: int | None = None) -> Opportunity:
    """Lock and check (without `version` any is good); a foreign one is as absent as one that is not there."""
    rows = policies.visible_to(actor).select_for_update(of=("self",))
    row = rows.filter(pk=opportunity_id).first()
    if row is None:
        raise NotFound(_("There is no such opportunity, or its customer is not in your scope."))
    if not row.is_open:
        raise OpportunityClosed(_("It has come to its end already."))
    if version is not None and row.version != version:
        last = row.steps.order_by("-at", "-pk").values_list("staff_name", flat=True).first()
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}, "changed_by": last or ""},
        )
    return row


def take_up(row: Opportunity, actor: Actor, now: datetime) -> None:
    """Somebody acts: it waits no longer, and one of the pool is hers and stays hers, as if it had been handed to her."""
    row.snoozed_until, row.snooze_reason = None, ""
    row.suppression_code, row.suppression_reason = "", ""
    if row.owner_id is None:
        row.owner_id, row.handed_over_at = actor.staff_id, now


def save(
    unit: Unit,
    row: Opportunity,
    done: Done,
    *,
    actor: Actor,
    now: datetime,
    old: dict[str, object],
) -> None:
    """Write the row with its step, audit row and event."""
    left = done.left or ways.follow(row, now=now)
    row.touched_at = done.touched_at or now
    row.version += 1
    row.save()
    note = cleaned(done.note or done.reason, "note", most=NOTE_LENGTH)
    Step.objects.create(
        opportunity=row,
        customer_id=row.customer_id,
        at=now,
        act=done.act,
        state=row.state,
        channel=done.channel,
        staff_id=actor.staff_id,
        staff_name=actor.name_for(row.owner_id),
        note="" if done.act is Act.LOST and not done.note else note,
        contact_record_id=done.contact_record_id,
        stage_id=row.stage_id,
        left_stage_id=left.stage_id if left else None,
        stage_days=left.days if left else None,
    )
    new = plain(row)
    changed = [name for name in new if new[name] != old[name]]
    unit.audit(
        ObjectRef("sales.opportunity", row.pk),
        old={name: old[name] for name in changed},
        new={name: new[name] for name in changed},
        reason=scan_free_text(done.note or done.reason),
        customer_id=row.customer_id,
        detail={"kind": row.kind, **({"channel": done.channel} if done.channel else {})},
    )
    unit.publish(
        OpportunityMoved(
            opportunity_id=row.pk,
            customer_id=row.customer_id,
            act=done.act,
            state=row.state,
            staff_id=actor.staff_id,
        )
    )


def plain(row: Opportunity) -> dict[str, object]:
    """Return what people change, for the audit."""
    return {
        "state": str(row.state),
        "stage": ways.stage_of(row.stage_id).title,
        "expected_on": row.expected_on,
        "probability": row.probability,
        "owner_id": row.owner_id,
        "snoozed_until": row.snoozed_until,
        "loss_reason": str(row.loss_reason),
        "proposed_product_id": row.proposed_product_id,
        "amount": row.amount,
    }


def cleaned(text: str, field: str, *, most: int) -> str:
    """Return a text as it is stored, numbers of persons masked; raise InvalidInput at its field where it is too long."""
    found = scan_free_text(text.strip())
    if len(found) > most:
        message = _("At most {limit} characters.").format(limit=most)
        raise InvalidInput(message, fields={field: message})
    return found
