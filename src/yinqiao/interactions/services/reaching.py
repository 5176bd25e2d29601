"""Ring or write to a customer from here: through the gate, without showing the number, once (D13, contract 14)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import services as compliance
from yinqiao.compliance.choices import ContactPurpose, SlotOutcome
from yinqiao.compliance.queries import suitable_products
from yinqiao.customers import queries as customers
from yinqiao.customers import services as numbers
from yinqiao.holdings import queries as holdings
from yinqiao.interactions import parameters as keys
from yinqiao.interactions import policies, rules
from yinqiao.interactions.choices import Channel, Outcome
from yinqiao.interactions.models import SentOut
from yinqiao.interactions.ports import (
    FollowUp,
    Handover,
    Matter,
    channels,
    matter_of,
    subjects,
)
from yinqiao.interactions.services.follow_ups import NOTE_LENGTH, log_follow_up
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.products import queries as products

_NUMBERED: Final = frozenset({Channel.CALL, Channel.SMS})


class NoChannel(DomainError):
    """Nothing is connected by which this could go out."""

    code = "NO_CHANNEL"
    status = 409


class PurposeUnfounded(DomainError):
    """A message says that it is service, and nothing that the customer has with the bank bears that out."""

    code = "PURPOSE_UNFOUNDED"
    status = 409


@dataclass(frozen=True, slots=True)
class Order:
    """A call or message: `key` is its own, so that a second click does nothing; `text` of a message; `contact_id` another number.

    `product_id` is the investment product that it offers, besides that of what it is about.

    A message is logged at once, `about` what it says; a call when it is over. One that is not `is_logged` is told by whoever orders it.
    """

    channel: str
    key: str
    purpose: str = ContactPurpose.MARKETING
    text: str = ""
    contact_id: int | None = None
    about: ObjectRef | None = None
    product_id: int | None = None
    is_logged: bool = True


@dataclass(frozen=True, slots=True)
class Reached:
    """What went out: the slot it counts under, the number masked, and whether it went out now or before."""

    slot_key: str
    number_masked: str
    contact_id: int | None
    is_new: bool


@use_case("interactions.contact-sent-out", permission=policies.LOG)
def reach_out(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, order: Order
) -> Reached:
    """Let the gate decide, take its slot, and hand call or message to the channel. A message is on the timeline at once, a call when logged.

    Raises ContactRefused with the reason, NotFound outside one's own book, InvalidInput without text or number or with forbidden words, NoChannel,
    PurposeUnfounded. A product that does not suit the customer is not offered: the one named, that of the matter, any that the text names.
    """
    matter, product_id, adapter_name = _checked(
        order, actor=actor, customer_id=customer_id, now=now
    )
    reserved = compliance.reserve_contact(
        actor=actor,
        now=now,
        customer_id=customer_id,
        purpose=order.purpose,
        channel=order.channel,
        product=product_id,
        is_profiled=matter is not None and matter.is_profiled,
        key=order.key,
    )
    sent = SentOut.objects.filter(key=order.key).first()
    if sent is not None or reserved.outcome != SlotOutcome.RESERVED:
        unit.audit(None, customer_id=customer_id, detail={"repeated": True})
        masked, number = (sent.number_masked, sent.contact_point_id) if sent else ("", None)
        return Reached(order.key, masked, number, is_new=False)
    line = _number(actor, customer_id, order)
    secret = _release(
        actor=actor,
        now=now,
        customer_id=customer_id,
        order=order,
        line=line,
        slot_id=reserved.slot_id,
    )
    row = _note(order, line, actor=actor, customer_id=customer_id, adapter=adapter_name, now=now)
    channels.get(adapter_name).hand_over(
        _handover(order, row.number_masked, actor=actor, now=now), secret
    )
    unit.audit(
        ObjectRef("interactions.sent_out", row.pk),
        new={"channel": order.channel, "adapter": adapter_name, "number": row.number_masked},
        customer_id=customer_id,
        detail={"purpose": order.purpose, "slot": reserved.slot_id},
    )
    if not order.is_logged:
        compliance.close_contact(actor=actor, now=now, key=order.key, outcome=SlotOutcome.DONE)
    elif order.channel != Channel.CALL:
        _log_message(actor=actor, now=now, customer_id=customer_id, order=order, line=line)
    return Reached(order.key, row.number_masked, row.contact_point_id, is_new=True)


def _checked(
    order: Order, *, actor: Actor, customer_id: int, now: datetime
) -> tuple[Matter | None, int | None, str]:
    """Check what is said and about what; return the matter, the product that the gate is asked about, and the adapter that stands ready."""
    if order.channel not in keys.HANDED_OUT:
        raise InvalidInput(_("There is no such kind of contact."))
    _check_text(order, now)
    matter = matter_of(actor, customer_id, order.about)
    _check_purpose(order, matter, actor=actor, customer_id=customer_id, now=now)
    product_id = _product(order, matter, actor=actor, customer_id=customer_id, now=now)
    return matter, product_id, _adapter(order.channel, now)


def _note(
    order: Order,
    line: customers.PhoneLine | None,
    *,
    actor: Actor,
    customer_id: int,
    adapter: str,
    now: datetime,
) -> SentOut:
    """Write down that it goes out, by what and to which number."""
    return SentOut.objects.create(
        customer_id=customer_id,
        key=order.key,
        channel=order.channel,
        adapter=adapter,
        number_masked=line.masked if line else "",
        contact_point_id=line.id if line else None,
        staff_id=actor.staff_id,
        at=now,
    )


def _check_purpose(
    order: Order, matter: Matter | None, *, actor: Actor, customer_id: int, now: datetime
) -> None:
    """Let a person's contact pass for service only where the thing that it is about is service: whoever calls or types a text cannot also name the rule.

    A call about nothing of the kind is service if the caller says so: the purpose stands in the trail, and her head sees how many there are.
    """
    if order.purpose == ContactPurpose.MARKETING or actor.kind == ActorKind.SYSTEM:
        return
    if matter is not None and matter.purpose != order.purpose:
        raise PurposeUnfounded(_("What this contact is about is marketing."))
    if order.channel == Channel.CALL:
        return
    if matter is None or not _is_open(order.about, actor=actor, customer_id=customer_id):
        raise PurposeUnfounded(_("A message that is about no service of the bank is marketing."))
    _check_named(order.text, actor=actor, customer_id=customer_id, now=now)


def _check_named(text: str, *, actor: Actor, customer_id: int, now: datetime) -> None:
    """Let a message of service speak of what the customer has with the bank: a product that she has not is an offer, whatever it is about."""
    had = holdings.products_had(actor=actor, customer_id=customer_id)
    offered = set(products.named_in(text, on=clock.bank_date(now))) - had
    if not offered:
        return
    rows = products.products_by_id(offered | had)
    hers = {rows[pk].name for pk in had if pk in rows}
    if rules.names_in(text, {row.name for row in rows.values()}) - hers:
        raise PurposeUnfounded(
            _("The text names a product that the customer does not have: that is marketing.")
        )


def _is_open(about: ObjectRef | None, *, actor: Actor, customer_id: int) -> bool:
    subject = subjects.find(about.type) if about is not None else None
    if about is None or subject is None:
        return False
    return about.pk in dict(subject.choices(actor, customer_id))


def _product(
    order: Order, matter: Matter | None, *, actor: Actor, customer_id: int, now: datetime
) -> int | None:
    """Return the product that the gate is asked about: of several that the text names each must be fit to be recommended."""
    if order.purpose != ContactPurpose.MARKETING:
        if order.product_id is not None:
            raise PurposeUnfounded(_("Whoever names an investment product is marketing."))
        return None
    said = products.named_in(order.text, on=clock.bank_date(now)) if order.text.strip() else []
    named = [order.product_id, matter.product_id if matter else None, *said]
    asked = list(dict.fromkeys(pk for pk in named if pk is not None))
    others = asked[1:]
    fit = (
        suitable_products(actor=actor, customer_id=customer_id, product_ids=others, now=now)
        if others
        else []
    )
    if set(others) - set(fit):
        wrong = _("The text names a product that may not be recommended to this customer.")
        raise InvalidInput(wrong, fields={"text": wrong})
    return asked[0] if asked else None


def _check_text(order: Order, now: datetime) -> None:
    if order.channel == Channel.CALL:
        return
    found = [word for word in keys.forbidden_words(now) if word in order.text]
    if found:
        said = _("The bank forbids these words in messages to customers: {words}.").format(
            words=_(", ").join(found)
        )
        raise InvalidInput(said, fields={"text": said})
    if not 0 < len(order.text.strip()) <= NOTE_LENGTH:
        said = _("Write 1 to {limit} characters.").format(limit=NOTE_LENGTH)
        raise InvalidInput(said, fields={"text": said})


def _adapter(channel: str, now: datetime) -> str:
    """Return the name of the adapter that is set for a channel; raise NoChannel where none is connected."""
    value = parameters.value(keys.ADAPTERS, on=clock.bank_date(now))
    items = [str(item) for item in (value if isinstance(value, list) else [value])]
    name = dict(item.partition(":")[::2] for item in items).get(channel, "")
    if channels.find(name) is None:
        raise NoChannel(_("No channel is connected for this."))
    return name


def _number(actor: Actor, customer_id: int, order: Order) -> customers.PhoneLine | None:
    """Return the number that is rung or written to; None for a way without one."""
    if order.channel not in _NUMBERED:
        return None
    lines = customers.phones_of(actor=actor, customer_id=customer_id)
    usable = [row for row in lines if row.is_mobile and row.is_usable]
    if order.contact_id is not None:
        usable = [row for row in usable if row.id == order.contact_id]
    if not usable:
        raise InvalidInput(_("The customer cannot be reached at this number."))
    return usable[0]


def _release(
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    order: Order,
    line: customers.PhoneLine | None,
    slot_id: int,
) -> Secret | None:
    if line is None:
        customers.require_customer(actor=actor, customer_id=customer_id)
        return None
    return numbers.release_contact_point(
        actor=actor,
        now=now,
        customer_id=customer_id,
        purpose=order.purpose,
        reservation=str(slot_id),
        contact_id=line.id,
    )


def _handover(order: Order, masked: str, *, actor: Actor, now: datetime) -> Handover:
    return Handover(
        key=order.key,
        channel=order.channel,
        staff_id=actor.staff_id,
        staff_no=actor.staff_no,
        staff_name=actor.name,
        number_masked=masked,
        text=scan_free_text(order.text.strip()),
        at=now,
    )


def _log_message(
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    order: Order,
    line: customers.PhoneLine | None,
) -> None:
    follow_up = FollowUp(
        channel=order.channel,
        outcome=Outcome.SENT,
        key=order.key,
        purpose=order.purpose,
        note=order.text,
        about=order.about,
        contact_point_id=line.id if line else None,
        slot_key=order.key,
    )
    log_follow_up(actor=actor, now=now, customer_id=customer_id, follow_up=follow_up)
