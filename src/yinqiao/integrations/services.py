"""Writes of this room: sign a reconciliation, and let signatures fall with the figures they stood under."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.integrations import queries
from yinqiao.integrations.choices import SigningProblem
from yinqiao.integrations.models import ReconciliationSignature
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, NotFound, StaleVersion
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.imports.models import ImportBatch
from yinqiao.platform.masking.notes import scan_free_text

BATCH = "imports.batch"
VOIDED = "integrations.reconciliation-voided"
LONGEST_NOTE = 300
_FORBIDDEN = (SigningProblem.SAME_PERSON, SigningProblem.RUNNER, SigningProblem.NOT_A_PERSON)


class SigningRefused(DomainError):
    """The signature is not taken; `code` is the SigningProblem."""

    status = 409

    def __init__(self, problem: SigningProblem) -> None:
        super().__init__(str(problem.label))
        self.code = problem.value
        if problem in _FORBIDDEN:
            self.status = 403


@use_case("integrations.reconciliation-signed", permission=imports.SIGN)
def sign_reconciliation(
    unit: Unit, *, actor: Actor, now: datetime, batch_id: int, digest: str, note: str = ""
) -> int:
    """Sign the figures of a migration batch that bear `digest` (what the page showed); return the position, 1 or 2.

    Signatures under other figures are voided first. Raises NotFound, StaleVersion when the figures changed since the page was
    drawn, SigningRefused.
    """
    _locked(batch_id)
    found = queries.reconciliation(actor=actor, batch_id=batch_id)
    if found.digest != digest:
        raise StaleVersion(_("The figures have changed since you opened the page. Look again."))
    if found.problem is not None:
        raise SigningRefused(found.problem)
    _void(unit, batch_id, except_digest=digest, now=now)
    row = ReconciliationSignature.objects.create(
        batch_id=batch_id,
        position=len(found.held) + 1,
        staff_id=_staff_id(actor),
        staff_no=actor.staff_no,
        staff_name=actor.name,
        signed_at=now,
        digest=digest,
        figures=[line.plain() for line in found.objects],
        note=scan_free_text(note.strip())[:LONGEST_NOTE],
    )
    unit.audit(
        ObjectRef(BATCH, batch_id),
        new={"position": row.position, "digest": digest},
        reason=row.note,
    )
    return row.position


@use_case(VOIDED, permission=None)
def void_outdated_signatures(unit: Unit, *, actor: Actor, now: datetime, batch_id: int) -> int:
    """Void the signatures under figures that the batch no longer has; return how many fell. For handlers, not for people."""
    batch = _locked(batch_id)
    _objects, digest = queries.figures_now(batch)
    fallen = _void(unit, batch_id, except_digest=digest, now=now)
    if not fallen:
        unit.audit(ObjectRef(BATCH, batch_id), detail={"voided": 0})
    return fallen


def _locked(batch_id: int) -> ImportBatch:
    """Lock the batch: two people who sign at once are asked one after the other."""
    batch = ImportBatch.objects.select_for_update().filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(_("There is no such migration batch."))
    return batch


def _void(unit: Unit, batch_id: int, *, except_digest: str, now: datetime) -> int:
    rows = ReconciliationSignature.objects.filter(batch_id=batch_id, voided_at__isnull=True)
    count = 0
    for row in rows.exclude(digest=except_digest):
        row.voided_at = now
        row.save(update_fields=["voided_at"])
        old = {"position": row.position, "staff_no": row.staff_no, "digest": row.digest}
        unit.audit(ObjectRef(BATCH, batch_id), old=old, verb=VOIDED)
        count += 1
    return count


def _staff_id(actor: Actor) -> int:
    if actor.staff_id is None:
        raise SigningRefused(SigningProblem.NOT_A_PERSON)
    return actor.staff_id
