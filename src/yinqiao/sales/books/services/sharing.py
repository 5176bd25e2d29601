"""Share a book out fairly among several managers (N8): a proposal, the head's own choices, and off to the second person."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import Portrait
from yinqiao.holdings import queries as holdings
from yinqiao.insights import queries as insights
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.products import queries as products
from yinqiao.sales.books import balancing, policies, queries, rules
from yinqiao.sales.books import parameters as keys
from yinqiao.sales.books.balancing import Client, Taker
from yinqiao.sales.books.choices import Kind, LineState, State, Why
from yinqiao.sales.books.models import Desk, Handover, Line
from yinqiao.sales.books.services.approving import ask_approval, takers_of
from yinqiao.sales.books.services.asking import (
    book_of,
    open_handover,
    put_lines,
    require_giver,
)
from yinqiao.sales.books.services.writing import (
    TYPE,
    HandoverClosed,
    TakerGone,
    cleaned,
    gone,
    locked,
    may_take,
    turn,
)

MOST_TAKERS: Final = 40


@use_case("books.share-out-proposed", permission=policies.LEAD)
def propose_share_out(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    giver_id: int,
    taker_ids: Sequence[int],
    reason: str,
    tiers: Sequence[str] = (),
) -> int:
    """Work out who of `taker_ids` gets which customer of a book (of these tiers; none: all) and keep it as a proposal; return the id.

    Raises NotFound for a book outside the units, InvalidInput, AlreadyPromised.
    """
    today = clock.bank_date(now)
    giver = require_giver(actor, giver_id, on=today)
    text = cleaned(reason, "reason")
    people = _takers(actor, giver_id, taker_ids, on=today)
    take_turn(TYPE, giver_id)
    book = [one for one in book_of(actor, giver_id) if not tiers or _code(one) in tiers]
    if not book:
        said = _("There is no such customer in this book.")
        raise InvalidInput(said, fields={"giver_id": said})
    row = open_handover(
        unit,
        actor=actor,
        now=now,
        kind=Kind.SHARE_OUT,
        giver=giver,
        chosen=book,
        reason=text,
        is_whole=not tiers,
    )
    clients = clients_of(book, takers=[one.id for one in people], actor=actor, on=today)
    chosen = balancing.propose(clients, takers_with_room(people, actor=actor, on=today))
    put_lines(
        row,
        book,
        {one.customer_id: one.taker_id for one in chosen},
        on=today,
        reasons={one.customer_id: one.reasons for one in chosen},
        needs={one.customer_id: one.needs for one in clients},
        contributions={one.customer_id: Decimal(str(one.contribution)) for one in clients},
    )
    return row.pk


@use_case("books.share-out-changed", permission=policies.LEAD)
def give_lines(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    handover_id: int,
    line_ids: Sequence[int],
    taker_id: int,
) -> int:
    """Let another manager have these customers of a proposal; return how many changed. Raises NotFound, HandoverClosed, InvalidInput.

    What speaks for and against is told anew for the head's choice.
    """
    row = _proposal(actor, handover_id)
    today = clock.bank_date(now)
    people = _takers(actor, row.giver_id, [taker_id], on=today)
    lines = list(
        Line.objects.select_for_update().filter(
            handover=row, pk__in=list(line_ids), state=LineState.PLANNED
        )
    )
    if not lines:
        raise NotFound(_("There is no such customer in this proposal."))
    seen = customers.portraits_of(actor=actor, customer_ids=[line.customer_id for line in lines])
    clients = {
        one.customer_id: one for one in clients_of(seen, takers=[taker_id], actor=actor, on=today)
    }
    (taker,) = takers_with_room(people, actor=actor, on=today)
    for line in lines:
        line.taker_id = taker_id
        client = clients.get(line.customer_id)
        speaking = balancing.reasons(client, taker) if client else ()
        line.reasons = [Why.HEAD, *(why for why in speaking if why != Why.BALANCE)]
    Line.objects.bulk_update(lines, ["taker_id", "reasons"])
    row.version += 1
    row.save(update_fields=["version"])
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"taker_id": taker_id},
        detail={"customers": [line.customer_id for line in lines]},
    )
    return len(lines)


@use_case("books.share-out-submitted", permission=policies.LEAD)
def submit(unit: Unit, *, actor: Actor, now: datetime, handover_id: int, version: int) -> None:
    """Send the proposal to the second person. Raises NotFound, HandoverClosed, StaleVersion, TakerGone."""
    row = _proposal(actor, handover_id, version=version)
    takers = takers_of(row)
    people = organization.people_of(staff_ids=takers, on=clock.bank_date(now))
    for pk in sorted(takers):
        if not may_take(people.get(pk)):
            raise TakerGone(gone(people[pk].name if pk in people else str(pk)))
    turn(unit, row, State.TO_APPROVE, now=now)
    ask_approval(row, actor=actor, now=now, org_id=row.org_id)


def _proposal(actor: Actor, handover_id: int, *, version: int | None = None) -> Handover:
    row = locked(actor, handover_id, version=version)
    if not policies.heads(actor, row.org_id):
        raise NotFound(_("There is no such handover."))
    if row.state != State.DRAFT:
        raise HandoverClosed(_("It has been submitted already. Withdraw it and propose again."))
    return row


def _takers(
    actor: Actor, giver_id: int, ids: Sequence[int], *, on: date
) -> list[organization.Person]:
    wanted = set(ids) - {giver_id}
    if not wanted or len(wanted) > MOST_TAKERS:
        said = _("Choose 1 to {most} managers who take customers over.").format(most=MOST_TAKERS)
        raise InvalidInput(said, fields={"taker_ids": said})
    people = organization.people_of(staff_ids=wanted, on=on)
    allowed = {pk for pk, _name, _no in queries.managers_of(actor=actor, on=on)}
    for pk in sorted(wanted):
        if pk not in people or pk not in allowed or not may_take(people[pk]):
            said = gone(people[pk].name if pk in people else str(pk))
            raise InvalidInput(said, fields={"taker_ids": said})
    return [people[pk] for pk in sorted(wanted)]


def _code(one: Portrait) -> str:
    return rules.COMPANY if one.is_company else one.tier


def clients_of(
    book: Sequence[Portrait], *, takers: Sequence[int], actor: Actor, on: date
) -> list[Client]:
    """Return what the proposal has to know of the customers, read set-wise."""
    ids = [one.customer_id for one in book]
    weights = keys.weights(on)
    helping = customers.assistants(customer_ids=ids, on=on)
    worth = insights.contributions(ids)
    needed = _needs(ids, actor=actor, on=on)
    known = customers.households_managed(
        actor=actor,
        households={one.household for one in book if one.household},
        staff_ids=takers,
    )
    return [
        Client(
            customer_id=one.customer_id,
            load=float(rules.weight_of(one.tier, is_company=one.is_company, weights=weights)),
            value=float(one.aum),
            contribution=max(float(worth.get(one.customer_id, 0)), 0.0),
            household=one.household,
            needs=needed.get(one.customer_id, frozenset()),
            language=one.language,
            assistants=helping.get(one.customer_id, frozenset()),
            household_with=known.get(one.household, frozenset()) if one.household else frozenset(),
        )
        for one in book
    ]


def _needs(ids: Sequence[int], *, actor: Actor, on: date) -> dict[int, frozenset[str]]:
    """Return which licences somebody must hold to sell again what each customer holds."""
    held = holdings.held_products(actor=actor, customer_ids=ids)
    of_class = compliance.licence_of_class(on)
    shelf = products.products_by_id({pk for owned in held.values() for pk in owned})
    return {
        customer_id: frozenset(
            of_class[shelf[pk].product_class]
            for pk in owned
            if pk in shelf and shelf[pk].product_class in of_class
        )
        for customer_id, owned in held.items()
    }


def takers_with_room(
    people: Sequence[organization.Person], *, actor: Actor, on: date
) -> list[Taker]:
    """Return the managers with their load, what they can take, licences and languages."""
    ids = [one.id for one in people]
    loads = queries.loads_of(actor=actor, staff_ids=ids, on=on)
    licences = compliance.licences_of(staff_ids=ids, on=on)
    desks = Desk.objects.in_bulk(ids)
    capacities = keys.capacities(on)
    return [
        Taker(
            staff_id=one.id,
            load=float(loads.get(one.id, Decimal(0))),
            capacity=float(queries.capacity_of(one, desks.get(one.id), capacities)),
            licences=licences.get(one.id, frozenset()),
            languages=frozenset(desks[one.id].languages) if one.id in desks else frozenset(),
        )
        for one in people
    ]
