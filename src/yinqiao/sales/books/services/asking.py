"""Ask for a transfer to one manager, accept or decline it, withdraw it (管户调整, DOMAIN §2)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers.queries import Portrait
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.books import parameters as keys
from yinqiao.sales.books import policies, queries, rules
from yinqiao.sales.books.choices import Kind, State
from yinqiao.sales.books.models import Handover, Line, Pooled
from yinqiao.sales.books.services.approving import ask_approval
from yinqiao.sales.books.services.writing import (
    TYPE,
    AlreadyPromised,
    HandoverClosed,
    cleaned,
    gone,
    locked,
    may_take,
    release,
    turn,
)
from yinqiao.workflow import services as workflow

MOST_CUSTOMERS = 5_000


@use_case("books.transfer-asked", permission=policies.ASK)
def ask_transfer(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    giver_id: int,
    taker_no: str,
    reason: str,
    customer_nos: Sequence[str] = (),
) -> int:
    """Ask that customers of `giver_id` (numbers, or her whole book) go to another manager; return the id. That manager is asked first.

    Raises NotFound for a book that is neither one's own nor of one's units, InvalidInput, AlreadyPromised.
    """
    today = clock.bank_date(now)
    giver = require_giver(actor, giver_id, on=today)
    taker_id = organization.staff_ids([taker_no.strip()]).get(taker_no.strip(), 0)
    taker = organization.people_of(staff_ids=[taker_id], on=today).get(taker_id)
    if taker is None or taker_id == giver_id or not may_take(taker):
        said = _("No other manager at work has this number.") if taker is None else gone(taker.name)
        if taker_id == giver_id:
            said = _("Choose somebody other than the manager whose customers they are.")
        raise InvalidInput(said, fields={"taker_no": said})
    text = cleaned(reason, "reason")
    take_turn(TYPE, giver_id)
    book = book_of(actor, giver_id)
    chosen = _chosen(book, customer_nos, actor=actor)
    row = open_handover(
        unit,
        actor=actor,
        now=now,
        kind=Kind.TRANSFER,
        giver=giver,
        chosen=chosen,
        reason=text,
        is_whole=not customer_nos,
        taker=taker,
    )
    put_lines(row, chosen, {one.customer_id: taker.id for one in chosen}, on=today)
    return row.pk


@use_case("books.transfer-accepted", permission=policies.ASK)
def accept(unit: Unit, *, actor: Actor, now: datetime, handover_id: int, version: int) -> None:
    """Agree to take the customers over: now the head decides. Raises NotFound for anybody but the new manager, HandoverClosed, StaleVersion."""
    row = _offered(actor, handover_id, version)
    turn(unit, row, State.TO_APPROVE, now=now, accepted_at=now)
    ask_approval(row, actor=actor, now=now, org_id=row.org_id)


@use_case("books.transfer-declined", permission=policies.ASK)
def decline(
    unit: Unit, *, actor: Actor, now: datetime, handover_id: int, version: int, note: str
) -> None:
    """Say no, with a reason; the customers stay where they are. Raises as `accept` does."""
    row = _offered(actor, handover_id, version)
    said = cleaned(note, "note")
    turn(unit, row, State.DECLINED, now=now, note=said)
    with counting_all(actor):
        release(row, said)


@use_case("books.handover-withdrawn", permission=policies.ASK)
def withdraw(
    unit: Unit, *, actor: Actor, now: datetime, handover_id: int, version: int, note: str = ""
) -> None:
    """Take one's own request back, or as the head one of the unit, up to the moment of effect. Raises NotFound, HandoverClosed, StaleVersion."""
    row = locked(actor, handover_id, version=version)
    if row.asked_by_id != actor.staff_id and not policies.heads(actor, row.org_id):
        raise NotFound(_("There is no such handover."))
    if (
        row.state == State.APPROVED
        and row.effective_on
        and row.effective_on <= clock.bank_date(now)
    ):
        raise HandoverClosed(_("It is in effect already."))
    said = note.strip() or _("Withdrawn by {name}").format(name=actor.name)
    turn(unit, row, State.CANCELLED, now=now, note=said)
    if row.approval_id is not None:
        workflow.void(actor=actor, now=now, approval_id=row.approval_id)
    with counting_all(actor):
        release(row, said)


def _offered(actor: Actor, handover_id: int, version: int) -> Handover:
    row = locked(actor, handover_id, version=version)
    if row.taker_id != actor.staff_id:
        raise NotFound(_("There is no such handover."))
    return row


def require_giver(actor: Actor, giver_id: int, *, on: date) -> organization.Person:
    """Return whose book it is; raise NotFound unless it is one's own or of one's units."""
    person = organization.people_of(staff_ids=[giver_id], on=on).get(giver_id)
    is_own = giver_id == actor.staff_id
    if person is None or not (is_own or policies.heads(actor, person.org_id)):
        raise NotFound(_("There is no such book in your units."))
    return person


def book_of(actor: Actor, giver_id: int) -> list[Portrait]:
    """Return whom somebody manages, and those who wait in the pool since she left."""
    pooled = Pooled.objects.filter(
        left_id=giver_id, taken_at__isnull=True, customer__main_rm_id__isnull=True
    )
    waiting = list(pooled.values_list("customer_id", flat=True))
    found = customers.portraits_of_book(actor=actor, staff_id=giver_id)
    if waiting:
        found += customers.portraits_of(actor=actor, customer_ids=waiting)
    return found


def _chosen(
    book: Sequence[Portrait], numbers: Sequence[str], *, actor: Actor
) -> Sequence[Portrait]:
    if not book:
        said = _("There is no customer in this book.")
        raise InvalidInput(said, fields={"giver_id": said})
    if not numbers:
        return book
    ids = customers.ids_of_numbers(actor=actor, customer_nos=numbers)
    unknown = [number for number in numbers if number not in ids]
    mine = {one.customer_id: one for one in book}
    unknown += [number for number, pk in ids.items() if pk not in mine]
    if unknown:
        said = _("Not in this book: {numbers}.").format(numbers="、".join(sorted(set(unknown))[:5]))
        raise InvalidInput(said, fields={"customer_nos": said})
    return [mine[pk] for pk in dict.fromkeys(ids.values())]


def open_handover(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    kind: Kind,
    giver: organization.Person,
    chosen: Sequence[Portrait],
    reason: str,
    is_whole: bool,
    taker: organization.Person | None = None,
) -> Handover:
    """Write the handover with its figures."""
    if len(chosen) > MOST_CUSTOMERS:
        said = _("At most {limit} customers at once.").format(limit=MOST_CUSTOMERS)
        raise InvalidInput(said, fields={"giver_id": said})
    today = clock.bank_date(now)
    tiers: dict[str, int] = {}
    for one in chosen:
        code = rules.COMPANY if one.is_company else one.tier
        tiers[code] = tiers.get(code, 0) + 1
    row = Handover.objects.create(
        kind=kind,
        state=State.TO_ACCEPT if taker else State.DRAFT,
        giver_id=giver.id,
        giver_name=giver.name,
        org_id=giver.org_id,
        taker_id=taker.id if taker else None,
        taker_name=taker.name if taker else "",
        taker_org_id=taker.org_id if taker else None,
        reason=reason,
        is_whole=is_whole,
        tells_customers=parameters.text(keys.NOTIFY, on=today) == "on",
        customers=len(chosen),
        aum=sum((one.aum for one in chosen), Decimal(0)),
        tiers=tiers,
        asked_by_id=actor.staff_id or 0,
        asked_by_name=actor.name,
        asked_at=now,
    )
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"kind": str(kind), "giver": giver.staff_no, "taker": taker.staff_no if taker else ""},
        reason=reason,
        detail={"customers": [one.customer_id for one in chosen]},
    )
    return row


def put_lines(
    row: Handover,
    chosen: Sequence[Portrait],
    takers: dict[int, int],
    *,
    on: date,
    reasons: dict[int, Sequence[str]] | None = None,
    needs: dict[int, frozenset[str]] | None = None,
    contributions: dict[int, Decimal] | None = None,
) -> None:
    """Write who gets whom; raise AlreadyPromised where one stands in another handover that is not over: of two who ask at once, one wins."""
    weights = keys.weights(on)
    lines = [
        Line(
            handover=row,
            customer_id=one.customer_id,
            taker_id=takers[one.customer_id],
            reasons=list((reasons or {}).get(one.customer_id, ())),
            tier="" if one.is_company else one.tier,
            weight=rules.weight_of(one.tier, is_company=one.is_company, weights=weights),
            aum=one.aum,
            contribution=(contributions or {}).get(one.customer_id, Decimal(0)),
            needs=sorted((needs or {}).get(one.customer_id, ())),
        )
        for one in chosen
    ]
    try:
        with transaction.atomic():
            Line.objects.bulk_create(lines, batch_size=500)
    except IntegrityError:
        many = queries.promised(customer_ids=[one.customer_id for one in chosen])
        raise AlreadyPromised(
            _(
                "{count} of these customers stand in another handover that is not over. Finish or withdraw that first."
            ).format(count=many)
        ) from None
