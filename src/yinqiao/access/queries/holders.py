"""Who may see or do something: everybody who holds a permission, by which role, how far, and what is in clear for them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.access import rules
from yinqiao.access.choices import RoleKind
from yinqiao.access.models import PostRole, Role, RoleAssignment, User
from yinqiao.access.queries.held import reach_words, role_name
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform import clock


@dataclass(frozen=True, slots=True)
class HolderLine:
    """One account by one role that brings the permission; `position` is its place in the list."""

    username: str
    name: str
    org_name: str
    role_name: str
    reach: str
    origin: str
    clearances: tuple[str, ...]
    valid_to: date | None = None
    position: int = 0


def holders(*, permission: str, now: datetime) -> list[HolderLine]:
    """Return who holds `permission` today, by user name; an account that two roles bring it to stands there twice."""
    today = clock.bank_date(now)
    roles = {
        role.pk: role
        for role in Role.objects.filter(permissions__permission=permission)
        if rules.is_permission_of(RoleKind(role.kind), permission)
    }
    lines = [*_by_hand(roles, today), *_by_post(roles, today)]
    lines.sort(key=lambda line: (line.username, line.role_name))
    return [replace(line, position=position) for position, line in enumerate(lines, start=1)]


def _by_hand(roles: dict[int, Role], today: date) -> Iterator[HolderLine]:
    rows = RoleAssignment.objects.in_force(today).filter(role__in=roles, user__is_active=True)
    for row in rows.select_related("user__staff__org", "org", "line"):
        reach = reach_words(
            row.scope, row.org.name if row.org else "", row.line.name if row.line else ""
        )
        line = _line(row.user, roles[row.role_id], reach=reach, origin=_("by hand"))
        yield replace(line, valid_to=row.valid_to)


def _by_post(roles: dict[int, Role], today: date) -> Iterator[HolderLine]:
    """Posts bring nothing to who holds an administrator's duty (P15)."""
    brought: dict[str, list[PostRole]] = {}
    for row in PostRole.objects.filter(role__in=roles):
        brought.setdefault(row.post_kind, []).append(row)
    posts = organization.holders_of_posts(kinds=brought, on=today)
    names = organization.org_names({post.org_id for held in posts.values() for post in held})
    duties = RoleAssignment.objects.in_force(today).exclude(kind=RoleKind.BUSINESS)
    users = User.objects.filter(is_active=True, staff__in=posts).exclude(
        pk__in=duties.values("user_id")
    )
    for user in users.select_related("staff__org"):
        for post in posts[user.staff_id or 0]:
            for row in brought[post.kind]:
                yield _line(
                    user,
                    roles[row.role_id],
                    reach=reach_words(row.scope, names.get(post.org_id, ""), post.line_code),
                    origin=_("post: %(post)s") % {"post": PostKind(post.kind).label},
                )


def _line(user: User, role: Role, *, reach: str, origin: str) -> HolderLine:
    staff = user.staff
    return HolderLine(
        username=user.username,
        name=staff.name if staff else user.label,
        org_name=(staff.org.short_name or staff.org.name) if staff else "",
        role_name=role_name(role),
        reach=reach,
        origin=origin,
        clearances=tuple(role.clearances),
    )
