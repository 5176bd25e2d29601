"""Contacts that were made: the slot that the gate gave is closed, or one is written for a contact that is told of afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import policies
from yinqiao.compliance.choices import Channel, ContactPurpose, SlotOutcome
from yinqiao.compliance.events import ContactClosed
from yinqiao.compliance.models import ContactSlot
from yinqiao.compliance.services.holds import TURN
from yinqiao.compliance.services.slots import silence, slot_ref
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput

_TOLD: Final = frozenset({SlotOutcome.DONE, SlotOutcome.REFUSED, SlotOutcome.RELEASED})
_CHANNELS: Final = frozenset(Channel.values) - {Channel.ANY.value}


@dataclass(frozen=True, slots=True)
class MadeContact:
    """A contact as it is told afterwards: `slot_key` is the reservation it was made under, if there was one; `key` names it if there was none.

    `product` is what it was about: after a refused insurance the silence is longer. `outcome` is DONE, REFUSED (the customer wants none) or RELEASED (nobody was reached: it does not count).
    """

    customer_id: int
    purpose: str
    channel: str
    key: str
    at: datetime
    outcome: str
    slot_key: str = ""
    product: int | None = None


@use_case("compliance.contact-recorded", permission=policies.RESERVE_CONTACT)
def record_contact(unit: Unit, *, actor: Actor, now: datetime, made: MadeContact) -> str:
    """Let a contact count once in the ledger; return the key of its slot, or nothing when none is needed.

    A reservation of the same person, day, purpose and channel that is still open is taken for it. The gate is not asked: the contact
    was made. After a refusal marketing is silent. Raises NotFound outside the scope, InvalidInput for an unknown kind.
    """
    customers.require_customer(actor=actor, customer_id=made.customer_id)
    if (
        made.purpose not in ContactPurpose.values
        or made.channel not in _CHANNELS
        or made.outcome not in _TOLD
    ):
        raise InvalidInput(_("There is no such kind of contact."))
    take_turn(TURN, made.customer_id)
    slot = _standing(made, actor)
    if slot is None and not _is_kept(made):
        unit.audit(None, customer_id=made.customer_id, detail={"counted": False})
        return ""
    slot = slot or _new(made, actor)
    before = slot.outcome if slot.pk else ""
    if before not in {"", SlotOutcome.RESERVED}:
        unit.audit(slot_ref(slot), customer_id=made.customer_id, detail={"repeated": True})
        return slot.key
    if made.purpose == ContactPurpose.MARKETING and slot.purpose == ContactPurpose.SERVICE:
        # It began as service and came to an offer: it counts as one.
        slot.purpose, slot.product_id = ContactPurpose.MARKETING, slot.product_id or made.product
    slot.outcome, slot.closed_at = made.outcome, now
    slot.save()
    unit.audit(
        slot_ref(slot),
        old={"outcome": before} if before else {},
        new={"outcome": slot.outcome, "day": slot.day},
        customer_id=made.customer_id,
        detail={"purpose": slot.purpose, "channel": slot.channel, "told_afterwards": not before},
    )
    unit.publish(ContactClosed(customer_id=slot.customer_id, slot_id=slot.pk, outcome=slot.outcome))
    if slot.outcome == SlotOutcome.REFUSED:
        silence(unit, slot, actor=actor, now=now)
    return slot.key


def _is_kept(made: MadeContact) -> bool:
    """Tell whether a contact without a reservation stands in the ledger: marketing that reached somebody, and every refusal."""
    if made.outcome == SlotOutcome.RELEASED:
        return False
    return made.purpose == ContactPurpose.MARKETING or made.outcome == SlotOutcome.REFUSED


def _standing(made: MadeContact, actor: Actor) -> ContactSlot | None:
    """Return the slot the contact was made under: the named one, one written for it before, or one the person left open that day."""
    rows = ContactSlot.objects.select_for_update().filter(customer_id=made.customer_id)
    named = rows.filter(key__in=[key for key in (made.slot_key, made.key) if key])
    found = named.order_by("reserved_at").first()
    if found is not None or actor.staff_id is None:
        return found
    left_open = rows.filter(
        outcome=SlotOutcome.RESERVED,
        reserved_by_id=actor.staff_id,
        purpose=made.purpose,
        channel=made.channel,
        day=_day(made),
    )
    return left_open.order_by("-reserved_at").first()


def _new(made: MadeContact, actor: Actor) -> ContactSlot:
    return ContactSlot(
        customer_id=made.customer_id,
        key=made.key,
        purpose=made.purpose,
        channel=made.channel,
        product_id=made.product,
        day=_day(made),
        reserved_at=made.at,
        reserved_by_id=actor.staff_id,
        reserved_by_name=actor.name,
    )


def _day(made: MadeContact) -> date:
    return clock.bank_date(made.at)
