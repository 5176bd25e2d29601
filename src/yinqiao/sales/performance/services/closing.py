"""月结: lock the results of a month, and restate one of them by two people. Both figures stay (D17)."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, PermissionRefused
from yinqiao.sales.performance import policies, rules
from yinqiao.sales.performance.choices import Figure
from yinqiao.sales.performance.events import MonthClosed, ResultRestated
from yinqiao.sales.performance.models import ClosedMonth, Restatement, Result
from yinqiao.sales.performance.services import counting
from yinqiao.workflow import services as workflow

KIND: Final = "performance.restatement"
TYPE: Final = "performance.result"


class MonthLocked(DomainError):
    """Somebody locked it already."""

    code = "MONTH_LOCKED"
    status = 409


@use_case("performance.month-closed", permission=policies.CLOSE)
def close_month(unit: Unit, *, actor: Actor, now: datetime, month: date) -> None:
    """Lock a month that is over and counted to its last day. Raises InvalidInput, and MonthLocked where somebody was quicker."""
    # What is being counted this moment is waited for: nothing of it comes in behind the lock.
    counting.take_month(connection)
    last = rules.end_of("MONTH", month)
    if month.day != 1 or last >= clock.bank_date(now):
        raise InvalidInput(_("A month is locked when it is over."))
    counted = Result.objects.filter(month=month, is_recount=False).order_by("-data_on").first()
    if counted is None or counted.data_on < last:
        raise InvalidInput(
            _(
                "The results do not reach to the last day of the month yet: the data of that day are not in."
            )
        )
    _made, is_new = ClosedMonth.objects.get_or_create(
        month=month,
        defaults={"closed_at": now, "closed_by_id": actor.staff_id, "data_on": counted.data_on},
    )
    if not is_new:
        raise MonthLocked(_("The month is locked already."))
    unit.audit(None, new={"month": month}, detail={"data_on": counted.data_on})
    unit.publish(MonthClosed(month=month.isoformat()))


def request_restatement(
    *,
    actor: Actor,
    now: datetime,
    result_id: int,
    value: Decimal,
    reason: str,
    of: Decimal | None = None,
) -> int:
    """Ask that a figure of a locked month is told anew; return the approval. Raises NotFound, PermissionRefused, InvalidInput."""
    if not actor.can(policies.CLOSE):
        raise PermissionRefused(_("You do not have the permission for this."))
    row = _result(result_id)
    if not ClosedMonth.objects.filter(month=row.month).exists():
        raise InvalidInput(
            _("Only a locked month is restated; what is open is counted anew every night.")
        )
    standing = current(row)
    if (value, of if of is not None else standing[1]) == standing:
        raise InvalidInput(_("That is what it says already."))
    return workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={
            "result_id": row.pk,
            "value": str(value),
            "of": None if of is None else str(of),
            "stood": str(standing[0]),
        },
        reason=reason,
        org_id=None,
        ref=ObjectRef(TYPE, row.pk),
        summary=_("{figure} of {month}: {old} becomes {new}").format(
            figure=Figure(row.figure).label, month=f"{row.month:%Y-%m}", old=standing[0], new=value
        ),
    )


def apply_restatement(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the figure is told anew beside the first one."""
    _restate(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        result_id=int(str(payload["result_id"])),
        value=Decimal(str(payload["value"])),
        of=None if payload.get("of") is None else Decimal(str(payload["of"])),
        stood=Decimal(str(payload["stood"])),
        reason=str(payload["reason"]),
        maker_id=int(str(payload["maker_id"])),
    )
    return _("The figure is restated; the first one stays on record.")


@use_case("performance.result-restated", permission=policies.AGREE_RESTATEMENT)
def _restate(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    result_id: int,
    value: Decimal,
    of: Decimal | None,
    stood: Decimal,
    reason: str,
    maker_id: int,
) -> None:
    # The lock is taken before the restatements are read: two requests of one figure do not both start from the same value.
    row = Result.objects.select_for_update().filter(pk=result_id).first()
    if row is None:
        raise NotFound(_("There is no such figure."))
    standing = current(row)
    if standing[0] != stood:
        raise InvalidInput(
            _("Another restatement came first: ask again from the figure as it stands now.")
        )
    Restatement.objects.create(
        result=row,
        value=value,
        of=standing[1] if of is None else of,
        reason=reason[:200],
        asked_by_id=maker_id,
        agreed_by_id=actor.staff_id or 0,
        at=now,
    )
    unit.audit(
        ObjectRef(TYPE, row.pk), old={"value": standing[0]}, new={"value": value}, reason=reason
    )
    unit.publish(ResultRestated(result_id=row.pk))


def current(row: Result) -> tuple[Decimal, Decimal | None]:
    """Return the figure as it stands after its restatements."""
    last = row.restatements.order_by("-pk").first()
    return (row.value, row.of) if last is None else (last.value, last.of)


def _result(pk: int) -> Result:
    row = Result.objects.filter(pk=pk, is_recount=False).first()
    if row is None:
        raise NotFound(_("There is no such figure."))
    return row
