"""拜访单: what a manager takes along to one of her own customers, short enough for one sheet of paper."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers.queries import CustomerCard, DependantRow, Fact, LifeEventRow, RelationRow
from yinqiao.holdings import queries as holdings
from yinqiao.insights import queries as insights
from yinqiao.insights.queries import HeadFigure
from yinqiao.interactions import queries as interactions
from yinqiao.interactions.queries import Entry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import PermissionRefused
from yinqiao.sales.queries.card import opportunities_of
from yinqiao.sales.queries.rows import OpportunityRow

# As much of each as one A4 holds.
HELD: Final = 9
CONTACTS: Final = 3
REASONS: Final = 3
FAMILY: Final = 4
# What is worth knowing at the door, taboos first.
HABITS: Final = (
    "avoid",
    "nickname",
    "preferred_channel",
    "contact_time",
    "language",
    "interests",
)
EVENTS: Final = 2


@dataclass(frozen=True, slots=True)
class HeldLine:
    """Something held: amount as the actor may see it, and when it matures or is to be paid."""

    name: str
    kind: str
    amount: str
    on: date | None
    is_mismatch: bool = False


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """All of the sheet; `held_more` counts what did not fit. Family of the actor's own book only."""

    card: CustomerCard
    figures: tuple[HeadFigure, ...]
    held: tuple[HeldLine, ...]
    held_more: int
    contacts: tuple[Entry, ...]
    habits: tuple[Fact, ...]
    events: tuple[LifeEventRow, ...]
    dependants: tuple[DependantRow, ...]
    opportunities: tuple[OpportunityRow, ...]
    family: tuple[RelationRow, ...]


def visit_sheet(
    *, actor: Actor, customer_id: int, now: datetime, about: int | None = None
) -> VisitSheet:
    """Return the sheet of a customer whom the actor manages, the opportunity `about` first; the look is in the trail.

    Raises NotFound outside the scope, PermissionRefused for a customer whom she may open but does not manage.
    """
    card = customers.customer_card(actor=actor, customer_id=customer_id, now=now)
    if not card.row.in_team:
        raise PermissionRefused(_("A visit sheet is made of one's own customers only."))
    held = _held(actor, customer_id, now)
    profile = customers.profile(actor=actor, customer_id=customer_id, now=now)
    life = customers.life(actor=actor, customer_id=customer_id, now=now)
    known = {fact.field: fact for fact in profile.own if fact.value}
    record_read(
        actor=actor,
        verb="sales.visit-sheet-opened",
        ref=ObjectRef("customers.customer", customer_id),
        customer_id=customer_id,
    )
    return VisitSheet(
        card=card,
        figures=tuple(insights.head_figures(actor=actor, customer_id=customer_id)),
        held=tuple(held[:HELD]),
        held_more=max(len(held) - HELD, 0),
        contacts=_contacts(actor, customer_id),
        habits=tuple(known[name] for name in HABITS if name in known),
        events=tuple(row for row in life.events if row.over_on is None)[:EVENTS],
        dependants=(*life.children, *life.elders)[:FAMILY],
        opportunities=_open(actor, customer_id, now, about=about),
        family=_family(actor, customer_id, now),
    )


def _held(actor: Actor, customer_id: int, now: datetime) -> list[HeldLine]:
    """Return what is held, what matures first on top."""
    found = holdings.holdings(actor=actor, customer_id=customer_id, now=now)
    lines = [
        *(HeldLine(row.product_name or row.type_label, row.type_label, row.balance, row.matures_on) for row in found.deposits),
        *(HeldLine(row.product_name, row.class_label, row.market_value, row.matures_on, row.is_mismatch) for row in found.positions),
        *(HeldLine(row.product_name, _("Loan"), row.balance, row.next_due_on) for row in found.loans),
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.on or date.max)


def _contacts(actor: Actor, customer_id: int) -> tuple[Entry, ...]:
    page = interactions.timeline_of(actor=actor, customer_id=customer_id)
    return tuple(entry for entry in page.entries if entry.kind == "contact")[:CONTACTS]


def _open(
    actor: Actor, customer_id: int, now: datetime, *, about: int | None
) -> tuple[OpportunityRow, ...]:
    rows = opportunities_of(actor=actor, customer_id=customer_id, now=now)
    waiting = [row for row in rows if row.is_open]
    return tuple(sorted(waiting, key=lambda row: row.id != about)[:REASONS])


def _family(actor: Actor, customer_id: int, now: datetime) -> tuple[RelationRow, ...]:
    found = customers.ties(actor=actor, customer_id=customer_id, now=now)
    own = [
        row
        for row in found.relations
        if row.is_family and row.other is not None and row.other.in_team
    ]
    return tuple(own[:FAMILY])
