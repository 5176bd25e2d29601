"""受益所有人登记: put a person on the register with proof, end an entry, hold the three records against each other, settle differences."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.diligence import parameters as keys
from yinqiao.compliance.diligence import policies, rules
from yinqiao.compliance.diligence.choices import DifferenceAction, OwnerBasis
from yinqiao.compliance.diligence.models import FoundDifference, RegisteredOwner
from yinqiao.compliance.diligence.queries.owners import registered_owner
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import Ownership, OwnerShown
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters

OWNER: Final = "diligence.owner"
DIFFERENCE: Final = "diligence.owner_difference"
_TURN: Final = "diligence.owners"
_BANK: Final = system_actor(name="diligence")
_LONGEST: Final = {"evidence_no": 64, "reason": 200, "note": 300}


class AlreadyRegistered(DomainError):
    """The person stands on the register of the company."""

    code = "DUP_REQUEST"
    status = 409


@dataclass(frozen=True, slots=True)
class OwnerTold:
    """Who owns on which ground, by which proof (number of a document), and when that was checked."""

    owner_id: int
    basis: str
    evidence_no: str
    checked_on: date


@use_case("diligence.owner-registered", permission=policies.CHECK)
def register_owner(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, told: OwnerTold
) -> int:
    """Put a person on the register of a company; return the id of the entry. Share and paths are what the relations on record say.

    Raises NotFound for a company or person outside the scope, InvalidInput, AlreadyRegistered.
    """
    company = customers.require_customer(actor=actor, customer_id=customer_id)
    person = customers.require_party(actor=actor, party_id=told.owner_id)
    is_right = company.kind == "COMPANY" and not person.is_company
    _check_owner(told, is_right=is_right, today=clock.bank_date(now))
    take_turn(_TURN, customer_id)
    if _stands(actor, customer_id, told.owner_id):
        raise AlreadyRegistered(_("This person stands on the register of the company."))
    found = customers.ownership_of(actor=actor, customer_id=customer_id, now=now)
    worked_out = next((one for one in found.owners if one.customer_id == told.owner_id), None)
    row = RegisteredOwner.objects.create(
        customer_id=customer_id,
        **_named(told.owner_id),
        basis=told.basis,
        percent=_percent(worked_out),
        paths=_paths(worked_out),
        evidence_no=told.evidence_no.strip(),
        checked_on=told.checked_on,
        recorded_at=now,
        recorded_by_name=actor.name,
    )
    unit.audit(
        ObjectRef(OWNER, row.pk),
        new={"owner_id": row.party_id, "basis": row.basis, "checked_on": row.checked_on},
        customer_id=customer_id,
    )
    # The scope of who registers is not that of the bank: owners whom she does not see stay what they are.
    with counting_all(actor):
        whole = customers.ownership_of(actor=_BANK, customer_id=customer_id, now=now)
        _hold_against(unit, whole, now=now)
    return row.pk


def _stands(actor: Actor, customer_id: int, owner_id: int) -> bool:
    """Tell whether the person is on the register, under whatever number of hers."""
    register = RegisteredOwner.objects.filter(customer_id=customer_id, ended_at__isnull=True)
    named = [row.party_id for row in register]
    with counting_all(actor):
        number = customers.one_number(ids=[*named, owner_id])
    return number[owner_id] in {number[pk] for pk in named}


@use_case("diligence.owner-ended", permission=policies.CHECK)
def end_owner(unit: Unit, *, actor: Actor, now: datetime, owner_row_id: int, reason: str) -> int:
    """End an entry of the register; return its company. Raises NotFound outside the scope or for an ended one, InvalidInput without reason."""
    row = registered_owner(actor=actor, owner_row_id=owner_row_id)
    if not reason.strip():
        raise InvalidInput(_("A reason is needed."), fields={"reason": _("A reason is needed.")})
    row.ended_at, row.ended_by_name = now, actor.name
    row.end_reason = scan_free_text(reason.strip())[: _LONGEST["reason"]]
    row.save(update_fields=["ended_at", "ended_by_name", "end_reason"])
    unit.audit(
        ObjectRef(OWNER, row.pk),
        old={"owner_id": row.party_id},
        new={"ended_at": now},
        reason=row.end_reason,
        customer_id=row.customer_id,
    )
    return row.customer_id


@use_case("diligence.owners-compared", permission=policies.CLOCK)
def compare_owners(
    unit: Unit, *, actor: Actor, now: datetime, customer_ids: Collection[int]
) -> int:
    """Hold the three records of these companies against each other; return how many differences are open now.

    For the jobs; companies are few at a time. Working out one company takes a constant number of queries.
    """
    total = 0
    for customer_id in sorted(customer_ids):
        found = customers.ownership_of(actor=actor, customer_id=customer_id, now=now)
        total += _hold_against(unit, found, now=now)
    unit.audit(None, detail={"companies": len(customer_ids), "open": total})
    return total


@use_case("diligence.difference-settled", permission=policies.GRADE)
def settle_difference(
    unit: Unit, *, actor: Actor, now: datetime, difference_id: int, action: str, note: str
) -> None:
    """Write down how a difference was settled. Raises NotFound outside the scope or for a settled one, InvalidInput."""
    rows = customer_policies.scoped(FoundDifference.objects.filter(pk=difference_id), actor)
    row = rows.select_for_update(of=("self",)).filter(settled_at__isnull=True).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    wrong = {}
    if action not in DifferenceAction.values:
        wrong["action"] = _("Choose one of the list.")
    if not note.strip():
        wrong["note"] = _("Say what was done, and where the proof lies.")
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    row.settled_at, row.settled_by_name, row.action = now, actor.name, action
    row.note = scan_free_text(note.strip())[: _LONGEST["note"]]
    row.save(update_fields=["settled_at", "settled_by_name", "action", "note"])
    unit.audit(ObjectRef(DIFFERENCE, row.pk), new={"action": action}, customer_id=row.customer_id)


def _hold_against(unit: Unit, found: Ownership, *, now: datetime) -> int:
    """Open what differs anew, close what no longer does, leave alone what was settled as it stands; return how many are open."""
    del unit  # the caller's trail names the company
    today = clock.bank_date(now)
    register = RegisteredOwner.objects.filter(customer_id=found.customer_id, ended_at__isnull=True)
    named = {
        "computed": [one.customer_id for one in found.owners],
        "registered": [row.party_id for row in register],
        "imported": _imported(found),
    }
    rows = FoundDifference.objects.filter(customer_id=found.customer_id).order_by("pk")
    # A person who is no customer has a number for each company that told of her: here she is one.
    number = customers.one_number(
        ids={*(row.party_id for row in rows), *(pk for ids in named.values() for pk in ids)}
    )
    differing = {
        one.owner_id: one
        for one in rules.owner_differences(
            **{record: [number[pk] for pk in ids] for record, ids in named.items()}
        )
    }
    newest = {number[row.party_id]: row for row in rows}
    gone = []
    for row in rows:
        owner_id = number[row.party_id]
        stands = row is newest[owner_id] and _is_same(row, differing.get(owner_id))
        if row.settled_at is None and not stands:
            row.settled_at, row.settled_by_name = now, _("by comparison")
            gone.append(row)
    FoundDifference.objects.bulk_update(gone, ["settled_at", "settled_by_name"])
    clocks = _clocks(rows, number, today)
    FoundDifference.objects.bulk_create(
        FoundDifference(
            customer_id=found.customer_id,
            **_named(owner_id),
            is_computed=one.is_computed,
            is_registered=one.is_registered,
            is_imported=one.is_imported,
            found_on=clocks(owner_id, one)[0],
            due_on=clocks(owner_id, one)[1],
        )
        for owner_id, one in differing.items()
        if not _is_same(newest.get(owner_id), one)
    )
    return rows.filter(settled_at__isnull=True).count()


def _clocks(
    rows: Iterable[FoundDifference], number: Mapping[int, int], today: date
) -> Callable[[int, rules.OwnerDifference], tuple[date, date]]:
    """Return what tells when a difference was found and is due: one that was away for less than its clock gains no time by that."""
    calendar, days = organization.calendar(), parameters.integer(keys.DIFFERENCE_WORKDAYS, on=today)
    before = {
        (number[row.party_id], _flags(row)): (row.found_on, row.due_on)
        for row in rows
        if row.settled_at
        and not row.action
        and today <= add_workdays(calendar, clock.bank_date(row.settled_at), days)
    }
    anew = (today, add_workdays(calendar, today, days))
    return lambda owner_id, one: before.get((owner_id, _flags(one)), anew)


def _imported(found: Ownership) -> list[int]:
    named = [one.customer_id for one in found.owners if one.is_registered]
    return [*named, *(one.customer_id for one in found.registered_only)]


def _is_same(row: FoundDifference | None, one: rules.OwnerDifference | None) -> bool:
    """Tell whether the newest difference of a person is this one; settled by hand it stays settled while nothing changes."""
    if row is None or one is None or (row.settled_at is not None and not row.action):
        return False
    return _flags(row) == _flags(one)


def _flags(one: FoundDifference | rules.OwnerDifference | None) -> tuple[bool, ...] | None:
    return (one.is_computed, one.is_registered, one.is_imported) if one is not None else None


def _percent(one: OwnerShown | None) -> Decimal | None:
    return (one.share * 100).quantize(Decimal("0.0001")) if one and one.share is not None else None


def _paths(one: OwnerShown | None) -> Sequence[str]:
    if one is None:
        return []
    return [
        " → ".join(step.name for step in path.steps) + f" {path.share * 100:.2f}%"
        for path in one.paths
    ]


def _named(party_id: int) -> dict[str, int]:
    """A customer, or by a negative number who is none."""
    return {"owner_id": party_id} if party_id > 0 else {"outsider_id": -party_id}


def _check_owner(told: OwnerTold, *, is_right: bool, today: date) -> None:
    wrong = {}
    if not is_right:
        wrong["owner_id"] = _("A natural person owns a company.")
    if told.basis not in OwnerBasis.values:
        wrong["basis"] = _("Choose one of the list.")
    if not 0 < len(told.evidence_no.strip()) <= _LONGEST["evidence_no"]:
        wrong["evidence_no"] = _("Say where the proof lies.")
    if told.checked_on > today:
        wrong["checked_on"] = _("This day lies ahead.")
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
