"""The gate itself: decide again at the moment of contact and take the slot, in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.compliance import parameters as keys
from yinqiao.compliance import policies, rules
from yinqiao.compliance.choices import (
    Channel,
    ContactPurpose,
    HoldKind,
    SlotOutcome,
)
from yinqiao.compliance.events import ContactClosed, ContactReserved
from yinqiao.compliance.models import ContactSlot
from yinqiao.compliance.queries.contact import ContactDecision, contact_of, shown
from yinqiao.compliance.queries.facts import customer_facts, limits_on
from yinqiao.compliance.rules import Contact
from yinqiao.compliance.services.holds import TURN, HoldOrder, put_hold
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, record_denial, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.parameters import queries as parameters
from yinqiao.products import queries as products

_TYPE: Final = "compliance.contact_slot"
_LONGEST_KEY: Final = 80
_CHANNELS: Final = frozenset(Channel.values) - {Channel.ANY.value}


class ContactRefused(DomainError):
    """The gate is closed; `code` is that of the first filter that holds (DOMAIN §15), the message its reason."""

    status = 409
    heading = gettext_noop("The customer may not be contacted now")

    def __init__(self, decision: ContactDecision) -> None:
        until = decision.until.isoformat() if decision.until else ""
        super().__init__(decision.reason, extra={"channel": decision.channel, "until": until})
        self.code = decision.code


class KeyTaken(DomainError):
    """The key names another contact."""

    code = "DUP_REQUEST"
    status = 409


class ContactOver(DomainError):
    """The contact ended another way before."""

    code = "CONTACT_OVER"
    status = 409


@dataclass(frozen=True, slots=True)
class Reservation:
    """Leave to make one contact. `outcome` tells a repeated caller what became of it: only a RESERVED one is still to be made."""

    slot_id: int
    key: str
    outcome: str


@use_case("compliance.contact-reserved", permission=policies.RESERVE_CONTACT)
def reserve_contact(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    purpose: str,
    channel: str,
    product: int | None = None,
    campaign: str | None = None,
    is_profiled: bool = False,
    key: str,
) -> Reservation:
    """Decide whether the contact may be made now, and take its slot; the same `key` again gets the same slot.

    One customer's contacts are decided one after another, so that two at once never exceed a cap. Raises ContactRefused with the
    code (and leaves it in the trail), NotFound outside the scope, KeyTaken when the key names another contact.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    _check(purpose=purpose, channel=channel, key=key)
    contact = contact_of(
        purpose=purpose,
        channel=channel,
        product=product,
        campaign=campaign,
        is_profiled=is_profiled,
        now=now,
    )
    take_turn(TURN, customer_id)
    wanted = ContactSlot(
        customer_id=customer_id,
        key=key,
        purpose=purpose,
        channel=channel,
        product_id=product,
        campaign=contact.campaign,
    )
    slot = _standing(wanted)
    if slot is not None and slot.outcome != SlotOutcome.RELEASED:
        unit.audit(slot_ref(slot), customer_id=customer_id, detail={"repeated": True})
        return Reservation(slot.pk, slot.key, slot.outcome)
    _decide(actor=actor, now=now, customer_id=customer_id, contact=contact)
    slot = slot or wanted
    _take(slot, actor=actor, now=now)
    unit.audit(
        slot_ref(slot),
        new={"purpose": purpose, "channel": channel, "campaign": slot.campaign, "day": slot.day},
        customer_id=customer_id,
        detail={"key": key, "product_id": product},
    )
    unit.publish(
        ContactReserved(customer_id=customer_id, slot_id=slot.pk, purpose=purpose, channel=channel)
    )
    return Reservation(slot.pk, slot.key, slot.outcome)


@use_case("compliance.contact-closed", permission=policies.RESERVE_CONTACT)
def close_contact(unit: Unit, *, actor: Actor, now: datetime, key: str, outcome: str) -> None:
    """Say what became of a reserved contact: made, refused by the customer (then marketing is silent for a time), or not made.

    Saying the same again changes nothing. Raises NotFound outside the scope, ContactOver when it ended another way before.
    """
    if outcome not in set(SlotOutcome.values) - {SlotOutcome.RESERVED.value}:
        raise InvalidInput(_("There is no such outcome."))
    rows = customer_policies.scoped(ContactSlot.objects.filter(key=key), actor)
    slot = rows.select_for_update(of=("self",)).first()
    if slot is None:
        raise NotFound(_("There is no such contact."))
    if slot.outcome not in {SlotOutcome.RESERVED, outcome}:
        raise ContactOver(_("This contact has ended already."))
    if slot.outcome == outcome:
        unit.audit(slot_ref(slot), customer_id=slot.customer_id, detail={"repeated": True})
        return
    slot.outcome, slot.closed_at = outcome, now
    slot.save(update_fields=["outcome", "closed_at"])
    unit.audit(
        slot_ref(slot),
        old={"outcome": SlotOutcome.RESERVED},
        new={"outcome": outcome},
        customer_id=slot.customer_id,
    )
    unit.publish(ContactClosed(customer_id=slot.customer_id, slot_id=slot.pk, outcome=outcome))
    if outcome == SlotOutcome.REFUSED and slot.purpose == ContactPurpose.MARKETING:
        silence(unit, slot, actor=actor, now=now)


def _check(*, purpose: str, channel: str, key: str) -> None:
    if purpose not in ContactPurpose.values or channel not in _CHANNELS:
        raise InvalidInput(_("There is no such kind of contact."))
    if not 0 < len(key) <= _LONGEST_KEY:
        raise InvalidInput(_("A contact needs a key of its own."))


def _standing(wanted: ContactSlot) -> ContactSlot | None:
    """Return the slot of that key; raise KeyTaken if it is for another contact."""
    slot = ContactSlot.objects.filter(key=wanted.key).first()
    same = ("customer_id", "purpose", "channel", "product_id", "campaign")
    if slot is not None and any(getattr(slot, name) != getattr(wanted, name) for name in same):
        raise KeyTaken(_("This key names another contact."))
    return slot


def _decide(*, actor: Actor, now: datetime, customer_id: int, contact: Contact) -> None:
    limits = limits_on(clock.bank_date(now))
    facts = customer_facts(
        actor=actor, customer_ids=[customer_id], limits=limits, now=now, contact=contact
    )[customer_id]
    decision = rules.decide(facts, contact, limits)
    if decision.is_allowed:
        return
    record_denial(
        actor=actor,
        verb="compliance.contact-refused",
        ref=ObjectRef("customers.customer", customer_id),
        detail={
            "code": decision.code,
            "rule": decision.step or "",
            "purpose": contact.purpose,
            "channel": contact.channel,
            "campaign": contact.campaign,
            "product_id": contact.product,
        },
    )
    raise ContactRefused(shown(decision, actor=actor, customer_id=customer_id, contact=contact))


def _take(slot: ContactSlot, *, actor: Actor, now: datetime) -> None:
    slot.day, slot.reserved_at = clock.bank_date(now), now
    slot.reserved_by_id, slot.reserved_by_name = actor.staff_id, actor.name
    slot.outcome, slot.closed_at = SlotOutcome.RESERVED, None
    try:
        with transaction.atomic():
            slot.save()
    except IntegrityError:
        # A slot of that key of a customer whom the actor does not see.
        raise KeyTaken(_("This key names another contact.")) from None


def silence(unit: Unit, slot: ContactSlot, *, actor: Actor, now: datetime) -> None:
    """Hold marketing after a refusal, longer after an offer of insurance."""
    today = clock.bank_date(now)
    found = products.products_by_id([slot.product_id]) if slot.product_id is not None else {}
    is_insurance = any(row.product_class == rules.INSURANCE for row in found.values())
    until = rules.silent_until(
        today,
        days=parameters.integer(keys.REFUSAL_DAYS, on=today),
        months=parameters.integer(keys.INSURANCE_REFUSAL_MONTHS, on=today) if is_insurance else 0,
    )
    order = HoldOrder(
        HoldKind.REFUSED,
        source="compliance",
        source_key=slot.key,
        reason=_("Refused when contacted."),
        ends_at=rules.midnight(until, like=now.astimezone(clock.BANK_ZONE)),
    )
    put_hold(unit, actor=actor, now=now, customer_id=slot.customer_id, order=order)


def slot_ref(slot: ContactSlot) -> ObjectRef:
    """Return the reference of a slot, for the trail."""
    return ObjectRef(_TYPE, slot.pk)
