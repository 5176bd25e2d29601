"""Rules of incentives, each from a month on, and the veto of compliance (合规否决)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.sales.performance import policies, rules
from yinqiao.sales.performance.choices import Figure, Pay
from yinqiao.sales.performance.models import ClosedMonth, IncentiveRule, Veto

REASON_LENGTH = 200


class VetoedAlready(DomainError):
    """A veto stands for this person and month."""

    code = "VETO_STANDS"
    status = 409


@use_case("performance.incentive-set", permission=policies.SET_INCENTIVES)
def set_incentive(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    figure: str,
    since: date,
    pay: str,
    steps: str,
    reason: str,
) -> int:
    """Set what is paid for a figure from a month on; what came before stays for its months. Raises InvalidInput."""
    if figure not in Figure.values or pay not in Pay.values:
        raise InvalidInput(_("There is no such figure."), fields={"figure": _("Unknown.")})
    if since.day != 1 or since < clock.bank_date(now).replace(day=1):
        said = _("From the first day of this month or of a later one.")
        raise InvalidInput(said, fields={"since": said})
    try:
        rules.read_steps(steps)
    except ValueError:
        said = _("Steps rise, such as 0.8:5, 1:8 — from 80% on 5, from 100% on 8.")
        raise InvalidInput(said, fields={"steps": said}) from None
    if IncentiveRule.objects.filter(figure=figure, since=since).exists():
        said = _("A rule of this figure begins in that month already.")
        raise InvalidInput(said, fields={"since": said})
    row = IncentiveRule.objects.create(
        figure=figure,
        since=since,
        pay=pay,
        steps=steps,
        reason=_reason(reason),
        set_by_id=actor.staff_id,
        set_at=now,
    )
    unit.audit(
        None, new={"figure": figure, "since": since, "pay": pay, "steps": steps}, reason=reason
    )
    return row.pk


@use_case("performance.veto-set", permission=policies.VETO)
def set_veto(
    unit: Unit, *, actor: Actor, now: datetime, staff_id: int, month: date, reason: str
) -> int:
    """Set the incentives of a person in a month to nothing. Raises InvalidInput, NotFound, VetoedAlready; of a locked month none is set."""
    if month.day != 1 or month > clock.bank_date(now):
        raise InvalidInput(_("Of this month or an earlier one."))
    if ClosedMonth.objects.filter(month=month).exists():
        raise InvalidInput(_("The month is locked."))
    if not organization.staff_names([staff_id]):
        raise NotFound(_("There is no such person."))
    try:
        with transaction.atomic():
            row = Veto.objects.create(
                staff_id=staff_id,
                month=month,
                reason=_reason(reason),
                set_by_id=actor.staff_id or 0,
                set_at=now,
            )
    except IntegrityError:
        raise VetoedAlready(_("A veto stands for this person and month already.")) from None
    unit.audit(None, new={"staff_id": staff_id, "month": month}, reason=reason)
    return row.pk


@use_case("performance.veto-lifted", permission=policies.VETO)
def lift_veto(unit: Unit, *, actor: Actor, now: datetime, veto_id: int, reason: str) -> None:
    """Lift a veto; that it stood remains on record. Raises NotFound."""
    row = Veto.objects.select_for_update().filter(pk=veto_id, lifted_at__isnull=True).first()
    if row is None:
        raise NotFound(_("There is no such veto."))
    if ClosedMonth.objects.filter(month=row.month).exists():
        raise InvalidInput(_("The month is locked."))
    row.lifted_at, row.lifted_by_id = now, actor.staff_id
    row.save(update_fields=["lifted_at", "lifted_by_id"])
    unit.audit(None, old={"month": row.month, "staff_id": row.staff_id}, reason=_reason(reason))


def _reason(text: str) -> str:
    if not text.strip():
        said = _("Say why, for the person and the audit.")
        raise InvalidInput(said, fields={"reason": said})
    return text.strip()[:REASON_LENGTH]
