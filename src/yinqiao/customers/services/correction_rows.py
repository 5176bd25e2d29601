"""Lock a correction request and take it one step on: what asking, answering and the batch share."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import policies, rules
from yinqiao.customers.choices import CorrectionState
from yinqiao.customers.events import CorrectionMoved
from yinqiao.customers.models import CorrectionRequest
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, NotFound
from yinqiao.platform.masking.notes import scan_free_text


class CorrectionClosed(DomainError):
    """The request was answered, passed on or taken back before."""

    code = "CORRECTION_CLOSED"
    status = 409


def locked(actor: Actor, request_id: int, *, to: CorrectionState) -> CorrectionRequest:
    """Return a request in scope, locked; raise NotFound outside, CorrectionClosed when no step leads to `to` any more."""
    scoped = policies.scoped(CorrectionRequest.objects.all(), actor)
    row = (
        CorrectionRequest.objects.select_for_update()
        .filter(pk__in=scoped.filter(pk=request_id).values("pk"))
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such request."))
    if row.state not in rules.CORRECTION_STEPS[to]:
        raise CorrectionClosed(_("This request was answered already."))
    return row


def move(
    unit: Unit,
    row: CorrectionRequest,
    *,
    to: CorrectionState,
    now: datetime,
    by: Actor | None = None,
    note: str = "",
) -> None:
    """Write the step with who (`by` None: nobody of the staff), when and why; audit and tell it."""
    old, row.state = row.state, to
    row.version += 1
    if to is CorrectionState.SENT:
        row.sent_at, row.sent_by, row.sent_by_name = now, *_who(by)
    else:
        row.decided_at, row.decided_by, row.decided_by_name = now, *_who(by)
    row.decision_note = scan_free_text(note.strip()) or row.decision_note
    row.save()
    unit.audit(
        ObjectRef("customers.correction", row.pk),
        old={"state": old},
        new={"state": to},
        reason=note,
        customer_id=row.customer_id,
    )
    unit.publish(CorrectionMoved(customer_id=row.customer_id, request_id=row.pk, state=to))


def _who(actor: Actor | None) -> tuple[int | None, str]:
    return (actor.staff_id, actor.name) if actor else (None, "")
