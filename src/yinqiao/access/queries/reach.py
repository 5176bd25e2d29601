"""Who could open a customer on a day: by role, by post, by grant, each with the reason (D38)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from yinqiao.access import rules
from yinqiao.access.choices import RoleKind, ScopeKind
from yinqiao.access.models import AccessGrant, PostRole, Role, RoleAssignment, User
from yinqiao.access.queries.held import role_name
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform import clock


@dataclass(frozen=True, slots=True)
class Place:
    """Where a customer belonged on a day: the unit and all above it, the line, who managed and assisted."""

    customer_id: int
    unit_ids: tuple[int, ...]
    line: str
    main_rm_id: int | None
    assistant_ids: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class ReachLine:
    """One way in which a person could open the customer; `until` of a grant, which does not last a whole day."""

    staff_no: str
    name: str
    org_name: str
    role_name: str
    why: str
    from_at: datetime | None = None
    until: datetime | None = None
    position: int = 0


def who_could_open(place: Place, *, on: date) -> list[ReachLine]:
    """Return everybody who could open the customer on `on`, by number, a line for each way.

    Posts, roles given by hand, grants and the tree are those of the day; what a role may do and which role comes with a post are today's.
    """
    roles = {
        role.pk: role
        for role in Role.objects.filter(
            kind=RoleKind.BUSINESS, permissions__permission__in=rules.OPENS_CUSTOMERS
        ).distinct()
    }
    found = [*_by_hand(place, roles, on), *_by_post(place, roles, on), *_by_grant(place, on)]
    return sorted(found, key=lambda line: (line.staff_no, line.role_name, line.why))


def _by_hand(place: Place, roles: dict[int, Role], on: date) -> Iterator[ReachLine]:
    rows = RoleAssignment.objects.in_force(on).filter(role__in=roles)
    for row in rows.select_related("user__staff__org", "line"):
        line = row.line.code if row.line else ""
        why = _why(place, row.scope, org_id=row.org_id, line=line, staff_id=row.user.staff_id)
        if why:
            yield _line(row.user, roles[row.role_id], why)


def _by_post(place: Place, roles: dict[int, Role], on: date) -> Iterator[ReachLine]:
    """Posts bring nothing to who held an administrator's duty that day (P15)."""
    brought: dict[str, list[PostRole]] = {}
    for row in PostRole.objects.filter(role__in=roles):
        brought.setdefault(row.post_kind, []).append(row)
    posts = organization.holders_of_posts(kinds=brought, on=on)
    duties = RoleAssignment.objects.in_force(on).exclude(kind=RoleKind.BUSINESS)
    users = User.objects.filter(staff__in=posts).exclude(pk__in=duties.values("user_id"))
    for user in users.select_related("staff__org"):
        for post in posts[user.staff_id or 0]:
            for row in brought[post.kind]:
                why = _why(
                    place,
                    row.scope,
                    org_id=post.org_id,
                    line=post.line_code,
                    staff_id=user.staff_id,
                )
                if why:
                    said = _("%(why)s, as %(post)s") % {
                        "why": why,
                        "post": PostKind(post.kind).label,
                    }
                    yield _line(user, roles[row.role_id], said)


def _by_grant(place: Place, on: date) -> Iterator[ReachLine]:
    begin = datetime.combine(on, time(), tzinfo=clock.BANK_ZONE)
    rows = AccessGrant.objects.filter(
        customer_id=place.customer_id, valid_from__lt=begin + timedelta(days=1), until__gt=begin
    ).exclude(revoked_at__lte=begin)
    for row in rows.select_related("staff__org", "approver"):
        yield ReachLine(
            row.staff.staff_no,
            row.staff.name,
            row.staff.org.short_name or row.staff.org.name,
            _("Grant"),
            _("allowed by %(name)s: %(reason)s") % {"name": row.approver.name, "reason": row.reason}
            if row.approver
            else _("taken in an emergency: %(reason)s") % {"reason": row.reason},
            row.valid_from,
            min(row.until, row.revoked_at) if row.revoked_at else row.until,
        )


def granted_looks(looks: Collection[tuple[int, int]], *, on: date) -> set[tuple[int, int]]:
    """Return those (staff id, customer id) for whom a grant held at some time of a day."""
    begin = datetime.combine(on, time(), tzinfo=clock.BANK_ZONE)
    rows = AccessGrant.objects.filter(
        staff__in={staff_id for staff_id, _customer_id in looks},
        valid_from__lt=begin + timedelta(days=1),
        until__gt=begin,
    ).exclude(revoked_at__lte=begin)
    return set(looks) & set(rows.values_list("staff_id", "customer_id"))


def grant_customers(*, grant_ids: Collection[int]) -> dict[int, int]:
    """Return which customer each grant opens."""
    rows = AccessGrant.objects.filter(pk__in=grant_ids)
    return dict(rows.values_list("pk", "customer_id"))


def grants_running(*, grant_ids: Collection[int], now: datetime) -> frozenset[int]:
    """Return those of the grants that hold now."""
    rows = AccessGrant.objects.filter(pk__in=grant_ids, until__gt=now, revoked_at__isnull=True)
    return frozenset(rows.values_list("pk", flat=True))


def _why(place: Place, scope: str, *, org_id: int | None, line: str, staff_id: int | None) -> str:
    """Return why a role of this reach opens the customer; nothing if it does not."""
    reasons = {
        ScopeKind.ALL: (True, _("the whole bank")),
        ScopeKind.ORG: (org_id == place.unit_ids[0], _("the customer's unit")),
        ScopeKind.ORG_AND_BELOW: (
            org_id in place.unit_ids,
            _("the customer's unit or one above it"),
        ),
        ScopeKind.LINE: (bool(line) and line == place.line, _("the business line")),
    }
    if scope == ScopeKind.SELF and staff_id is not None:
        is_main = staff_id == place.main_rm_id
        is_one = is_main or staff_id in place.assistant_ids
        return (_("main manager") if is_main else _("assisting manager")) if is_one else ""
    does_open, said = reasons.get(ScopeKind(scope), (False, ""))
    return said if does_open else ""


def _line(user: User, role: Role, why: str) -> ReachLine:
    staff = user.staff
    unit = staff.org if staff else None
    return ReachLine(
        user.username,
        staff.name if staff else user.label,
        (unit.short_name or unit.name) if unit else "",
        role_name(role),
        why,
    )
