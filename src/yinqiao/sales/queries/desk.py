"""What the workbench asks of sales: things to do, days of the calendar, and the feed of opportunities with what the gate says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final, Protocol

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window

from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import Channel
from yinqiao.compliance.queries import ContactDecision, ContactWanted
from yinqiao.customers import queries as customers
from yinqiao.lib.workdays import BusinessCalendar
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import policies, rules
from yinqiao.sales.models import Opportunity
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

FEED_LENGTH: Final = 6
MOST_MARKS: Final = 300
NO_NUMBER: Final = "NO_NUMBER"
CHANNELS: Final = (Channel.CALL, Channel.WECOM)
# It went up, and nobody did anything since.
IS_UP: Final = Q(escalation_level__gt=0, touched_at__lte=F("escalated_at"))


@dataclass(frozen=True, slots=True)
class Pressing:
    """An opportunity that cannot wait: `goes_up_on` is the day of the sweep that passes it up, None if one did or none ever does.

    `goes_to` names who is told, of what goes up by tomorrow; nobody stands above the head of the whole bank.
    """

    row: OpportunityRow
    goes_up_on: date | None
    goes_to: str = ""


@dataclass(frozen=True, slots=True)
class PressingAnswer:
    """The most urgent ones, and how many there are in all, are overdue, and go up with the next sweep."""

    rows: Sequence[Pressing]
    total: int
    late: int
    going_up: int


@dataclass(frozen=True, slots=True)
class FeedCard:
    """One opportunity of the feed with the gate's answer for each way to contact the customer."""

    row: OpportunityRow
    ways: tuple[ContactDecision, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether some way is allowed."""
        return any(way.is_allowed for way in self.ways)


def waiting_for(actor: Actor, today: date, *, put_away_too: bool = False) -> QuerySet[Opportunity]:
    """Return the open opportunities that wait for the actor herself: her own, and those that went up to her.

    `put_away_too`: also those about which the gate allows no contact for the time being.
    """
    rows = policies.visible_to(actor).filter(
        policies.waits_for(actor),
        Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=today),
        closed_at__isnull=True,
    )
    return rows if put_away_too else rows.filter(suppression_code="")


def pressing(*, actor: Actor, now: datetime, limit: int) -> PressingAnswer:
    """Return what the actor must do today: what went up and nobody took up since, is due by today, or goes up with the next sweep."""
    today = clock.bank_date(now)
    if actor.staff_id is None:
        return PressingAnswer((), 0, 0, 0)
    calendar = organization.calendar()
    workdays = parameters.integer("sales.escalation_workdays", on=today)
    is_on = parameters.text("sales.escalation_mode", on=today) == "on"
    sweep = rules.next_sweep(today, now.astimezone(clock.BANK_ZONE).hour)
    goes_up = _going_up(rules.last_calm_day(calendar, sweep, workdays))
    rows = waiting_for(actor, today).filter(
        Q(due_on__lte=today, state__in=rules.UNTOUCHED)
        | IS_UP
        | (goes_up if is_on else Q(pk__isnull=True))
    )
    next_up = Case(When(goes_up, then=0), default=1) if is_on else Value(1)
    found = opportunity_rows(rows.order_by(next_up, "urgency", "pk")[:limit], actor=actor, now=now)
    days = {
        row.id: _goes_up_on(row, calendar, workdays, sweep=sweep) if is_on else None
        for row in found
    }
    tomorrow = today + rules.ONE_DAY
    above = _above([row for row in found if (days[row.id] or date.max) <= tomorrow], on=today)
    numbers = rows.aggregate(
        total=Count("pk"),
        late=Count("pk", filter=Q(due_on__lt=today)),
        going_up=Count("pk", filter=goes_up),
    )
    return PressingAnswer(
        rows=[Pressing(row, days[row.id], above.get(row.owner_id, "")) for row in found],
        total=numbers["total"],
        late=numbers["late"],
        going_up=numbers["going_up"] if is_on else 0,
    )


def feed(*, actor: Actor, now: datetime, limit: int = FEED_LENGTH) -> tuple[list[FeedCard], int]:
    """Return the actor's most urgent opportunities that nobody began, with the gate's answers, and how many there are."""
    today = clock.bank_date(now)
    rows = waiting_for(actor, today).filter(policies.owned_by(actor), state__in=rules.UNTOUCHED)
    # How many there are comes with them.
    counted = rows.annotate(in_all=Window(Count("pk")))
    chosen = list(counted.order_by("priority", "-data_on", "due_on", "pk")[:limit])
    wanted = {row.pk: wanted_of(row) for row in chosen}
    cards = opportunity_rows(chosen, actor=actor, now=now)
    said = compliance.contact_decisions_by_way(
        actor=actor,
        asked={(row.customer_id, wanted[row.id]) for row in cards},
        channels=CHANNELS,
        now=now,
    )
    uncallable = customers.uncallable(customer_ids={row.customer_id for row in cards})
    return [
        FeedCard(
            row,
            tuple(
                no_number(way, uncallable[row.customer_id])
                if way.is_allowed and way.channel == Channel.CALL and row.customer_id in uncallable
                else way
                for way in said.get((row.customer_id, wanted[row.id]), ())
            ),
        )
        for row in cards
    ], chosen[0].in_all if chosen else 0


def no_number(decision: ContactDecision, reason: str) -> ContactDecision:
    """Return the gate's leave taken back because there is no number to ring, with why in words."""
    return replace(decision, is_allowed=False, code=NO_NUMBER, reason=reason, until=None)


class Contactable(Protocol):
    """What the gate has to know of an opportunity."""

    @property
    def contact_purpose(self) -> str: ...
    @property
    def proposed_product_id(self) -> int | None: ...
    @property
    def is_profiled(self) -> bool: ...


def wanted_of(row: Contactable) -> ContactWanted:
    """Return what the gate is asked about a contact about it."""
    return ContactWanted(row.contact_purpose, row.proposed_product_id, is_profiled=row.is_profiled)


@dataclass(frozen=True, slots=True)
class DueMark:
    """A deadline in the calendar."""

    id: int
    customer_id: int
    customer_name: str
    title: str
    due_on: date


def due_between(*, actor: Actor, first: date, last: date, now: datetime) -> list[DueMark]:
    """Return the actor's own open opportunities whose deadline lies in the span, for the calendar."""
    rows = list(
        waiting_for(actor, clock.bank_date(now))
        .filter(policies.owned_by(actor), due_on__gte=first, due_on__lte=last)
        .order_by("due_on", "priority", "pk")
        .values_list("pk", "customer_id", "title", "due_on")[:MOST_MARKS]
    )
    names = customers.names_seen(actor=actor, customer_ids={row[1] for row in rows})
    return [
        DueMark(pk, customer_id, names[customer_id], title, due_on)
        for pk, customer_id, title, due_on in rows
        if customer_id in names
    ]


def goes_up_next(today: date) -> Q:
    """Say which go up with the sweep of tomorrow morning unless somebody acts today; none while nothing ever does."""
    if parameters.text("sales.escalation_mode", on=today) != "on":
        return Q(pk__isnull=True)
    workdays = parameters.integer("sales.escalation_workdays", on=today)
    calm = rules.last_calm_day(organization.calendar(), today + rules.ONE_DAY, workdays)
    return _going_up(calm)


def _going_up(calm_until: date) -> Q:
    """Say which go up with the sweep that finds them untouched since this day (see `services.escalating`)."""
    end = datetime.combine(calm_until + rules.ONE_DAY, time.min, tzinfo=clock.BANK_ZONE)
    return Q(escalation_level=0, touched_at__lt=end) & (
        Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=calm_until)
    )


def _above(rows: Iterable[OpportunityRow], *, on: date) -> dict[int | None, str]:
    """Return by owner who is told when one of hers goes up."""
    owners = {row.owner_id for row in rows if row.owner_id is not None}
    heads = organization.supervisors_of(staff_ids=owners, on=on) if owners else {}
    names = organization.staff_names(set(heads.values())) if heads else {}
    return {owner: names.get(head, "") for owner, head in heads.items()}


def _goes_up_on(
    row: OpportunityRow, calendar: BusinessCalendar, workdays: int, *, sweep: date
) -> date | None:
    if row.escalated_at is not None:
        return None
    calm_since = max(clock.bank_date(row.touched_at), row.snoozed_until or date.min)
    return max(rules.escalation_day(calendar, calm_since, workdays), sweep)
