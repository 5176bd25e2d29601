"""May these customers be contacted? For display and planning; at the moment of sending `services.reserve_contact` decides again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import rules
from yinqiao.compliance.choices import Channel, ContactCode, ContactPurpose
from yinqiao.compliance.queries.book import Citation, citation
from yinqiao.compliance.queries.facts import customer_facts, limits_on, unsuited_each
from yinqiao.compliance.queries.words import reason_of
from yinqiao.compliance.rules import Cause, Contact, CustomerFacts, Decision, Limits, Step
from yinqiao.customers import policies as customer_policies
from yinqiao.holdings import policies as holdings_policies
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.products import queries as products

CARD_CHANNELS: Final = (Channel.CALL, Channel.SMS, Channel.WECOM, Channel.EMAIL)


@dataclass(frozen=True, slots=True)
class ContactDecision:
    """Whether the customer may be contacted; if not, the code, its name, the reason in a sentence and until when, if that is known.

    `step` is the rule that refuses and `on` the day; None where the reader may not know it.
    """

    customer_id: int
    channel: str
    channel_label: str
    is_allowed: bool
    code: str
    code_label: str
    reason: str
    until: datetime | None
    step: Step | None = None
    on: date | None = None

    @property
    def rule(self) -> Citation | None:
        """The rule that refuses, as the rule book has it on the day, with its numbers and source: few of those who ask for many read it."""
        return citation(self.step, on=self.on) if self.step and self.on else None


@dataclass(frozen=True, slots=True)
class ContactWanted:
    """What a contact with one customer would be for, about which product, and whether a machine chose her."""

    purpose: str
    product: int | None = None
    is_profiled: bool = False


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Marketing to one customer now: each channel, and the contacts of the longest cap's days."""

    channels: tuple[ContactDecision, ...]
    contacts: int
    most: int
    days: int

    @property
    def is_open(self) -> bool:
        """Tell whether any channel is allowed."""
        return any(row.is_allowed for row in self.channels)

    @property
    def common(self) -> ContactDecision | None:
        """The one refusal that closes every channel for the same reason."""
        first = self.channels[0]
        return first if {row.reason for row in self.channels} == {first.reason} != {""} else None


def contact_decisions(
    *,
    actor: Actor,
    customers: Collection[int],
    purpose: str,
    channel: str,
    product: int | None = None,
    campaign: str | None = None,
    is_profiled: bool = False,
    now: datetime,
) -> dict[int, ContactDecision]:
    """Return the decision about each customer in the actor's scope, by id; others are left out. The number of queries is constant.

    `is_profiled`: a machine chose the customers; whoever refused automated decisions is left alone.
    """
    limits = limits_on(clock.bank_date(now))
    contact = contact_of(
        purpose=purpose,
        channel=channel,
        product=product,
        campaign=campaign,
        is_profiled=is_profiled,
        now=now,
    )
    facts = customer_facts(
        actor=actor, customer_ids=customers, limits=limits, now=now, contact=contact
    )
    return {
        pk: shown(
            rules.decide(known, contact, limits), actor=actor, customer_id=pk, contact=contact
        )
        for pk, known in facts.items()
    }


def contact_decisions_each(
    *, actor: Actor, wanted: Mapping[int, ContactWanted], channel: str, now: datetime
) -> dict[int, ContactDecision]:
    """Return what `contact_decisions` does, each customer (the key) asked about for a contact of her own."""
    found = contact_decisions_by_way(
        actor=actor, asked=wanted.items(), channels=(channel,), now=now
    )
    return {pk: way for (pk, _wanted), (way,) in found.items()}


def contact_decisions_by_way(
    *,
    actor: Actor,
    asked: Iterable[tuple[int, ContactWanted]],
    channels: Sequence[str],
    now: datetime,
) -> dict[tuple[int, ContactWanted], tuple[ContactDecision, ...]]:
    """Return what `contact_decisions` does for each (customer, contact), one decision for each of `channels`.

    What is known of the customers is read once; the number of queries grows with the products that are named, not with the customers.
    """
    pairs = set(asked)
    limits = limits_on(clock.bank_date(now))
    contacts = {wanted: _contacts(wanted, channels, now=now) for _pk, wanted in pairs}
    facts = customer_facts(
        actor=actor, customer_ids={pk for pk, _wanted in pairs}, limits=limits, now=now
    )
    unsuited = {
        product: unsuited_each(
            actor=actor,
            products={
                pk: product for pk, wanted in pairs if wanted.product == product and pk in facts
            },
            now=now,
        )
        for product in {wanted.product for _pk, wanted in pairs} - {None}
    }
    found = {}
    for pk, wanted in pairs:
        if pk not in facts:
            continue
        known = replace(facts[pk], suitability=unsuited.get(wanted.product, {}).get(pk))
        found[pk, wanted] = tuple(
            shown(
                rules.decide(known, contact, limits), actor=actor, customer_id=pk, contact=contact
            )
            for contact in contacts[wanted]
        )
    return found


def _contacts(wanted: ContactWanted, channels: Sequence[str], *, now: datetime) -> list[Contact]:
    first, *others = channels
    contact = contact_of(
        purpose=wanted.purpose,
        channel=first,
        product=wanted.product,
        campaign=None,
        is_profiled=wanted.is_profiled,
        now=now,
    )
    return [contact, *(replace(contact, channel=channel) for channel in others)]


def contact_card(*, actor: Actor, customer_id: int, now: datetime) -> ContactCard:
    """Return what the customer page says of marketing; raise NotFound outside the scope."""
    limits = limits_on(clock.bank_date(now))
    facts = customer_facts(actor=actor, customer_ids=[customer_id], limits=limits, now=now).get(
        customer_id
    )
    if facts is None:
        raise NotFound(_("There is no such customer, or it is not in your scope."))
    channels = tuple(
        _about(facts, channel, actor=actor, customer_id=customer_id, limits=limits, now=now)
        for channel in CARD_CHANNELS
    )
    longest, today = max(limits.caps, key=lambda cap: cap.days), clock.bank_date(now)
    return ContactCard(
        channels=channels,
        contacts=sum(rules.is_counted(slot.day, longest, today=today) for slot in facts.slots),
        most=longest.most,
        days=longest.days,
    )


def contact_of(
    *,
    purpose: str,
    channel: str,
    product: int | None,
    campaign: str | None,
    is_profiled: bool = False,
    now: datetime,
) -> Contact:
    """Return the contact as the rules see it: by class of product, at local time; raise NotFound for an unknown product."""
    found = products.products_by_id([product]) if product is not None else {}
    if product is not None and product not in found:
        raise NotFound(_("There is no such product."))
    return Contact(
        purpose=purpose,
        channel=channel,
        at=now.astimezone(clock.BANK_ZONE),
        product_class=found[product].product_class if product in found else "",
        campaign=campaign or "",
        product=product,
        is_profiled=is_profiled,
    )


def shown(
    decision: Decision, *, actor: Actor, customer_id: int, contact: Contact
) -> ContactDecision:
    """Return the decision as this actor may see it: overdue loans only with the right to holdings, the day of age only with birthdays."""
    is_hidden = hides(decision, actor)
    code = ContactCode.PAUSED.value if is_hidden else decision.code
    return ContactDecision(
        customer_id=customer_id,
        channel=contact.channel,
        channel_label=label(Channel, contact.channel),
        is_allowed=decision.is_allowed,
        code=code,
        code_label=label(ContactCode, code) if code else "",
        reason=reason_of(None if is_hidden else decision, channel=contact.channel),
        until=until_told(decision, actor),
        step=None if is_hidden else decision.step,
        on=contact.at.date(),
    )


def hides(decision: Decision, actor: Actor) -> bool:
    """Tell whether the cause is kept from the actor: overdue loans without the right to holdings."""
    return decision.cause is Cause.OVERDUE and not actor.can(holdings_policies.VIEW)


def until_told(decision: Decision, actor: Actor) -> datetime | None:
    """Return when the refusal ends, unless that would tell a birthday, or a cause, to who may not know it."""
    is_birthday = decision.cause is Cause.MINOR and not customer_policies.sees_all_birthdays(actor)
    return None if is_birthday or hides(decision, actor) else decision.until


def _about(
    facts: CustomerFacts,
    channel: str,
    *,
    actor: Actor,
    customer_id: int,
    limits: Limits,
    now: datetime,
) -> ContactDecision:
    contact = contact_of(
        purpose=ContactPurpose.MARKETING, channel=channel, product=None, campaign=None, now=now
    )
    decision = rules.decide(facts, contact, limits)
    return shown(decision, actor=actor, customer_id=customer_id, contact=contact)
