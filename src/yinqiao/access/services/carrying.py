"""Do what the second person agreed to: the stored details, once, by who asked for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yinqiao.access.choices import ActKind, ScopeKind
from yinqiao.access.models import DualAct
from yinqiao.access.services.accounts import (
    create_account,
    create_service_account,
    enable_account,
)
from yinqiao.access.services.bulk import AccountLine, LineResult, upload_accounts
from yinqiao.access.services.passwords import reset_password
from yinqiao.access.services.roles import Reach, RoleDetails, assign_role, edit_role
from yinqiao.access.services.tokens import NewToken, create_token
from yinqiao.organization import services as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act; a password or a token is shown once and kept nowhere."""

    kind: ActKind
    user_id: int | None = None
    role_id: int | None = None
    staff_id: int | None = None
    username: str = ""
    password: str = ""
    token: NewToken | None = None
    lines: tuple[LineResult, ...] = ()


def carry_out(*, actor: Actor, now: datetime, act_id: int) -> Outcome:
    """Do the act that was asked for; raises NotFound for anybody but the maker, else what `dual.spend` and the act raise."""
    row = DualAct.objects.filter(pk=act_id, maker_id=actor.user_id).select_related("user").first()
    if row is None:
        raise NotFound(_("There is no such request."))
    return _DOERS[row.kind](actor, now, row)


def _account(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    made = create_account(actor=actor, now=now, act_id=row.pk, **row.details)
    return Outcome(
        ActKind.ACCOUNT, user_id=made.user_id, username=made.username, password=made.password
    )


def _service(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    user = create_service_account(actor=actor, now=now, act_id=row.pk, **row.details)
    return Outcome(ActKind.SERVICE, user_id=user.pk)


def _upload(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    lines = [AccountLine(**line) for line in row.details["lines"]]
    results = upload_accounts(actor=actor, now=now, act_id=row.pk, lines=lines)
    return Outcome(ActKind.UPLOAD, lines=tuple(results))


def _reset(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    password = reset_password(actor=actor, now=now, act_id=row.pk, reason=row.reason, **row.details)
    username = row.user.username if row.user else ""
    return Outcome(ActKind.RESET, user_id=row.user_id, username=username, password=password)


def _give(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    found = row.details
    assign_role(
        actor=actor,
        now=now,
        act_id=row.pk,
        user_id=found["user_id"],
        role_code=found["role_code"],
        reach=Reach(ScopeKind(found["scope"]), found["org_id"], found["line_id"]),
        valid_from=date.fromisoformat(found["valid_from"]),
        valid_to=date.fromisoformat(found["valid_to"]) if found["valid_to"] else None,
        reason=row.reason,
    )
    return Outcome(ActKind.GIVE, user_id=row.user_id)


def _enlarge(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    edit_role(
        actor=actor,
        now=now,
        act_id=row.pk,
        role_id=row.details["role_id"],
        version=row.details["version"],
        details=_details(row.details),
        reason=row.reason,
    )
    return Outcome(ActKind.ENLARGE, role_id=row.role_id)


def _token(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    token = create_token(actor=actor, now=now, act_id=row.pk, **row.details)
    return Outcome(ActKind.TOKEN, user_id=row.user_id, token=token)


def _enable(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    enable_account(actor=actor, now=now, act_id=row.pk, reason=row.reason, **row.details)
    return Outcome(ActKind.ENABLE, user_id=row.user_id)


def _hire(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    found = organization.arguments_of(row.details)
    person = organization.hire_staff(actor=actor, now=now, act_id=row.pk, **found)
    return Outcome(ActKind.HIRE, staff_id=person.pk)


def _move(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    found = organization.arguments_of(row.details)
    person = organization.move_staff(
        actor=actor, now=now, act_id=row.pk, reason=row.reason, **found
    )
    return Outcome(ActKind.MOVE, staff_id=person.pk)


def _post(actor: Actor, now: datetime, row: DualAct) -> Outcome:
    found = organization.arguments_of(row.details)
    post = organization.give_post(actor=actor, now=now, act_id=row.pk, reason=row.reason, **found)
    return Outcome(ActKind.POST, staff_id=post.staff_id)


def _details(found: Mapping[str, Any]) -> RoleDetails:
    return RoleDetails(
        name=found["name"],
        scope=ScopeKind(found["scope"]),
        permissions=frozenset(found["permissions"]),
        clearances=frozenset(found["clearances"]),
        post_kinds=frozenset(found["posts"]),
    )


_DOERS: Mapping[str, Callable[[Actor, datetime, DualAct], Outcome]] = {
    ActKind.ACCOUNT: _account,
    ActKind.SERVICE: _service,
    ActKind.UPLOAD: _upload,
    ActKind.RESET: _reset,
    ActKind.GIVE: _give,
    ActKind.ENLARGE: _enlarge,
    ActKind.TOKEN: _token,
    ActKind.ENABLE: _enable,
    ActKind.HIRE: _hire,
    ActKind.MOVE: _move,
    ActKind.POST: _post,
}
