"""The head's word on a look in clear that was drawn; what she doubts goes to compliance, and so does what nobody answers in time."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.choices import UNANSWERED, AlertKind, AlertState, CheckVerdict
from yinqiao.compliance.viewing.models import Alert, RevealCheck
from yinqiao.compliance.viewing.queries import checks_before, checks_seen
from yinqiao.compliance.viewing.services.watching import ref
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text

_TYPE: Final = "viewing.reveal_check"
_LONGEST_NOTE: Final = 500
_LONGEST_NAME: Final = 80


class AlreadyChecked(DomainError):
    """The look was answered for before."""

    code = "REVEAL_CHECKED"
    status = 409


@use_case("viewing.reveal-checked", permission=policies.CHECK_REVEAL)
def check_reveal(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    check_id: int,
    version: int,
    verdict: str,
    note: str,
) -> None:
    """Say of a look that waits for the actor whether there was a good reason; what is doubted becomes an alert of compliance.

    Raises NotFound for what is not before her, her own looks among it, InvalidInput without a verdict or a doubt without words,
    AlreadyChecked, StaleVersion.
    """
    row = checks_seen(actor=actor).select_for_update(of=("self",)).filter(pk=check_id).first()
    if row is None:
        raise NotFound(_("Nothing of this waits for you."))
    if row.answered_at is not None:
        raise AlreadyChecked(_("This look was checked before."))
    if not checks_before(actor=actor).filter(pk=row.pk).exists():
        raise NotFound(_("Nothing of this waits for you."))
    _require_answer(verdict, note)
    if row.version != version:
        raise StaleVersion(_("Somebody took a step meanwhile."), extra={"version": row.version})
    row.verdict, row.note = verdict, scan_free_text(note.strip())[:_LONGEST_NOTE]
    row.answered_at, row.answered_by_id, row.answered_by_name = now, actor.staff_id, actor.name
    row.version += 1
    row.save()
    unit.audit(
        ObjectRef(_TYPE, row.pk),
        new={"verdict": verdict},
        reason=row.note,
        customer_id=row.customer_id,
    )
    if verdict == CheckVerdict.DOUBTFUL:
        alert = _raise_alert(row, now=now)
        unit.audit(
            ref(alert),
            new={"kind": alert.kind, "state": alert.state},
            reason=row.note,
            customer_id=row.customer_id,
        )


@use_case("viewing.checks-escalated", permission=policies.WATCH)
def escalate_checks(unit: Unit, *, actor: Actor, now: datetime) -> int:
    """Tell heads and compliance of the checks that were not answered in time, once; return how many."""
    late = RevealCheck.objects.filter(
        answered_at__isnull=True, escalated_at__isnull=True, due_on__lt=clock.bank_date(now)
    )
    number = late.update(escalated_at=now)
    unit.audit(None, detail={"checks": number})
    return number


def _require_answer(verdict: str, note: str) -> None:
    wrong: dict[str, str] = {}
    if verdict not in CheckVerdict.values:
        wrong["verdict"] = _("Choose one of the list.")
    if verdict == CheckVerdict.DOUBTFUL and not note.strip():
        wrong["note"] = _("Say what is doubtful.")
    if wrong:
        raise InvalidInput(_("The check is not complete."), fields=wrong)


def _raise_alert(row: RevealCheck, *, now: datetime) -> Alert:
    """One alert for person, customer and day: a second doubt joins the first, and opens it again if it was answered."""
    alert, is_new = Alert.objects.select_for_update(of=("self",)).get_or_create(
        kind=AlertKind.DOUBTED,
        on=clock.bank_date(row.revealed_at),
        staff_id=row.staff_id,
        customer_id=row.customer_id,
        defaults={
            "staff_no": row.staff_no,
            "staff_name": row.staff_name[:_LONGEST_NAME],
            "figures": {"checker": row.answered_by_name, "doubts": row.note},
            "found_at": now,
        },
    )
    if not is_new:
        alert.figures = {
            "checker": row.answered_by_name,
            "doubts": f"{alert.figures['doubts']}；{row.note}",
        }
        if alert.state not in UNANSWERED:
            alert.state = AlertState.OPEN
        alert.version += 1
        alert.save(update_fields=["figures", "state", "version"])
    return alert
