"""Name a deputy for one's approvals, and end it (D15)."""

from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import policies, rules
from yinqiao.workflow.models import Deputy

TYPE: Final = "workflow.deputy"
MOST_DAYS: Final = "workflow.deputy_days"
REASON_LENGTH: Final = 200


@use_case("workflow.deputy-named", permission=policies.APPROVE)
def name_deputy(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    staff_no: str,
    from_on: date,
    to_on: date,
    reason: str,
) -> int:
    """Let a colleague decide what waits for the actor from `from_on` to `to_on`, both included; return the id.

    She must be able to decide approvals herself, and is nobody's deputy through another: what she decides as deputy is the actor's only.
    Raises InvalidInput for somebody unknown, days that do not fit, a second deputy at the same time, or no reason.
    """
    today = clock.bank_date(now)
    wrong = _period_problem(from_on, to_on, today)
    taker = _taker(actor, staff_no, now)
    if taker is None:
        wrong["staff_no"] = _("No colleague with this number decides approvals.")
    if not reason.strip():
        wrong["reason"] = _("Say why, for the audit.")
    if wrong or actor.staff_id is None or taker is None or taker.staff_id is None:
        raise InvalidInput(next(iter(wrong.values()), ""), fields=wrong)
    take_turn(TYPE, actor.staff_id)
    own = Deputy.objects.filter(giver_id=actor.staff_id, ended_at__isnull=True)
    if own.filter(from_on__lte=to_on, to_on__gte=from_on).exists():
        said = _("You have a deputy in these days already. End that first.")
        raise InvalidInput(said, fields={"from_on": said})
    row = Deputy.objects.create(
        giver_id=actor.staff_id,
        giver_name=actor.name,
        taker_id=taker.staff_id,
        taker_name=taker.name,
        from_on=from_on,
        to_on=to_on,
        reason=scan_free_text(reason.strip())[:REASON_LENGTH],
        made_at=now,
    )
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"taker": taker.staff_no, "from_on": from_on, "to_on": to_on},
        reason=row.reason,
    )
    return row.pk


@use_case("workflow.deputy-ended", permission=None)
def end_deputy(unit: Unit, *, actor: Actor, now: datetime, deputy_id: int) -> None:
    """End an arrangement at once, by either of the two; raise NotFound for anybody else's and for one that is over."""
    row = (
        Deputy.objects.select_for_update()
        .filter(pk=deputy_id, ended_at__isnull=True, to_on__gte=clock.bank_date(now))
        .first()
    )
    if row is None or actor.staff_id not in {row.giver_id, row.taker_id}:
        raise NotFound(_("There is no such deputy."))
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    unit.audit(ObjectRef(TYPE, row.pk), old={"to_on": row.to_on}, new={"ended_at": now})


def _period_problem(from_on: date, to_on: date, today: date) -> dict[str, str]:
    most = parameters.integer(MOST_DAYS, on=today)
    problem = rules.deputy_problem(from_on, to_on, today=today, most_days=most)
    said = {
        "from": {"from_on": _("It begins today or later.")},
        "to": {"to_on": _("It ends no earlier than it begins.")},
        "long": {"to_on": _("At most {days} days.").format(days=most)},
    }
    return said.get(problem, {})


def _taker(actor: Actor, staff_no: str, now: datetime) -> Actor | None:
    found = organization.staff_ids([staff_no.strip()]).get(staff_no.strip())
    if found is None or found == actor.staff_id:
        return None
    taker = access.actor_of_staff(found, now)
    return taker if taker is not None and taker.can(policies.APPROVE) else None
