"""The buttons by which a customer is contacted: open, or the reason why not in their place (UI.md §7)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import ContactPurpose
from yinqiao.customers import queries as customers
from yinqiao.interactions import policies
from yinqiao.interactions.choices import Channel
from yinqiao.interactions.ports import matter_of
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.refs import ObjectRef

_WAYS: Final = (Channel.CALL, Channel.SMS, Channel.WECOM)
_BY_NUMBER: Final = frozenset({Channel.CALL, Channel.SMS})


@dataclass(frozen=True, slots=True)
class Way:
    """One button. Not allowed: `reason` stands in its place, with `until` where that is known."""

    channel: str
    is_allowed: bool
    reason: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ContactBar:
    """What may be done now, for which `purpose`, about which product, of whom a machine chose or not. `blocked` are the reasons, each once; `can_call_for_service` when only marketing is closed."""

    customer_id: int
    ways: tuple[Way, ...]
    can_call_for_service: bool
    can_log: bool
    purpose: str = ContactPurpose.MARKETING
    product_id: int | None = None
    is_profiled: bool = False

    @property
    def open(self) -> tuple[Way, ...]:
        """The buttons that are open."""
        return tuple(way for way in self.ways if way.is_allowed)

    @property
    def blocked(self) -> tuple[Way, ...]:
        """The first of each reason."""
        found = {way.reason: way for way in reversed(self.ways) if not way.is_allowed}
        return tuple(way for way in self.ways if found.get(way.reason) is way)


def contact_bar(
    *,
    actor: Actor,
    customer_id: int,
    now: datetime,
    purpose: str = ContactPurpose.MARKETING,
    about: ObjectRef | None = None,
) -> ContactBar:
    """Return the buttons for a customer in scope; raise NotFound outside it. Only the managing team rings and writes (D13).

    What the contact is `about` has a purpose and a product of its own.
    """
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    can_log = actor.can(policies.LOG)
    if not can_log or not customers.is_in_team(actor=actor, customer=customer):
        return ContactBar(customer_id, (), can_call_for_service=False, can_log=can_log)
    matter = matter_of(actor, customer_id, about)
    wanted = (
        compliance.ContactWanted(matter.purpose, matter.product_id, is_profiled=matter.is_profiled)
        if matter
        else compliance.ContactWanted(purpose)
    )
    decisions = {
        channel: _decision(actor, customer_id, wanted, channel=channel, now=now)
        for channel in _WAYS
    }
    fault = number_fault(actor=actor, customer_id=customer_id)
    ways = tuple(_way(decisions[channel], fault) for channel in _WAYS)
    return ContactBar(
        customer_id,
        ways,
        # What a contact is about has one purpose: a call for another is about something else.
        can_call_for_service=matter is None
        and wanted.purpose == ContactPurpose.MARKETING
        and not fault
        and not ways[0].is_allowed
        and _decision(
            actor,
            customer_id,
            compliance.ContactWanted(ContactPurpose.SERVICE),
            channel=Channel.CALL,
            now=now,
        ).is_allowed,
        can_log=can_log,
        purpose=wanted.purpose,
        product_id=wanted.product,
        is_profiled=wanted.is_profiled,
    )


def number_fault(*, actor: Actor, customer_id: int) -> str:
    """Return why no mobile of the customer leads to her, in words; nothing when one does."""
    mobiles = [
        row for row in customers.phones_of(actor=actor, customer_id=customer_id) if row.is_mobile
    ]
    if not mobiles:
        return _("No mobile number on record")
    faults = [row.fault for row in mobiles if row.fault]
    if len(faults) < len(mobiles):
        return ""
    return _("Number unusable ({finding})").format(finding=faults[0])


def _way(decision: compliance.ContactDecision, fault: str) -> Way:
    if fault and decision.channel in _BY_NUMBER:
        return Way(decision.channel, is_allowed=False, reason=fault, until=None)
    return Way(decision.channel, decision.is_allowed, decision.reason, decision.until)


def _decision(
    actor: Actor,
    customer_id: int,
    wanted: compliance.ContactWanted,
    *,
    channel: str,
    now: datetime,
) -> compliance.ContactDecision:
    found = compliance.contact_decisions_each(
        actor=actor, wanted={customer_id: wanted}, channel=channel, now=now
    )
    return found[customer_id]
