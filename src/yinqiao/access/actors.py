"""Builds the Actor of an account: roles given by hand and by posts, permissions, reach of data, flattened (contract 1).

One value per account is kept in this process under a stamp of everything it was made from; each request reads the
stamp (`queries.current_session`), so that a changed role, a transfer or a leaver takes effect with the next request (P13).
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from yinqiao.access import rules
from yinqiao.access.choices import RoleKind, ScopeKind
from yinqiao.access.models import AccessGrant, PostRole, Role, RoleAssignment, User
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor, ActorKind, CustomerScope

BY_HAND = "hand"
KEEP_AT_MOST = 2_000
LONGEST_KEPT = timedelta(minutes=10)
Stamp = tuple[int, int, int, int, date]


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role with its reach; `origin` is BY_HAND or the post that brings it; `is_void` when an administrator's duty rules it out."""

    role: Role
    scope: ScopeKind
    org_id: int | None
    line_code: str
    origin: str
    is_void: bool = False


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: Stamp
    until: datetime
    actor: Actor


_kept: OrderedDict[int, _Kept] = OrderedDict()
_lock = threading.Lock()


def forget() -> None:
    """Drop what is kept (between tests)."""
    with _lock:
        _kept.clear()


def stamped_actor(user: User, *, stamp: Stamp, now: datetime) -> Actor:
    """Return the actor of `user`, from memory if nothing it was made from has changed; without request details."""
    with _lock:
        kept = _kept.get(user.pk)
        if kept is not None and kept.stamp == stamp and now < kept.until:
            _kept.move_to_end(user.pk)
            return kept.actor
    actor, until = build(user, now=now)
    with _lock:
        _kept[user.pk] = _Kept(stamp, until, actor)
        while len(_kept) > KEEP_AT_MOST:
            _kept.popitem(last=False)
    return actor


def with_request(
    actor: Actor, *, ip: str, session_key: str, purpose: str = "", request_id: str = ""
) -> Actor:
    """Return `actor` as it acts in one request."""
    return replace(actor, ip=ip, session_key=session_key, purpose=purpose, request_id=request_id)


def build(user: User, *, now: datetime) -> tuple[Actor, datetime]:
    """Return the actor of `user` at `now` and the moment up to which it holds if nothing else changes."""
    today = clock.bank_date(now)
    staff = user.staff
    posts = organization.posts_in_force(staff_id=staff.pk, on=today) if staff else []
    held = held_roles(user, posts=posts, on=today)
    live = [item for item in held if not item.is_void]
    scope, until = _scope(user, live, now=now)
    main = next((post for post in posts if post.is_main), None)
    actor = Actor(
        kind=ActorKind.SERVICE if user.is_service else ActorKind.PERSON,
        staff_id=staff.pk if staff else None,
        user_id=user.pk,
        staff_no=user.username,
        name=staff.name if staff else user.label,
        title=_title(main),
        org_id=staff.org_id if staff else None,
        org_name=(staff.org.short_name or staff.org.name) if staff else "",
        roles=tuple(dict.fromkeys(item.role.code for item in live)),
        permissions=_permissions(live),
        scope=scope,
        org_ids=organization.all_org_ids() if scope.is_all else _org_ids(live),
        clearances=frozenset(
            code
            for item in live
            if item.role.kind == RoleKind.BUSINESS
            for code in item.role.clearances
        ),
    )
    return actor, until


def held_roles(
    user: User, *, posts: Sequence[organization.PostInForce], on: date
) -> list[HeldRole]:
    """Return the roles of `user` on `on`: by hand, then by post. With an administrator's duty, posts bring nothing (P15)."""
    assignments = (
        RoleAssignment.objects.in_force(on).filter(user=user).select_related("role", "line")
    )
    by_hand = [
        HeldRole(
            row.role, ScopeKind(row.scope), row.org_id, row.line.code if row.line else "", BY_HAND
        )
        for row in assignments.prefetch_related("role__permissions").order_by("role__order", "id")
    ]
    is_administrator = any(item.role.kind != RoleKind.BUSINESS for item in by_hand)
    return by_hand + _by_post(posts, is_void=is_administrator)


def _by_post(posts: Sequence[organization.PostInForce], *, is_void: bool) -> list[HeldRole]:
    if not posts:
        return []
    rows = PostRole.objects.filter(post_kind__in={post.kind for post in posts}).select_related(
        "role"
    )
    by_kind: dict[str, list[PostRole]] = {}
    for row in rows.prefetch_related("role__permissions").order_by("role__order"):
        by_kind.setdefault(row.post_kind, []).append(row)
    return [
        HeldRole(
            row.role,
            ScopeKind(row.scope),
            post.org_id,
            post.line_code,
            str(PostKind(post.kind).label),
            is_void,
        )
        for post in posts
        for row in by_kind.get(post.kind, [])
    ]


def _permissions(held: Iterable[HeldRole]) -> frozenset[str]:
    """Join the sets; what a role's duty may not hold is dropped even if somebody wrote it into the table."""
    return frozenset(
        entry.permission
        for item in held
        for entry in item.role.permissions.all()
        if rules.is_permission_of(RoleKind(item.role.kind), entry.permission)
    )


def _scope(
    user: User, held: Sequence[HeldRole], *, now: datetime
) -> tuple[CustomerScope, datetime]:
    """Return the union of the reaches of business roles and of grants, and until when it holds."""
    business = _reaching([item for item in held if item.role.kind == RoleKind.BUSINESS])
    end = now + LONGEST_KEPT
    if not business:
        return CustomerScope(), end
    grants = (
        list(AccessGrant.objects.filter(staff=user.staff, until__gt=now, revoked_at__isnull=True))
        if user.staff
        else []
    )
    edges = [grant.until for grant in grants] + [
        grant.valid_from for grant in grants if grant.valid_from > now
    ]
    is_own = any(item.scope == ScopeKind.SELF for item in business)
    books = (user.staff_id, *_covered(user.staff_id, now=now)) if is_own and user.staff_id else ()
    scope = CustomerScope(
        org_ids=_org_ids(business),
        rm_ids=books,
        customer_ids=tuple(
            sorted(
                {grant.customer_id for grant in grants if grant.valid_from <= now}
                | {one for person in books for one in _assisted(person, now=now)}
            )
        ),
        lines=tuple(
            sorted(
                {
                    item.line_code
                    for item in business
                    if item.scope == ScopeKind.LINE and item.line_code
                }
            )
        ),
        is_all=any(item.scope == ScopeKind.ALL for item in business),
    )
    return scope, min([end, *edges])


def _reaching(business: Sequence[HeldRole]) -> list[HeldRole]:
    """Leave out a reach of ALL that a role has for its desk alone: it must not widen what another role of the same person opens."""
    opening = [item for item in business if _opens_customers(item)]
    return [
        item for item in business if not opening or item in opening or item.scope != ScopeKind.ALL
    ]


def _opens_customers(item: HeldRole) -> bool:
    return any(row.permission in rules.OPENS_CUSTOMERS for row in item.role.permissions.all())


def _assisted(staff_id: int | None, *, now: datetime) -> set[int]:
    """Return the customers that the person assists in (协办): `customers` stands above and offers the answer."""
    offer = registry.datasets.find("customers.assisted")
    if offer is None or staff_id is None:
        return set()
    found = offer(staff_id=staff_id, on=clock.bank_date(now))
    return set(found) if isinstance(found, tuple) else set()


def _covered(staff_id: int, *, now: datetime) -> tuple[int, ...]:
    """Return whose books the person works while they are on leave (代管): `sales` stands above and offers the answer; the day is part of the stamp."""
    offer = registry.datasets.find("books.covered")
    found = offer(staff_id=staff_id, on=clock.bank_date(now)) if offer is not None else ()
    return found if isinstance(found, tuple) else ()


def _org_ids(held: Iterable[HeldRole]) -> tuple[int, ...]:
    """Flatten ORG and ORG_AND_BELOW."""
    items = list(held)
    single = {item.org_id for item in items if item.scope == ScopeKind.ORG and item.org_id}
    roots = {item.org_id for item in items if item.scope == ScopeKind.ORG_AND_BELOW and item.org_id}
    return tuple(sorted(single.union(organization.orgs_below(roots))))


def _title(main: organization.PostInForce | None) -> str:
    if main is None:
        return ""
    return main.title or str(PostKind(main.kind).label)
