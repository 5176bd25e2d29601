"""The quarterly recertification (D38): open a round, answer it, carry out what was withdrawn, close it when its time is over."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.access import policies, queries
from yinqiao.access.choices import RoleAnswer, RoleKind, RoleOrigin
from yinqiao.access.models import (
    PostRole,
    Recertification,
    RecertificationItem,
    Role,
    RoleAssignment,
    User,
)
from yinqiao.access.services.roles import end_assignment
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.parameters import queries as parameters

_TURN: Final = "access.recertification"
_LONGEST_NOTE: Final = 200
CUT: Final = "cut"


class RoundOpen(DomainError):
    """A recertification is open already."""

    code = "RECERTIFICATION_OPEN"
    status = 409


@use_case("access.recertification-opened", permission=policies.OPEN_RECERTIFICATION)
def open_recertification(unit: Unit, *, actor: Actor, now: datetime, title: str) -> int:
    """Put every role that somebody holds today before her head; return the round's id. RoundOpen while another is open."""
    if not title.strip():
        raise InvalidInput(_("A title is needed."), fields={"title": _("A title is needed.")})
    take_turn(_TURN, 0)
    if Recertification.objects.filter(closed_at__isnull=True).exists():
        raise RoundOpen(_("A recertification is open. Close it before the next."))
    today = clock.bank_date(now)
    days = parameters.integer("access.recertification_days", on=today)
    row = Recertification.objects.create(
        title=title.strip()[:80],
        opened_at=now,
        opened_by_name=actor.name,
        due_on=today + timedelta(days=days),
        is_cutting=parameters.text("access.recertification_unanswered", on=today) == CUT,
    )
    items = [*_by_hand(row, today), *_by_post(row, today)]
    _put_heads(items, now)
    RecertificationItem.objects.bulk_create(items, batch_size=2_000)
    unit.audit(
        _ref(row),
        new={"title": row.title, "due_on": row.due_on, "cutting": row.is_cutting},
        detail={"roles": len(items)},
    )
    return row.pk


@use_case("access.roles-recertified", permission=None)
def answer_items(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    item_ids: Collection[int],
    is_kept: bool,
    note: str = "",
) -> int:
    """Confirm roles, or ask for their end with a reason; return how many. What does not wait for the actor is passed over.

    Raises PermissionRefused, InvalidInput for a withdrawal without a reason, NotFound when none of them waits for her.
    """
    if not actor.can(policies.OPEN_RECERTIFICATION):
        require(actor, policies.RECERTIFY, verb="access.roles-recertified")
    if not is_kept and not note.strip():
        raise InvalidInput(
            _("A reason is needed."), fields={"reason": _("Say why, for the audit.")}
        )
    rows = list(
        queries.items_before(actor=actor)
        .filter(pk__in=item_ids)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    if not rows:
        raise NotFound(_("Nothing of this waits for you."))
    answer = RoleAnswer.KEPT if is_kept else RoleAnswer.WITHDRAWN
    RecertificationItem.objects.filter(pk__in=[row.pk for row in rows]).update(
        answer=answer,
        note=note.strip()[:_LONGEST_NOTE],
        answered_at=now,
        answered_by_id=actor.staff_id,
        answered_by_name=actor.name,
    )
    for row in rows:
        unit.audit(
            ObjectRef("access.user", row.user_id),
            new={"role": row.role_id, "answer": answer.value},
            reason=note,
            detail={"recertification": row.recertification_id},
        )
    return len(rows)


@use_case("access.withdrawal-carried-out", permission=policies.MANAGE_ROLES)
def carry_out_withdrawal(unit: Unit, *, actor: Actor, now: datetime, item_id: int) -> int:
    """End the role that a head withdrew; one that comes with a post is only noted as passed on to HR. Return the round's id.

    Raises NotFound when there is none, InvalidInput for one's own role.
    """
    row = (
        RecertificationItem.objects.select_for_update(of=("self",))
        .filter(pk=item_id, answer=RoleAnswer.WITHDRAWN, done_at__isnull=True)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such withdrawal."))
    if row.assignment_id is not None:
        end_assignment(actor=actor, now=now, assignment_id=row.assignment_id, reason=row.note)
    elif row.user_id == actor.user_id:
        raise InvalidInput(_("Nobody changes the own roles."))
    row.done_at, row.done_by_name = now, actor.name
    row.save(update_fields=["done_at", "done_by_name"])
    unit.audit(
        ObjectRef("access.user", row.user_id),
        new={"role": row.role_id, "by": row.origin},
        reason=row.note,
        detail={"recertification": row.recertification_id},
    )
    return row.recertification_id


@use_case("access.recertifications-closed", permission=policies.MANAGE_ROLES)
def close_due(unit: Unit, *, actor: Actor, now: datetime) -> int:
    """Close the rounds whose time is over; what nobody answered is cut where the round says so, else reported. Return the rounds."""
    take_turn(_TURN, 0)
    due = list(
        Recertification.objects.select_for_update().filter(
            closed_at__isnull=True, due_on__lt=clock.bank_date(now)
        )
    )
    for row in due:
        missed, cut = _close(row, actor=actor, now=now)
        unit.audit(_ref(row), new={"closed_at": now}, detail={"missed": missed, "cut": cut})
    if not due:
        unit.audit(None, detail={"rounds": 0})
    return len(due)


def _close(row: Recertification, *, actor: Actor, now: datetime) -> tuple[int, int]:
    waiting = RecertificationItem.objects.filter(recertification=row, answer=RoleAnswer.WAITING)
    cut = 0
    if row.is_cutting:
        today = clock.bank_date(now)
        ends = waiting.filter(origin=RoleOrigin.HAND).select_related("assignment")
        for item in ends:
            if item.assignment is not None and _is_current(item.assignment, today):
                end_assignment(
                    actor=actor,
                    now=now,
                    assignment_id=item.assignment.pk,
                    reason=_("Not confirmed in time: {title}").format(title=row.title),
                )
            cut += 1
        ends.update(answer=RoleAnswer.CUT, done_at=now, done_by_name=actor.name)
    missed = waiting.update(answer=RoleAnswer.MISSED)
    row.closed_at = now
    row.save(update_fields=["closed_at"])
    return missed, cut


def _is_current(assignment: RoleAssignment, today: date) -> bool:
    return assignment.valid_to is None or assignment.valid_to > today


def _by_hand(row: Recertification, today: date) -> Iterator[RecertificationItem]:
    rows = RoleAssignment.objects.in_force(today).filter(user__is_active=True)
    for held in rows.select_related("user__staff__org", "role", "org", "line").order_by("pk"):
        place = held.org.name if held.org else held.line.name if held.line else ""
        yield _item(
            row,
            held.user,
            held.role,
            origin=RoleOrigin.HAND,
            assignment=held,
            scope=held.scope,
            place=place,
        )


def _by_post(row: Recertification, today: date) -> Iterator[RecertificationItem]:
    """Posts bring nothing to who holds an administrator's duty (P15)."""
    brought: dict[str, list[PostRole]] = {}
    for entry in PostRole.objects.select_related("role"):
        brought.setdefault(entry.post_kind, []).append(entry)
    posts = organization.holders_of_posts(kinds=brought, on=today)
    names = organization.org_names({post.org_id for held in posts.values() for post in held})
    duties = RoleAssignment.objects.in_force(today).exclude(kind=RoleKind.BUSINESS)
    users = User.objects.filter(is_active=True, staff__in=posts).exclude(
        pk__in=duties.values("user_id")
    )
    for user in users.select_related("staff__org").order_by("pk"):
        for post in posts[user.staff_id or 0]:
            for entry in brought[post.kind]:
                yield _item(
                    row,
                    user,
                    entry.role,
                    origin=RoleOrigin.POST,
                    post_kind=post.kind,
                    scope=entry.scope,
                    place=names.get(post.org_id, ""),
                )


def _item(row: Recertification, user: User, role: Role, **values: object) -> RecertificationItem:
    staff = user.staff
    return RecertificationItem(
        recertification=row,
        user=user,
        staff_id=staff.pk if staff else None,
        staff_name=staff.name if staff else user.label,
        org_name=(staff.org.short_name or staff.org.name) if staff else "",
        role=role,
        **values,
    )


def _put_heads(items: Collection[RecertificationItem], now: datetime) -> None:
    """Before whom each stands: the supervisor, else the nearest head above, if she may answer."""
    people = {item.staff_id for item in items if item.staff_id is not None}
    heads = organization.supervisors_of(staff_ids=people, on=clock.bank_date(now))
    may = {line.username for line in queries.holders(permission=policies.RECERTIFY, now=now)}
    able = dict(
        User.objects.filter(
            is_active=True, staff__in=set(heads.values()), username__in=may
        ).values_list("staff_id", "staff__name")
    )
    for item in items:
        head = heads.get(item.staff_id or 0)
        if head in able:
            item.head_id, item.head_name = head, able[head]


def _ref(row: Recertification) -> ObjectRef:
    return ObjectRef("access.recertification", row.pk)
