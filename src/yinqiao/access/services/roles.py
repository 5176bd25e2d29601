"""Permission sets and who holds them. Three duties exclude one another here and again in the database (P15)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from yinqiao.access import policies, rules
from yinqiao.access.actors import held_roles
from yinqiao.access.choices import ActKind, RoleKind, ScopeKind, SessionEnd
from yinqiao.access.models import AccessStamp, PostRole, Role, RoleAssignment, RolePermission, User
from yinqiao.access.services import dual, sessions
from yinqiao.access.services.accounts import locked_user, raise_version
from yinqiao.organization import queries as organization
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.platform.second_person import SecondPersonNeeded


class DutiesExclude(InvalidInput):
    """The person would hold two of business, system, security and audit duties at a time."""

    code = "DUTIES_EXCLUDE"


@dataclass(frozen=True, slots=True)
class RoleDetails:
    """What the security administrator writes about a role; `post_kinds` are the posts that bring it."""

    name: str
    scope: ScopeKind
    permissions: frozenset[str]
    clearances: frozenset[str] = frozenset()
    post_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an assignment reaches: ORG and ORG_AND_BELOW need a unit, LINE a business line."""

    scope: ScopeKind
    org_id: int | None = None
    line_id: int | None = None


@use_case("access.role-created", permission=policies.MANAGE_ROLES)
def create_role(
    unit: Unit, *, actor: Actor, now: datetime, code: str, kind: RoleKind, details: RoleDetails
) -> Role:
    """Make a role of the bank's own: for a person with an empty set, which `edit_role` enlarges under dual control."""
    _check_details(kind, details)
    if dual.needs_second_person(actor) and (
        details.permissions or details.clearances or details.post_kinds
    ):
        raise SecondPersonNeeded(_("A second security administrator must agree to this first."))
    role = Role(
        code=code,
        name=details.name,
        kind=kind,
        scope=details.scope,
        clearances=sorted(details.clearances),
        order=500,
    )
    try:
        with transaction.atomic():
            role.save(force_insert=True)
    except IntegrityError as error:
        message = _("There is a role with this code already.")
        raise InvalidInput(message, fields={"code": message}) from error
    _write_sets(role, details)
    _bump()
    unit.audit(
        ObjectRef("access.role", role.pk), new={"code": code, "kind": kind.value, **_plain(role)}
    )
    return role


@use_case("access.role-edited", permission=policies.MANAGE_ROLES)
def edit_role(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    role_id: int,
    version: int,
    details: RoleDetails,
    reason: str,
    act_id: int | None = None,
) -> Role:
    """Change a role's set; everybody who holds it has the new one with the next request.

    A larger one spends the second person's word (`act_id`); taking away needs nobody else.
    """
    role = Role.objects.select_for_update().filter(pk=role_id).first()
    if role is None:
        raise NotFound(_("There is no such role."))
    check_edit(actor, role, version=version, details=details)
    if enlarges(role, details):
        found = edit_details(role_id=role_id, version=version, details=details)
        dual.spend(actor=actor, now=now, act_id=act_id, kind=ActKind.ENLARGE, details=found)
    old = _plain(role)
    if not role.is_builtin:
        role.name = details.name
    role.scope = details.scope
    role.clearances = sorted(details.clearances)
    role.version += 1
    role.save()
    _write_sets(role, details)
    _bump()
    new = _plain(role)
    changed = [key for key in new if new[key] != old[key]]
    unit.audit(
        ObjectRef("access.role", role_id),
        old={key: old[key] for key in changed},
        new={key: new[key] for key in changed},
        reason=reason,
    )
    return role


@use_case("access.role-assigned", permission=policies.MANAGE_ROLES)
def assign_role(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    user_id: int,
    role_code: str,
    reach: Reach,
    valid_from: date,
    valid_to: date | None = None,
    reason: str = "",
    act_id: int | None = None,
) -> RoleAssignment:
    """Give a role by hand; the person signs in again to have it. Raises DutiesExclude, or InvalidInput for a wrong reach.

    A person spends the second person's word (`act_id`) with it.
    """
    if actor.user_id == user_id:
        raise InvalidInput(_("Nobody gives roles to the own account."))
    found = assignment_details(
        user_id=user_id,
        role_code=role_code,
        reach=reach,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    dual.spend(actor=actor, now=now, act_id=act_id, kind=ActKind.GIVE, details=found)
    return insert_assignment(
        unit,
        actor=actor,
        now=now,
        user_id=user_id,
        role_code=role_code,
        reach=reach,
        valid_from=valid_from,
        valid_to=valid_to,
        reason=reason,
    )


def insert_assignment(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    user_id: int,
    role_code: str,
    reach: Reach,
    valid_from: date,
    valid_to: date | None,
    reason: str,
) -> RoleAssignment:
    """Write an assignment; the caller has the right and the second person's word."""
    user = locked_user(user_id)
    on = max(valid_from, clock.bank_date(now))
    role = assignable_role(actor, user=user, role_code=role_code, reach=reach, on=on)
    row = RoleAssignment(
        user=user,
        role=role,
        kind=role.kind,
        scope=reach.scope,
        org_id=reach.org_id,
        line_id=reach.line_id,
        valid_from=valid_from,
        valid_to=valid_to,
        granted_by_id=actor.user_id,
        granted_at=now,
        reason=reason,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise DutiesExclude(
            _("Business, system, security and audit duties exclude one another.")
        ) from error
    raise_version(user)
    sessions.end_sessions(user_id=user_id, now=now, reason=SessionEnd.ROLES)
    unit.audit(
        ObjectRef("access.user", user_id),
        new={
            "role": role_code,
            "scope": reach.scope.value,
            "org": reach.org_id,
            "line": reach.line_id,
            "from": valid_from,
            "to": valid_to,
        },
        reason=reason,
    )
    return row


@use_case("access.role-ended", permission=policies.MANAGE_ROLES)
def end_assignment(
    unit: Unit, *, actor: Actor, now: datetime, assignment_id: int, reason: str
) -> None:
    """Take a role away from today on; all sessions of the account end."""
    row = (
        RoleAssignment.objects.select_for_update()
        .select_related("role")
        .filter(pk=assignment_id)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such assignment."))
    if actor.user_id == row.user_id:
        raise InvalidInput(_("Nobody changes the own roles."))
    today = clock.bank_date(now)
    user = locked_user(row.user_id)
    row.valid_to = max(today, row.valid_from)
    row.save(update_fields=["valid_to"])
    raise_version(user)
    sessions.end_sessions(user_id=user.pk, now=now, reason=SessionEnd.ROLES)
    unit.audit(
        ObjectRef("access.user", user.pk),
        old={"role": row.role.code, "to": None},
        new={"to": row.valid_to},
        reason=reason,
    )


def assignable_role(actor: Actor, *, user: User, role_code: str, reach: Reach, on: date) -> Role:
    """Return the role that is to be given.

    Raises NotFound for none, InvalidInput for the own account or a wrong reach, DutiesExclude where duties exclude one another.
    """
    role = Role.objects.filter(code=role_code).first()
    if role is None:
        raise NotFound(_("There is no such role."))
    if actor.user_id == user.pk:
        raise InvalidInput(_("Nobody gives roles to the own account."))
    _check_reach(role, reach)
    _check_duties(user, role, on=on)
    return role


def assignment_details(
    *, user_id: int, role_code: str, reach: Reach, valid_from: date, valid_to: date | None
) -> dict[str, object]:
    """Return what the second person agrees to, JSON-plain."""
    return {
        "user_id": user_id,
        "role_code": role_code,
        "scope": reach.scope.value,
        "org_id": reach.org_id,
        "line_id": reach.line_id,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
    }


def check_edit(actor: Actor, role: Role, *, version: int, details: RoleDetails) -> None:
    """Raise StaleVersion after another change, InvalidInput for one's own role or a set that its duty cannot hold."""
    if role.version != version:
        raise StaleVersion(
            _("Somebody changed this role in the meantime."), extra={"version": role.version}
        )
    if role.code in actor.roles:
        raise InvalidInput(_("Another administrator must change a role that you hold."))
    _check_details(RoleKind(role.kind), details)


def additions(role: Role, details: RoleDetails) -> dict[str, frozenset[str]]:
    """Return what a new set holds that the present one does not."""
    old = _plain(role)
    return {
        name: new - frozenset(cast("list[str]", old[name]))
        for name, new in (
            ("permissions", details.permissions),
            ("clearances", details.clearances),
            ("posts", details.post_kinds),
        )
    }


def enlarges(role: Role, details: RoleDetails) -> bool:
    """Tell whether somebody could do or see more by the new set."""
    is_wider = rules.is_wider(details.scope, than=role.scope)
    return is_wider or any(additions(role, details).values())


def edit_details(*, role_id: int, version: int, details: RoleDetails) -> dict[str, object]:
    """Return what the second person agrees to, JSON-plain."""
    return {
        "role_id": role_id,
        "version": version,
        "name": details.name,
        "scope": details.scope.value,
        "permissions": sorted(details.permissions),
        "clearances": sorted(details.clearances),
        "posts": sorted(details.post_kinds),
    }


def _check_duties(user: User, role: Role, *, on: date) -> None:
    """Look at roles by hand and by post, now and to come; the database looks again at those by hand."""
    posts = organization.posts_in_force(staff_id=user.staff_id, on=on) if user.staff_id else []
    kinds = {RoleKind(item.role.kind) for item in held_roles(user, posts=posts, on=on)}
    if rules.duties_conflict({*kinds, RoleKind(role.kind)}):
        raise DutiesExclude(_("Business, system, security and audit duties exclude one another."))


def _check_reach(role: Role, reach: Reach) -> None:
    message = ""
    if role.kind != RoleKind.BUSINESS and reach.scope != ScopeKind.NONE:
        message = _("Administrators have no customer data.")
    elif reach.scope in {ScopeKind.ORG, ScopeKind.ORG_AND_BELOW} and reach.org_id is None:
        message = _("Choose the unit.")
    elif reach.scope == ScopeKind.LINE and reach.line_id is None:
        message = _("Choose the business line.")
    if message:
        raise InvalidInput(message, fields={"scope": message})


def _check_details(kind: RoleKind, details: RoleDetails) -> None:
    foreign = sorted(
        code
        for code in details.permissions
        if code not in registry.permissions or not rules.is_permission_of(kind, code)
    )
    message = ""
    if foreign:
        message = _("A role of this duty cannot hold: %(names)s.") % {"names": ", ".join(foreign)}
    elif kind != RoleKind.BUSINESS and (
        details.scope != ScopeKind.NONE or details.clearances or details.post_kinds
    ):
        message = _("Administrators have no customer data and do not come with a post.")
    if message:
        raise InvalidInput(message, fields={"permissions": message})


def _write_sets(role: Role, details: RoleDetails) -> None:
    _replace_permissions(role, details.permissions)
    here = PostRole.objects.filter(role=role)
    here.exclude(post_kind__in=details.post_kinds).delete()
    here.update(scope=details.scope)
    present = set(here.values_list("post_kind", flat=True))
    PostRole.objects.bulk_create(
        [
            PostRole(post_kind=kind, role=role, scope=details.scope)
            for kind in sorted(details.post_kinds - present)
        ]
    )


def _replace_permissions(role: Role, permissions: Collection[str]) -> None:
    rows = RolePermission.objects.filter(role=role)
    rows.exclude(permission__in=permissions).delete()
    present = set(rows.values_list("permission", flat=True))
    RolePermission.objects.bulk_create(
        [RolePermission(role=role, permission=code) for code in sorted(set(permissions) - present)]
    )


def _plain(role: Role) -> dict[str, object]:
    return {
        "name": role.name,
        "scope": role.scope,
        "clearances": list(role.clearances),
        "permissions": list(
            RolePermission.objects.filter(role=role).values_list("permission", flat=True)
        ),
        "posts": list(PostRole.objects.filter(role=role).values_list("post_kind", flat=True)),
    }


def _bump() -> None:
    AccessStamp.objects.filter(pk=1).update(number=F("number") + 1)
