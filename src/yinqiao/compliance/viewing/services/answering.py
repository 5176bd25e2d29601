"""Compliance answers an alert: explained, followed up, settled. Never about oneself."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.choices import NEXT_STATES, AlertState
from yinqiao.compliance.viewing.queries import alert_rows_of
from yinqiao.compliance.viewing.services.watching import ref
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text

_LONGEST_NOTE = 500


class AlertAnswered(DomainError):
    """The alert has its answer, or this answer does not follow on how it stands."""

    code = "ALERT_ANSWERED"
    status = 409


@use_case("viewing.alert-judged", permission=policies.JUDGE_ALERT)
def judge_alert(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    alert_id: int,
    version: int,
    state: str,
    note: str,
) -> None:
    """Say what became of an alert.

    Raises NotFound outside the scope, InvalidInput without words or about oneself, StaleVersion, AlertAnswered for a state that does
    not follow.
    """
    row = alert_rows_of(actor=actor).select_for_update(of=("self",)).filter(pk=alert_id).first()
    if row is None:
        raise NotFound(_("There is no such alert."))
    if row.staff_id is not None and row.staff_id == actor.staff_id:
        raise InvalidInput(_("Somebody else answers an alert about yourself."))
    if not note.strip():
        said = _("Say what was found, and how one knows.")
        raise InvalidInput(said, fields={"note": said})
    if row.version != version:
        raise StaleVersion(_("Somebody took a step meanwhile."), extra={"version": row.version})
    if state not in NEXT_STATES.get(AlertState(row.state), ()):
        raise AlertAnswered(_("This alert was answered before."))
    old = row.state
    row.state, row.note = state, scan_free_text(note.strip())[:_LONGEST_NOTE]
    row.decided_at, row.decided_by_id, row.decided_by_name = now, actor.staff_id, actor.name
    row.version += 1
    row.save()
    unit.audit(
        ref(row),
        old={"state": old},
        new={"state": state},
        reason=row.note,
        customer_id=row.customer_id,
    )
