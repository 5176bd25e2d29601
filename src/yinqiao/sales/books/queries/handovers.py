"""Handovers as lists and pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.utils.translation import gettext as _

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Tier
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label, labels
from yinqiao.sales.books import parameters as keys
from yinqiao.sales.books import policies, rules
from yinqiao.sales.books.choices import OPEN, Kind, LineState, State, Told, Why
from yinqiao.sales.books.models import Desk, Handover, Line
from yinqiao.sales.books.queries import people as capacity

TYPE = "books.handover"
LINES_SHOWN = 200
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One handover in a list."""

    id: int
    kind: str
    kind_label: str
    state: str
    state_label: str
    giver_name: str
    taker_name: str
    customers: int
    aum: Decimal
    reason: str
    asked_by: str
    asked_at: datetime
    effective_on: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """One customer of a handover as this reader may see her; `why` are the reasons in words."""

    id: int
    customer_id: int
    name: str
    tier: str
    aum: Decimal
    weight: Decimal
    taker_id: int
    taker_name: str
    why: str
    is_warned: bool
    state: str
    state_label: str
    told_label: str
    note: str


@dataclass(frozen=True, slots=True)
class TakerTotal:
    """What one manager gets, and how full her book is before and after; after the effect, the assets then and now."""

    staff_id: int
    name: str
    customers: int
    load: Decimal
    aum: Decimal
    contribution: Decimal
    capacity: Decimal
    load_before: Decimal
    load_after: Decimal
    used_before: Decimal
    used_after: Decimal
    outflow: rules.Outflow | None = None


@dataclass(frozen=True, slots=True)
class HandoverCard:
    """One handover with what its reader may see of it, and what she may do."""

    row: HandoverRow
    giver_id: int
    tiers: tuple[tuple[str, int], ...]
    is_across: bool
    is_whole: bool
    tells_customers: bool
    approved_by: str
    approved_at: datetime | None
    accepted_at: datetime | None
    ended_at: datetime | None
    ended_note: str
    watch_until: date | None
    approval_id: int | None
    version: int
    lines: tuple[LineRow, ...]
    lines_total: int
    totals: tuple[TakerTotal, ...]
    can_answer: bool
    can_edit: bool
    can_withdraw: bool

    @property
    def is_alarmed(self) -> bool:
        """Tell whether the assets of somebody's customers flow out."""
        return any(one.outflow is not None and one.outflow.is_alarm for one in self.totals)


def handover_list(*, actor: Actor, show: str = "") -> QuerySet[Handover]:
    """Return the handovers that the actor may see, those that wait first; `show` limits to ``OPEN`` or ``ENDED``."""
    rows = Handover.objects.filter(policies.handovers_visible_to(actor))
    if show == "OPEN":
        rows = rows.filter(state__in=OPEN)
    if show == "ENDED":
        rows = rows.exclude(state__in=OPEN)
    return rows


def handover_rows(rows: Iterable[Handover]) -> list[HandoverRow]:
    """Return the read models of one page."""
    kinds, states = labels(Kind), labels(State)
    return [
        HandoverRow(
            id=row.pk,
            kind=row.kind,
            kind_label=kinds.get(row.kind, ""),
            state=row.state,
            state_label=states.get(row.state, ""),
            giver_name=row.giver_name,
            taker_name=row.taker_name or _("several managers"),
            customers=row.customers,
            aum=row.aum,
            reason=row.reason,
            asked_by=row.asked_by_name,
            asked_at=row.asked_at,
            effective_on=row.effective_on,
            is_open=row.is_open,
        )
        for row in rows
    ]


def handover_card(
    *, actor: Actor, handover_id: int, now: datetime, taker_id: int | None = None
) -> HandoverCard:
    """Return one handover, or raise NotFound; `taker_id` shows the customers of one receiver only.

    Names are those of customers in the reader's scope: a receiver reads none before the day of effect, the giver none from it on.
    """
    row = Handover.objects.filter(policies.handovers_visible_to(actor), pk=handover_id).first()
    if row is None:
        raise NotFound(_("There is no such handover."))
    today = clock.bank_date(now)
    lines = customer_policies.scoped(Line.objects.filter(handover=row), actor)
    shown = lines if taker_id is None else lines.filter(taker_id=taker_id)
    rows = list(shown.order_by(_warned_first(), "-aum", "pk")[:LINES_SHOWN])
    is_head = policies.heads(actor, row.org_id)
    is_mine = row.asked_by_id == actor.staff_id
    # What the giver has to give is her own; from the receiver's side only heads see how full a book is.
    totals = _totals(row, lines, actor=actor, on=today) if is_head or actor.scope.is_all else ()
    not_yet = row.effective_on is None or row.effective_on > today
    return HandoverCard(
        row=handover_rows([row])[0],
        giver_id=row.giver_id,
        tiers=_tiers(row),
        is_across=is_across(row, on=today),
        is_whole=row.is_whole,
        tells_customers=row.tells_customers,
        approved_by=row.approved_by_name,
        approved_at=row.approved_at,
        accepted_at=row.accepted_at,
        ended_at=row.ended_at,
        ended_note=row.ended_note,
        watch_until=row.watch_until,
        approval_id=row.approval_id,
        version=row.version,
        lines=_line_rows(rows, actor=actor),
        lines_total=shown.count(),
        totals=totals,
        can_answer=row.state == State.TO_ACCEPT and row.taker_id == actor.staff_id,
        can_edit=row.state == State.DRAFT and is_head,
        can_withdraw=actor.can(policies.ASK) and row.is_open and not_yet and (is_mine or is_head),
    )


def is_across(row: Handover, *, on: date) -> bool:
    """Tell whether customers go to another branch: one whose nearest head is somebody else."""
    if row.taker_org_id is None or row.taker_org_id == row.org_id:
        return False
    heads = organization.heads_above(org_ids=[row.org_id, row.taker_org_id], on=on)
    return heads.get(row.org_id, [])[:1] != heads.get(row.taker_org_id, [])[:1]


def _warned_first() -> Case:
    """Show first what a head should look at: where nobody holds all the licences."""
    return Case(
        When(reasons__contains=[Why.NO_LICENCE.value], then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )


def _tiers(row: Handover) -> tuple[tuple[str, int], ...]:
    names = {**labels(Tier), rules.COMPANY: _("Company")}
    order = [*reversed(Tier.values), rules.COMPANY]
    return tuple((names[code], row.tiers[code]) for code in order if code in row.tiers)


def _line_rows(rows: Sequence[Line], *, actor: Actor) -> tuple[LineRow, ...]:
    seen = customers.names_seen(actor=actor, customer_ids=[row.customer_id for row in rows])
    people = organization.staff_names({row.taker_id for row in rows})
    why, states = labels(Why), labels(LineState)
    return tuple(
        LineRow(
            id=row.pk,
            customer_id=row.customer_id,
            name=seen.get(row.customer_id, ""),
            tier=row.tier,
            aum=row.aum,
            weight=row.weight,
            taker_id=row.taker_id,
            taker_name=people.get(row.taker_id, ""),
            why="；".join(why.get(code, code) for code in row.reasons),
            is_warned=Why.NO_LICENCE in row.reasons,
            state=row.state,
            state_label=states.get(row.state, ""),
            told_label=label(Told, row.told) if row.told != Told.NO else "",
            note=row.note,
        )
        for row in rows
    )


def _totals(
    row: Handover, lines: QuerySet[Line], *, actor: Actor, on: date
) -> tuple[TakerTotal, ...]:
    is_done = row.state == State.DONE
    counted = lines.filter(state=LineState.MOVED) if is_done else lines
    sums = list(
        counted.order_by()
        .values_list("taker_id")
        .annotate(Count("pk"), Sum("weight"), Sum("aum"), Sum("contribution"))
    )
    ids = [taker for taker, *_rest in sums]
    people = organization.people_of(staff_ids=ids, on=on)
    loads = capacity.loads_of(actor=actor, staff_ids=ids, on=on)
    desks, capacities = Desk.objects.in_bulk(ids), keys.capacities(on)
    flows = outflows(row, actor=actor, on=on) if is_done else {}
    found = []
    for taker, many, load, aum, worth in sums:
        person = people.get(taker)
        if person is None:
            continue
        most = capacity.capacity_of(person, desks.get(taker), capacities)
        now = loads.get(taker, Decimal(0))
        before, after = (now - load, now) if is_done else (now, now + load)
        found.append(
            TakerTotal(
                taker,
                person.name,
                many,
                load,
                aum,
                worth,
                most,
                before,
                after,
                rules.percent(before, most) or Decimal(0),
                rules.percent(after, most) or Decimal(0),
                flows.get(taker),
            )
        )
    return tuple(sorted(found, key=lambda one: one.name))


def outflows(row: Handover, *, actor: Actor, on: date) -> dict[int, rules.Outflow]:
    """Return how the assets of those who moved stand, by receiver, while they are watched and in scope."""
    if row.watch_until is None or on > row.watch_until:
        return {}
    moved = customer_policies.scoped(
        Line.objects.filter(handover=row, state=LineState.MOVED), actor
    ).values_list("customer_id", "taker_id", "aum_moved")
    lines = list(moved)
    now = {
        one.customer_id: one.aum
        for one in customers.portraits_of(actor=actor, customer_ids=[pk for pk, *_rest in lines])
    }
    sums: dict[int, tuple[Decimal, Decimal]] = {}
    for pk, taker, aum in lines:
        before, after = sums.get(taker, (Decimal(0), Decimal(0)))
        sums[taker] = (before + (aum or Decimal(0)), after + now.get(pk, Decimal(0)))
    alarm = keys.outflow_percent(on)
    return {
        taker: rules.outflow(before, after, alarm_percent=alarm)
        for taker, (before, after) in sums.items()
    }


def watched(*, actor: Actor, on: date, limit: int = 10) -> list[tuple[Handover, list[str]]]:
    """Return the handovers of the actor's units whose assets flow out, the latest first, with the managers by whom: for the bell.

    Every one that is watched is looked at, in one query: the one that alarms may be the oldest.
    """
    rows = Handover.objects.filter(
        policies.handovers_visible_to(actor), state=State.DONE, watch_until__gte=on
    )
    moved = customer_policies.scoped(
        Line.objects.filter(handover__in=rows, state=LineState.MOVED), actor
    )
    sums = (
        moved.order_by()
        .annotate(held=customers.assets_now())
        .values("handover_id", "taker_id")
        .annotate(before=Sum("aum_moved"), now=Sum("held"))
    )
    left = HUNDRED - keys.outflow_percent(on)
    gone: dict[int, list[int]] = {}
    flowing = sums.filter(before__gt=0, now__lte=F("before") * Value(left) / Value(HUNDRED))
    for handover_id, taker in flowing.values_list("handover_id", "taker_id"):
        gone.setdefault(handover_id, []).append(taker)
    found = rows.filter(pk__in=gone).order_by("-effective_on", "-pk")[:limit]
    names = organization.staff_names({pk for people in gone.values() for pk in people})
    return [(row, sorted(names.get(pk, "") for pk in gone[row.pk])) for row in found]


def to_accept(*, actor: Actor) -> list[Handover]:
    """Return what the actor is asked to take over."""
    rows = Handover.objects.filter(taker_id=actor.staff_id or 0, state=State.TO_ACCEPT)
    return list(rows.order_by("-asked_at")[:10])


def ended_lately(*, actor: Actor, since: datetime) -> list[Handover]:
    """Return the actor's own that came to their end: in effect, stopped, declined or rejected."""
    mine = actor.staff_id or 0
    rows = Handover.objects.filter(
        Q(asked_by_id=mine) | Q(giver_id=mine) | Q(taker_id=mine), ended_at__gte=since
    )
    return list(rows.exclude(state=State.CANCELLED).order_by("-ended_at")[:10])


def handover_label(*, actor: Actor, handover_id: int) -> str:
    """Return one handover in a line; empty outside the actor's sight."""
    row = Handover.objects.filter(policies.handovers_visible_to(actor), pk=handover_id).first()
    return f"{row.giver_name} → {row.taker_name or _('several managers')}" if row else ""


def is_visible(*, actor: Actor, handover_id: int) -> bool:
    """Tell whether the actor may open it."""
    return Handover.objects.filter(policies.handovers_visible_to(actor), pk=handover_id).exists()


def record_opened(*, actor: Actor, card: HandoverCard) -> None:
    """Write down whose names a page showed."""
    record_read(
        actor=actor,
        verb="books.handover-opened",
        ref=ObjectRef(TYPE, card.row.id),
        detail={"customers": [line.customer_id for line in card.lines]},
    )
