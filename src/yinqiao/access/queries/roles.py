"""Roles with their sets, and the list for the quarterly review of access."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from yinqiao.access import rules
from yinqiao.access.choices import RoleKind
from yinqiao.access.models import PostRole, Role, RoleAssignment, User
from yinqiao.access.queries.accounts import AccountLine, account_lines
from yinqiao.access.queries.held import HeldLine, held_lines, role_name
from yinqiao.access.queries.sharing import SharingLimits, shared_accounts
from yinqiao.platform import clock, registry
from yinqiao.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role in the list. `holders` counts assignments by hand in force; `posts` are kinds of post that bring it."""

    id: int
    code: str
    name: str
    kind: str
    kind_label: str
    scope: str
    scope_label: str
    permission_count: int
    posts: tuple[str, ...]
    holders: int
    is_builtin: bool


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One role with its set."""

    line: RoleLine
    permissions: frozenset[str]
    clearances: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One account in the review of access, with everything it holds and what is odd about it."""

    account: AccountLine
    held: tuple[HeldLine, ...]
    remarks: tuple[str, ...]


def role_list(*, on: date) -> list[RoleLine]:
    """Return all roles."""
    posts: dict[int, list[str]] = {}
    for entry in PostRole.objects.order_by("post_kind"):
        posts.setdefault(entry.role_id, []).append(entry.post_kind)
    holders: dict[int, int] = {}
    for role_id in RoleAssignment.objects.in_force(on).order_by().values_list("role_id", flat=True):
        holders[role_id] = holders.get(role_id, 0) + 1
    roles = Role.objects.prefetch_related("permissions").order_by("order", "code")
    return [_line(role, posts.get(role.pk, []), holders.get(role.pk, 0)) for role in roles]


def role_card(*, role_id: int, on: date) -> RoleCard:
    """Return one role; raise NotFound."""
    line = next((line for line in role_list(on=on) if line.id == role_id), None)
    if line is None:
        raise NotFound(_("There is no such role."))
    role = Role.objects.prefetch_related("permissions").get(pk=role_id)
    permissions = frozenset(entry.permission for entry in role.permissions.all())
    return RoleCard(line, permissions, tuple(role.clearances), role.version)


def role_choices() -> list[tuple[str, str]]:
    """Return (code, name) of all roles for choice fields."""
    return [(role.code, role_name(role)) for role in Role.objects.order_by("order", "code")]


def permission_choices(kind: RoleKind) -> list[tuple[str, str]]:
    """Return (code, title) of the permissions that a role of this duty may hold."""
    return [
        (code, _(title))
        for code, title in registry.permissions.items()
        if rules.is_permission_of(kind, code)
    ]


def permission_sets() -> dict[str, frozenset[str]]:
    """Return the set of every role, by its code."""
    roles = Role.objects.prefetch_related("permissions")
    return {
        role.code: frozenset(entry.permission for entry in role.permissions.all()) for role in roles
    }


def roles_by_permission() -> dict[str, list[str]]:
    """Return the names of the roles that bring each permission, in the order of the roles."""
    found: dict[str, list[str]] = {}
    for role in Role.objects.prefetch_related("permissions").order_by("order", "code"):
        for entry in role.permissions.all():
            found.setdefault(entry.permission, []).append(role_name(role))
    return found


def review(
    *, now: datetime, dormant_after: timedelta, sharing: SharingLimits | None = None
) -> list[ReviewLine]:
    """Return every enabled account that holds something, with remarks: dormant, shared, left, void posts, several roles."""
    users = list(
        User.objects.filter(is_active=True).select_related("staff__org").order_by("username")
    )
    accounts = {
        line.id: line for line in account_lines(users, now=now, dormant_after=dormant_after)
    }
    shared = (
        shared_accounts(user_ids=[user.pk for user in users], now=now, limits=sharing)
        if sharing
        else {}
    )
    today = clock.bank_date(now)
    lines = []
    for user in users:
        held = tuple(line for line in held_lines(user, on=today) if line.is_current or line.is_void)
        account = accounts[user.pk]
        remarks = _remarks(account, held)
        if user.pk in shared:
            remarks.append(
                _("perhaps shared: {times} times in use from two addresses at once").format(
                    times=shared[user.pk]
                )
            )
        lines.append(ReviewLine(account, held, tuple(remarks)))
    return lines


def _remarks(account: AccountLine, held: tuple[HeldLine, ...]) -> list[str]:
    found = []
    if account.state == "left":
        found.append(_("has left, account still enabled"))
    if account.is_dormant:
        found.append(_("not used for a long time"))
    if any(line.is_void for line in held):
        found.append(_("a post is void beside an administrator's duty"))
    if not held:
        found.append(_("holds no role"))
    return found


def _line(role: Role, posts: list[str], holders: int) -> RoleLine:
    return RoleLine(
        id=role.pk,
        code=role.code,
        name=role_name(role),
        kind=role.kind,
        kind_label=str(role.get_kind_display()),
        scope=role.scope,
        scope_label=str(role.get_scope_display()),
        permission_count=len(role.permissions.all()),
        posts=tuple(posts),
        holders=holders,
        is_builtin=role.is_builtin,
    )
