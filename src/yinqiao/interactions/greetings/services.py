"""Plan the greetings of a day set-wise, and send them out in batches, each customer through the gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from typing import Any, Final

from django.db import connection, transaction
from django.utils.translation import gettext as _

from yinqiao.compliance import policies as compliance_policies
from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import ContactPurpose
from yinqiao.compliance.queries import ContactDecision
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Kind, Status
from yinqiao.interactions import policies
from yinqiao.interactions.choices import Channel
from yinqiao.interactions.greetings import parameters as keys
from yinqiao.interactions.greetings import rules
from yinqiao.interactions.greetings.choices import GreetingState, Occasion
from yinqiao.interactions.greetings.models import Greeting
from yinqiao.interactions.services.reaching import Order, reach_out
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import DomainError
from yinqiao.platform.parameters import queries as parameters

_PLAN: Final = (
    resources.files("yinqiao.interactions").joinpath("sql", "plan_greetings.sql").read_text("utf-8")
)
SYSTEM: Final = "greetings"
PIECE: Final = 20_000
BATCH: Final = 100
_LAST: Final = 2**62
# Whoever is marked so is not congratulated either: dead, under age, left alone on purpose, bereaved, complaining, under review.
WITHHOLDING: Final = frozenset({"G01", "G02", "G03", "G04", "G05", "G06", "G07", "G10"})
_KINDS: Final[Mapping[str, str]] = {Channel.WECOM.value: "WECOM", Channel.SMS.value: "MOBILE"}


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a batch."""

    sent: int = 0
    withheld: int = 0
    failed: int = 0

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(*(getattr(self, name) + getattr(other, name) for name in Sent.__slots__))


def greet(*, now: datetime) -> Sent:
    """Plan what the day asks for and send what is planned; again, nothing is sent twice. Failed ones are tried again up to the bank's number of attempts."""
    today = clock.bank_date(now)
    wanted = keys.items_of(parameters.value(keys.OCCASIONS, on=today))
    actor = system_actor(
        name=SYSTEM,
        permissions=frozenset(
            {policies.LOG, compliance_policies.RESERVE_CONTACT, customer_policies.VIEW}
        ),
    )
    for occasion in rules.occasions_on(today, wanted):
        first: int | None = 0
        while first is not None:
            with scope_session(actor):
                first = _plan(actor=actor, now=now, occasion=occasion, first=first)
    done, after = Sent(), 0
    while wanted:
        with scope_session(actor):
            last, found = _send(actor=actor, now=now, wanted=tuple(wanted), after=after)
        done += found
        if last is None:
            break
        after = last
    return done


@use_case("interactions.greetings-planned", permission=None)
def _plan(unit: Unit, *, actor: Actor, now: datetime, occasion: str, first: int) -> int | None:
    """Plan for the next customers; return the first behind them, None when there are none."""
    today = clock.bank_date(now)
    behind = customers.span_end(first=first, size=PIECE)
    born = rules.birthdays_on(today)
    values: dict[str, Any] = {
        "occasion": occasion,
        "year": today.year,
        "day": today,
        "now": now,
        "first": first,
        "end": behind or _LAST,
        "tiers": keys.items_of(parameters.value(keys.TIERS, on=today)),
        "by_birth": occasion == Occasion.BIRTHDAY,
        "months": [month for month, _day in born],
        "days": [day for _month, day in born],
        "person": Kind.PERSON.value,
        "active": Status.ACTIVE.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PLAN, values)
        planned = cursor.rowcount
    unit.audit(None, detail={"occasion": occasion, "first": first, "planned": planned})
    return behind


@use_case("interactions.greetings-sent", permission=None)
def _send(
    unit: Unit, *, actor: Actor, now: datetime, wanted: tuple[str, ...], after: int
) -> tuple[int | None, Sent]:
    """Send the next batch of the day; return the id of its last greeting (None at the end) and what became of them."""
    today = clock.bank_date(now)
    attempts = parameters.integer(keys.ATTEMPTS, on=today)
    rows = list(
        Greeting.objects.select_for_update(skip_locked=True)
        .filter(
            day=today,
            state__in=[GreetingState.PLANNED, GreetingState.FAILED],
            occasion__in=wanted,
            attempts__lt=attempts,
            pk__gt=after,
        )
        .order_by("pk")[:BATCH]
    )
    batch = _Batch(actor, rows, now)
    for row in rows:
        batch.send(row)
    Greeting.objects.bulk_update(
        rows, ("channel", "text", "text_version", "state", "reason", "attempts", "done_at")
    )
    counts = {state: sum(row.state == state for row in rows) for state in GreetingState.values}
    unit.audit(None, detail={"counts": counts, "greetings": [row.pk for row in rows]})
    found = Sent(counts["SENT"], counts["WITHHELD"], counts["FAILED"])
    return (rows[-1].pk if len(rows) == BATCH else None), found


class _Batch:
    """What is known of the customers of a batch, read once for all of them."""

    def __init__(self, actor: Actor, rows: list[Greeting], now: datetime) -> None:
        self.actor, self.now = actor, now
        day = clock.bank_date(now)
        ids = {row.customer_id for row in rows}
        self.ways = keys.items_of(parameters.value(keys.CHANNELS, on=day))
        self.standing = customers.standings(actor=actor, customer_ids=ids, on=day)
        self.traits = customers.greeting_traits(actor=actor, customer_ids=ids)
        self.service = {way: self._asked(ids, ContactPurpose.SERVICE, way) for way in self.ways}
        self.marketing = self._asked(ids, ContactPurpose.MARKETING, Channel.SMS.value)
        version = parameters.in_force(keys.TEXTS, on=day)
        self.version = version.effective_from.isoformat() if version.effective_from else ""
        self.wordings = [
            rules.read_wording(item) for item in keys.texts_of(parameters.value(keys.TEXTS, on=day))
        ]

    def _asked(self, ids: set[int], purpose: str, way: str) -> dict[int, ContactDecision]:
        return compliance.contact_decisions(
            actor=self.actor, customers=ids, purpose=purpose, channel=way, now=self.now
        )

    def send(self, row: Greeting) -> None:
        """Send one, or say why not."""
        if reason := self._withheld(row):
            _end(row, GreetingState.WITHHELD, reason, now=self.now)
            return
        row.channel = self._way(row.customer_id)
        tier, language = self.traits.get(row.customer_id, ("", ""))
        row.text = rules.words_for(
            self.wordings, occasion=row.occasion, language=language, tier=tier
        )
        row.text_version = self.version
        if not row.channel or not row.text:
            said = (
                _("No allowed channel reaches the customer.")
                if row.text
                else _("No approved text fits.")
            )
            _end(row, GreetingState.WITHHELD, said, now=self.now)
            return
        row.attempts += 1
        order = Order(
            channel=row.channel,
            key=f"greeting-{row.pk}",
            purpose=ContactPurpose.SERVICE,
            text=row.text,
            is_logged=False,
        )
        try:
            with transaction.atomic():
                reach_out(actor=self.actor, now=self.now, customer_id=row.customer_id, order=order)
        except DomainError as error:
            _end(row, GreetingState.FAILED, error.message, now=self.now)
        else:
            _end(row, GreetingState.SENT, now=self.now)

    def _withheld(self, row: Greeting) -> str:
        traits = self.traits.get(row.customer_id)
        if traits is None:
            return _("There is no such customer any more.")
        found = self.marketing.get(row.customer_id)
        if found is not None and found.rule is not None and found.rule.number in WITHHOLDING:
            return found.reason[:200]
        return ""

    def _way(self, customer_id: int) -> str:
        standing = self.standing.get(customer_id)
        for way in self.ways:
            decision = self.service[way].get(customer_id)
            is_quiet = standing.quiet_kinds.get(_KINDS[way], True) if standing else True
            if decision is not None and decision.is_allowed and not is_quiet:
                return way
        return ""


def _end(row: Greeting, state: str, reason: str = "", *, now: datetime) -> None:
    row.state, row.reason, row.done_at = state, reason[:200], now
