"""Dual control (双人复核): ask for an act, take the second person's word, spend it by doing the act once.

`orders` says what can be asked for, `carrying` does what was agreed to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from yinqiao.access import policies
from yinqiao.access.choices import ActKind
from yinqiao.access.models import DualAct, User
from yinqiao.access.queries.actors import actor_for
from yinqiao.organization import policies as organization
from yinqiao.platform import clock, second_person
from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.audit import Unit, record_denial, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.second_person import SecondPersonNeeded

APPROVAL_KIND = "access.dual-act"
HOURS = "access.second_person_hours"
PERMISSION_OF: Mapping[str, str] = {
    ActKind.ACCOUNT: policies.MANAGE_USERS,
    ActKind.SERVICE: policies.MANAGE_USERS,
    ActKind.UPLOAD: policies.MANAGE_USERS,
    ActKind.RESET: policies.MANAGE_USERS,
    ActKind.GIVE: policies.MANAGE_ROLES,
    ActKind.ENLARGE: policies.MANAGE_ROLES,
    ActKind.TOKEN: policies.ISSUE_TOKEN,
    ActKind.ENABLE: policies.MANAGE_USERS,
    ActKind.HIRE: organization.EDIT_STAFF,
    ActKind.MOVE: organization.EDIT_STAFF,
    ActKind.POST: organization.EDIT_STAFF,
}


class ActSpent(DomainError):
    """The grant was used: each holds for one time."""

    code = "GRANT_SPENT"
    status = 409


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: `details` for the service, `facts` (label, value) in words for the second person."""

    kind: ActKind
    details: Mapping[str, object]
    summary: str
    facts: Sequence[tuple[str, str]]
    user_id: int | None = None
    role_id: int | None = None


def needs_second_person(actor: Actor) -> bool:
    """The shell of the server is no way round: who has it has the database, and what it does stands in the audit."""
    return actor.kind is not ActorKind.SYSTEM


def grant_lasts(*, now: datetime) -> timedelta:
    """Return how long a grant may wait to be used."""
    return timedelta(hours=parameters.integer(HOURS, on=clock.bank_date(now)))


@use_case("access.dual-act-asked", permission=None)
def ask_second_person(unit: Unit, *, actor: Actor, now: datetime, order: Order, reason: str) -> int:
    """Ask a second administrator for an act and return its id; the same one that waits or holds is not asked for twice."""
    require(actor, PERMISSION_OF[order.kind], verb="access.dual-act-asked")
    if actor.user_id is None or not reason.strip():
        message = _("Say why, for the second person and the audit.")
        raise InvalidInput(message, fields={"reason": message})
    take_turn(APPROVAL_KIND, actor.user_id)
    standing = _standing(actor, order, now=now)
    if standing is not None:
        unit.audit(ObjectRef("access.act", standing), detail={"repeated": True})
        return standing
    row = DualAct.objects.create(
        kind=order.kind,
        details=dict(order.details),
        facts=[list(pair) for pair in order.facts],
        summary=order.summary[:200],
        reason=reason.strip()[:200],
        user_id=order.user_id,
        role_id=order.role_id,
        maker_id=actor.user_id,
        maker_name=actor.name,
        made_at=now,
    )
    ref = ObjectRef("access.act", row.pk)
    row.approval_id = second_person.desk().request(
        actor=actor,
        now=now,
        kind=APPROVAL_KIND,
        payload={"act_id": row.pk},
        reason=reason,
        org_id=None,
        ref=ref,
        summary=row.summary,
    )
    row.save(update_fields=["approval_id"])
    unit.audit(ref, new={"act": order.kind.value, **order.details}, reason=reason)
    return row.pk


def ask_for_post(
    *,
    actor: Actor,
    now: datetime,
    kind: str,
    details: Mapping[str, object],
    summary: str,
    facts: Sequence[tuple[str, str]],
    reason: str,
    staff_id: int | None = None,
) -> ObjectRef:
    """Ask for an act of `organization`, which stands below (`platform.second_person.DualControl`); return the request."""
    user_id = User.objects.filter(staff_id=staff_id or 0).values_list("id", flat=True).first()
    order = Order(ActKind(kind), details, summary, facts, user_id=user_id)
    act_id = ask_second_person(actor=actor, now=now, order=order, reason=reason)
    return ObjectRef("access.act", act_id)


def apply_act(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of the second person's word: the maker may do the act, once, for some hours."""
    return _grant(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        act_id=int(str(payload["act_id"])),
    )


@use_case("access.dual-act-granted", permission=policies.AGREE)
def _grant(unit: Unit, *, actor: Actor, now: datetime, act_id: int) -> str:
    row = DualAct.objects.select_for_update(of=("self",)).select_related("maker").get(pk=act_id)
    if actor.user_id in {row.maker_id, row.user_id}:
        record_denial(
            actor=actor, verb="access.dual-act-granted", ref=ObjectRef("access.act", act_id)
        )
        raise InvalidInput(_("Nobody decides about the own account."))
    if not actor_for(row.maker, now=now).can(PERMISSION_OF[row.kind]):
        raise InvalidInput(_("The applicant may no longer do this. Reject the request."))
    row.granted_at, row.granted_by_id, row.granted_by_name = now, actor.user_id, actor.name
    row.save(update_fields=["granted_at", "granted_by", "granted_by_name"])
    unit.audit(ObjectRef("access.act", act_id), new={"granted_to": row.maker_id})
    hours = int(grant_lasts(now=now).total_seconds() // 3600)
    return _("The applicant may do this once within {hours} hours.").format(hours=hours)


def spend(
    *,
    actor: Actor,
    now: datetime,
    act_id: int | None,
    kind: str,
    details: Mapping[str, object],
) -> None:
    """Spend the grant for just this act in the running transaction; a refused act leaves it unspent.

    Raises SecondPersonNeeded without a grant of one's own for these very details that still holds, ActSpent after its use.
    """
    if not needs_second_person(actor):
        return
    row = (
        DualAct.objects.select_for_update()
        .filter(pk=act_id or 0, maker_id=actor.user_id, kind=kind)
        .first()
    )
    if row is None or row.details != dict(details):
        raise SecondPersonNeeded(_("A second security administrator must agree to this first."))
    if row.used_at is not None:
        raise ActSpent(_("This was done already; ask again for another time."))
    if row.granted_at is None or now >= row.granted_at + grant_lasts(now=now):
        raise SecondPersonNeeded(
            _("The second person has not agreed, or the time to do it is over. Ask again.")
        )
    row.used_at = now
    row.save(update_fields=["used_at"])


def _standing(actor: Actor, order: Order, *, now: datetime) -> int | None:
    rows = DualAct.objects.select_for_update().filter(
        maker_id=actor.user_id, kind=order.kind, details=dict(order.details), used_at__isnull=True
    )
    for row in rows.order_by("-pk"):
        if row.granted_at is not None:
            if now < row.granted_at + grant_lasts(now=now):
                return row.pk
            continue
        ref = ObjectRef("access.act", row.pk)
        waiting = second_person.desk().waiting(
            maker_id=actor.staff_id or 0, kind=APPROVAL_KIND, ref=ref, now=now
        )
        if waiting is not None:
            return row.pk
    return None
