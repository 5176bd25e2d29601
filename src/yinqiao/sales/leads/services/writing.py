"""What every write of this room does: lock and check, keep a step, an audit row and an event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance import queries as compliance
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Sensitive, Unit
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.masking.rules import FieldClass
from yinqiao.sales.leads import policies
from yinqiao.sales.leads.choices import Act, Standing
from yinqiao.sales.leads.events import LeadMoved
from yinqiao.sales.leads.models import Lead, LeadStep

TYPE: Final = "leads.lead"
NOTE_LENGTH: Final = 500
# What changes when a lead goes to somebody, or back to the pool.
MOVED: Final = (
    "owner",
    "state",
    "accept_by",
    "is_contacted",
    "passed_by",
    "touched_at",
    "version",
)
NOT_NOW: Final = lazy("It may not be worked at present (business review).")


class LeadTaken(DomainError):
    """Somebody else was quicker."""

    code = "LEAD_TAKEN"
    status = 409


class LeadEnded(DomainError):
    """It was converted or discarded already."""

    code = "LEAD_ENDED"
    status = 409


class NotHers(DomainError):
    """Only who works on a lead does this with it."""

    code = "LEAD_NOT_YOURS"
    status = 409


class TooManyLeads(DomainError):
    """The claims, looks or numbers of the day are used up, or somebody has as many open leads as she may."""

    code = "LEAD_LIMIT"
    status = 429


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, for the history and the audit."""

    act: Act
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A lead that was changed, what was done, and what stood before (`plain`)."""

    row: Lead
    done: Done
    old: dict[str, object]


def locked(actor: Actor, lead_id: int, *, version: int | None = None) -> Lead:
    """Lock and check (without `version` any is good); a foreign one is as absent as one that is not there."""
    row = policies.visible_to(actor).select_for_update(of=("self",)).filter(pk=lead_id).first()
    if row is None:
        raise NotFound(_("There is no such lead, or it is not in your scope."))
    if not row.is_open:
        raise LeadEnded(_("It has come to its end already."))
    if version is not None and row.version != version:
        last = row.steps.order_by("-at", "-pk").values_list("staff_name", flat=True).first()
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}, "changed_by": last or ""},
        )
    return row


def own(actor: Actor, lead_id: int, *, version: int | None = None) -> Lead:
    """The same for who works on it alone."""
    row = locked(actor, lead_id, version=version)
    if not policies.is_hers(actor, row):
        raise NotHers(_("Somebody else works on this lead. Claim it, or ask your head."))
    return row


def check_standing(row: Lead, *, actor: Actor, now: datetime) -> None:
    """Raise InvalidInput for what may not be worked, or was not looked at yet."""
    if row.standing == Standing.PENDING:
        raise InvalidInput(_("It is being compared with the customers. Try again in some minutes."))
    if row.standing == Standing.REFUSED:
        raise InvalidInput(row.standing_reason)
    if row.alike_customer_id is not None and _is_barred(
        row.alike_customer_id, actor=actor, now=now
    ):
        raise InvalidInput(str(NOT_NOW))


def _is_barred(customer_id: int, *, actor: Actor, now: datetime) -> bool:
    """Look again: what the bank may do with the customer can have changed since the lead came in."""
    everybody = system_actor(name="leads")
    # The scope that is set again afterwards is that of whoever asks: with everybody's, the rest of her transaction would see the whole bank.
    with counting_all(actor):
        return bool(compliance.barred(actor=everybody, customers=[customer_id], now=now))


def save(
    unit: Unit,
    row: Lead,
    done: Done,
    *,
    actor: Actor,
    now: datetime,
    old: dict[str, object],
    is_new: bool = False,
) -> None:
    """Write the row with its step, audit row and event."""
    row.touched_at = now
    row.version += 0 if is_new else 1
    row.save(force_insert=is_new)
    step(row, done, actor=actor, now=now)
    _tell(unit, Change(row, done, old), actor=actor)


def save_moves(unit: Unit, moves: Sequence[Change], *, actor: Actor, now: datetime) -> None:
    """The same for many that went to somebody or back to the pool; the queries do not grow with them."""
    for move in moves:
        move.row.touched_at = now
        move.row.version += 1
        _tell(unit, move, actor=actor)
    Lead.objects.bulk_update([move.row for move in moves], MOVED)
    LeadStep.objects.bulk_create(_step(move.row, move.done, actor=actor, now=now) for move in moves)


def _tell(unit: Unit, change: Change, *, actor: Actor) -> None:
    row, done, old = change.row, change.done, change.old
    new = plain(row)
    changed = [name for name in new if new[name] != old.get(name)]
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={name: old[name] for name in changed if name in old},
        new={name: new[name] for name in changed},
        reason=scan_free_text(done.note),
        detail={"act": str(done.act), "origin": row.origin},
    )
    unit.publish(LeadMoved(lead_id=row.pk, act=done.act, state=row.state, staff_id=actor.staff_id))


def step(row: Lead, done: Done, *, actor: Actor, now: datetime) -> None:
    """Write one entry of the history."""
    _step(row, done, actor=actor, now=now).save(force_insert=True)


def _step(row: Lead, done: Done, *, actor: Actor, now: datetime) -> LeadStep:
    return LeadStep(
        lead=row,
        at=now,
        act=done.act,
        staff_id=actor.staff_id,
        staff_name=actor.name if actor.staff_id else "",
        note=cleaned(done.note, "note"),
    )


def plain(row: Lead) -> dict[str, object]:
    """Return what people change, for the audit."""
    return {
        "name": Sensitive(FieldClass.NAME, row.name),
        "state": str(row.state),
        "owner_id": row.owner_id,
        "org_id": row.org_id,
        "score": row.score,
        "standing": str(row.standing),
        "discard_reason": str(row.discard_reason),
    }


def cleaned(text: str, field: str, *, most: int = NOTE_LENGTH) -> str:
    """Return a text as it is stored, numbers of persons masked; raise InvalidInput at its field where it is too long."""
    found = scan_free_text(text.strip())
    if len(found) > most:
        message = _("At most {limit} characters.").format(limit=most)
        raise InvalidInput(message, fields={field: message})
    return found
