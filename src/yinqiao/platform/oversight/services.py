"""Ask for a verification of the chain, and write down what it found."""

from datetime import datetime

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, policies, use_case
from yinqiao.platform.audit.verification import Report
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.jobs import queue
from yinqiao.platform.oversight.models import Verification

VERIFY_JOB = "oversight.verify"


@use_case("audit.verification-requested", permission=policies.VERIFY)
def request_verification(unit: Unit, *, actor: Actor, now: datetime) -> int:
    """Enqueue a verification and return its id; one that has not begun yet is returned instead of a second one."""
    waiting = (
        Verification.objects.select_for_update()
        .filter(finished_at__isnull=True, asked_by_id=actor.staff_id)
        .first()
    )
    row = waiting or Verification.objects.create(
        asked_at=now, asked_by_id=actor.staff_id, asked_by_name=actor.name
    )
    if waiting is None:
        queue.defer(VERIFY_JOB, verification_id=row.pk)
    unit.audit(ObjectRef("audit.verification", row.pk))
    return row.pk


@use_case("audit.verification-finished", permission=None)
def finish_verification(
    unit: Unit, *, actor: Actor, now: datetime, verification_id: int, report: Report, seconds: float
) -> None:
    """Write down what a verification found. A job that ran twice writes the later answer."""
    row = Verification.objects.select_for_update().get(pk=verification_id)
    row.finished_at = now
    row.checked = report.checked
    row.unsealed = report.unsealed
    row.seconds = seconds
    row.head = report.head.hex()
    row.is_complete = report.is_complete
    row.findings = [
        {"kind": item.kind, "seq": item.seq, "entry_id": item.entry_id} for item in report.findings
    ]
    row.save()
    unit.audit(
        ObjectRef("audit.verification", row.pk),
        new={"checked": report.checked, "findings": len(report.findings)},
    )
