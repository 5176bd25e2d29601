"""What decides about contact, read for many customers in a constant number of queries, and the limits of a day."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final, TypeVar

from django.db.models import Q

from yinqiao.compliance import parameters as keys
from yinqiao.compliance import ports, rules
from yinqiao.compliance.choices import Channel, ContactPurpose, Purpose, SlotOutcome
from yinqiao.compliance.models import Consent, ContactHold, ContactSlot
from yinqiao.compliance.rules import (
    Answer,
    ConsentFacts,
    Contact,
    CustomerFacts,
    Hold,
    Limits,
    Slot,
)
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import ContactKind
from yinqiao.holdings import queries as holdings
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among
from yinqiao.platform.parameters import queries as parameters

T = TypeVar("T")
# The columns of `ConsentFacts`, in its order.
_CONSENT_FACTS: Final = (
    "status",
    "text_version",
    "granted_at",
    "withdrawn_at",
    "evidence_no",
    "valid_to",
)
KINDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Channel.CALL: (ContactKind.MOBILE, ContactKind.LANDLINE),
        Channel.SMS: (ContactKind.MOBILE,),
        Channel.WECOM: (ContactKind.WECOM,),
        Channel.EMAIL: (ContactKind.EMAIL,),
    }
)


def customer_facts(
    *,
    actor: Actor,
    customer_ids: Collection[int],
    limits: Limits,
    now: datetime,
    contact: Contact | None = None,
) -> dict[int, CustomerFacts]:
    """Return the facts of those in scope; others are left out. Of suitability only for a `contact` about a product."""
    today = clock.bank_date(now)
    known = customers.standings(actor=actor, customer_ids=customer_ids, on=today)
    if not known:
        return {}
    ids = list(known)
    consents, words, holds = *_consents(ids), _holds(ids, now)
    slots = _slots(ids, since=oldest_counted(limits, today), today=today, limits=limits)
    overdue = holdings.overdue_days(actor=actor, customer_ids=ids)
    product = contact.product if contact else None
    question = ports.Question(actor, ids, product, now)
    reviews = ports.answers(ports.reviewers.values(), question)
    unsuited = ports.answers(ports.suitors.values(), question) if product is not None else {}
    return {
        pk: CustomerFacts(
            is_person=standing.is_person,
            is_deceased=standing.is_deceased,
            birth_on=standing.birth_on,
            overdue_days=overdue.get(pk, 0),
            quiet_channels=_quiet_channels(standing.quiet_kinds),
            consents=tuple(consents.get(pk, ())),
            holds=tuple(holds.get(pk, ())),
            slots=tuple(slots.get(pk, ())),
            province=rules.province_of(*standing.regions),
            preferred_channel=standing.preferred_channel,
            refuses_profiling=_refuses(words.get(pk, ()), now),
            review=reviews.get(pk),
            suitability=unsuited.get(pk),
            roles=standing.roles,
        )
        for pk, standing in known.items()
    }


def unsuited_each(
    *, actor: Actor, products: Mapping[int, int | None], now: datetime
) -> dict[int, Answer]:
    """Return the refusal of each customer (the key) whom the product meant for her does not suit."""
    groups: dict[int, list[int]] = {}
    for pk, product in products.items():
        if product is not None:
            groups.setdefault(product, []).append(pk)
    found: dict[int, Answer] = {}
    for product, ids in groups.items():
        found |= ports.answers(ports.suitors.values(), ports.Question(actor, ids, product, now))
    return found


def limits_on(day: date) -> Limits:
    """Return the parameters in force on the day, with the bank's calendar."""

    def window(key: str) -> rules.Window:
        return rules.read_window(parameters.text(key, on=day))

    def items(key: str) -> list[str]:
        return keys.items_of(parameters.value(key, on=day))

    local = [rules.read_province_window(item) for item in items(keys.PROVINCE_WINDOWS)]
    return Limits(
        adult_age=parameters.integer(keys.ADULT_AGE, on=day),
        overdue_days=parameters.integer(keys.OVERDUE_DAYS, on=day),
        caps=tuple(rules.read_cap(item) for item in items(keys.CAPS)),
        call_caps=tuple(rules.read_cap(item) for item in items(keys.CALL_CAPS)),
        call_window=window(keys.CALL_WINDOW),
        insurance_window=window(keys.INSURANCE_WINDOW),
        collection_window=window(keys.COLLECTION_WINDOW),
        message_window=window(keys.MESSAGE_WINDOW),
        holiday_channels=frozenset(items(keys.HOLIDAY_CHANNELS)),
        calendar=organization.calendar(),
        province_windows={(province, kind): hours for province, kind, hours in local},
        province_closed=frozenset(
            day_of
            for item in items(keys.PROVINCE_HOLIDAYS)
            for day_of in rules.read_province_days(item)
        ),
        preference_channels=frozenset(items(keys.PREFERENCE_CHANNELS)),
        prior_purposes=frozenset(items(keys.PRIOR_PURPOSES)),
        asked=ports.asked(),
        unsold_roles=frozenset(items(keys.UNSOLD_ROLES)),
    )


def oldest_counted(limits: Limits, today: date) -> date:
    """Return the first day whose contacts count today."""
    longest = max((cap.days for cap in (*limits.caps, *limits.call_caps)), default=1)
    return today - timedelta(days=longest - 1)


def _quiet_channels(quiet_kinds: Mapping[str, bool]) -> frozenset[str]:
    """Return the channels in which the customer has numbers, all of them do-not-disturb."""
    told = {
        channel: [quiet_kinds[kind] for kind in kinds if kind in quiet_kinds]
        for channel, kinds in KINDS.items()
    }
    return frozenset(channel for channel, marks in told.items() if marks and all(marks))


_Words = dict[int, list[tuple[str, ConsentFacts]]]


def _consents(ids: Collection[int]) -> tuple[_Words, _Words]:
    """Return what was said to marketing, and to being chosen by machines."""
    rows = Consent.objects.filter(
        customer_id__in=among(ids),
        purpose__in=[Purpose.MARKETING, Purpose.PROFILING],
        ended_on__isnull=True,
    )
    said: dict[str, list[tuple[int, tuple[str, ConsentFacts]]]] = {}
    for purpose, customer_id, channel, *facts in rows.values_list(
        "purpose", "customer_id", "channel", *_CONSENT_FACTS
    ):
        said.setdefault(purpose, []).append((customer_id, (channel, ConsentFacts(*facts))))
    return (
        _by_customer(said.get(Purpose.MARKETING, ())),
        _by_customer(said.get(Purpose.PROFILING, ())),
    )


def _refuses(words: Collection[tuple[str, ConsentFacts]], now: datetime) -> bool:
    """Tell whether the customer said no to automated decisions, and that is the last word (PIPL 24)."""
    at = now.astimezone(clock.BANK_ZONE)
    return rules.standing(words, channel=Channel.ANY, at=at) is rules.Usability.WITHDRAWN


def consent_facts(row: Consent) -> ConsentFacts:
    """Return what decides whether the consent can be used."""
    return ConsentFacts(*(getattr(row, name) for name in _CONSENT_FACTS))


def _holds(ids: Collection[int], now: datetime) -> dict[int, list[Hold]]:
    rows = ContactHold.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now),
        customer_id__in=among(ids),
        lifted_at__isnull=True,
    )
    found = rows.values_list("customer_id", "kind", "starts_at", "ends_at", "campaign")
    return _by_customer(
        (pk, Hold(kind, starts_at, ends_at, campaign))
        for pk, kind, starts_at, ends_at, campaign in found
    )


def _slots(
    ids: Collection[int], *, since: date, today: date, limits: Limits
) -> dict[int, list[Slot]]:
    """Marketing is counted, what goes before it closes the day; what was not made is neither."""
    counted = Q(purpose=ContactPurpose.MARKETING, day__gte=since)
    before = Q(purpose__in=limits.prior_purposes, day=today)
    rows = ContactSlot.objects.filter(counted | before, customer_id__in=among(ids))
    found = rows.exclude(outcome=SlotOutcome.RELEASED).values_list(
        "customer_id", "channel", "day", "purpose"
    )
    return _by_customer((pk, Slot(channel, day, purpose)) for pk, channel, day, purpose in found)


def _by_customer(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for customer_id, item in pairs:
        found.setdefault(customer_id, []).append(item)
    return found
