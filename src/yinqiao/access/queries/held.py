"""What one account holds: roles by hand and by post, tokens."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.access import actors
from yinqiao.access.choices import ScopeKind
from yinqiao.access.models import ApiToken, Role, RoleAssignment, User
from yinqiao.organization import queries as organization


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A role somebody holds: by hand (then with its assignment) or by a post; void if a duty rules it out."""

    assignment_id: int | None
    role_name: str
    kind: str
    reach: str
    origin: str
    valid_from: date | None
    valid_to: date | None
    reason: str
    is_void: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token without its secret."""

    id: int
    name: str
    hint: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    is_live: bool


def held_lines(user: User, *, on: date) -> list[HeldLine]:
    """Return what an account holds by hand (past and future too) and by the posts of `on`."""
    rows = (
        RoleAssignment.objects.filter(user=user)
        .select_related("role", "org", "line")
        .order_by("-valid_from", "id")
    )
    lines = [
        HeldLine(
            assignment_id=row.pk,
            role_name=role_name(row.role),
            kind=row.kind,
            reach=reach_words(
                row.scope, row.org.name if row.org else "", row.line.name if row.line else ""
            ),
            origin=_("by hand"),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            reason=row.reason,
            is_void=False,
            is_current=row.valid_from <= on and (row.valid_to is None or on < row.valid_to),
        )
        for row in rows
    ]
    posts = organization.posts_in_force(staff_id=user.staff_id, on=on) if user.staff_id else []
    held = [
        item
        for item in actors.held_roles(user, posts=posts, on=on)
        if item.origin != actors.BY_HAND
    ]
    names = organization.org_names([item.org_id for item in held if item.org_id])
    return lines + [_post_line(item, names) for item in held]


def tokens_of(*, user_id: int, now: datetime) -> list[TokenLine]:
    """Return the tokens of an account, newest first."""
    rows = ApiToken.objects.filter(user_id=user_id).order_by("-created_at")
    return [
        TokenLine(
            row.pk,
            row.name,
            row.hint,
            tuple(row.scopes),
            row.created_at,
            row.expires_at,
            row.last_used_at,
            row.revoked_at is None and now < row.expires_at,
        )
        for row in rows
    ]


def role_name(role: Role) -> str:
    """Return a role's name: built-in ones are translated."""
    return _(role.name) if role.is_builtin else role.name


def reach_words(scope: str, org_name: str, line_name: str) -> str:
    """Return how far a role reaches, with the unit or the line that it ends at."""
    label = str(ScopeKind(scope).label)
    place = (
        org_name
        if scope in {ScopeKind.ORG, ScopeKind.ORG_AND_BELOW}
        else line_name
        if scope == ScopeKind.LINE
        else ""
    )
    return f"{label} · {place}" if place else label


def _post_line(item: actors.HeldRole, names: dict[int, str]) -> HeldLine:
    return HeldLine(
        assignment_id=None,
        role_name=role_name(item.role),
        kind=item.role.kind,
        reach=reach_words(item.scope, names.get(item.org_id or 0, ""), item.line_code),
        origin=_("post: %(post)s") % {"post": item.origin},
        valid_from=None,
        valid_to=None,
        reason="",
        is_void=item.is_void,
        is_current=not item.is_void,
    )
