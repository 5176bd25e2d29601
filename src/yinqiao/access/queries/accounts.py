"""Accounts as administrators and auditors see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.access import rules
from yinqiao.access.choices import GuardKind, RoleKind
from yinqiao.access.models import LoginSession, PostRole, Role, RoleAssignment, SignInGuard, User
from yinqiao.access.queries.actors import actor_for
from yinqiao.access.queries.held import HeldLine, TokenLine, held_lines, role_name, tokens_of
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import StaffStatus
from yinqiao.platform import clock, registry
from yinqiao.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account in a list; `state` is ``active``, ``disabled``, ``locked`` or ``left``."""

    id: int
    username: str
    name: str
    org_name: str
    is_service: bool
    roles: str
    state: str
    last_sign_in: datetime | None
    is_dormant: bool


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A stay in the system."""

    started_at: datetime
    last_seen_at: datetime
    ip: str
    ended_at: datetime | None
    end_label: str


@dataclass(frozen=True, slots=True)
class AccountCard:
    """One account with its roles, last sessions and tokens."""

    line: AccountLine
    staff_id: int | None
    must_change_password: bool
    password_changed_at: datetime | None
    locked_until: datetime | None
    failures: int
    version: int
    held: tuple[HeldLine, ...]
    sessions: tuple[SessionLine, ...]
    tokens: tuple[TokenLine, ...]


def account_list(*, search: str = "", role: str = "", state: str = "", on: date) -> QuerySet[User]:
    """Return the accounts; `search` matches the start of number, name or pinyin; `role` a role by hand or by post."""
    rows = User.objects.select_related("staff__org")
    if search:
        text = search.lower()
        rows = rows.filter(
            Q(username__startswith=search)
            | Q(staff__name__startswith=search)
            | Q(staff__pinyin__startswith=text)
            | Q(label__startswith=search)
        )
    if role:
        by_hand = RoleAssignment.objects.in_force(on).filter(role__code=role).values("user_id")
        kinds = PostRole.objects.filter(role__code=role).values_list("post_kind", flat=True)
        in_post = (
            organization.staff_of(org_ids=organization.all_org_ids(), on=on, kinds=list(kinds))
            if kinds
            else []
        )
        rows = rows.filter(Q(pk__in=by_hand) | Q(staff_id__in=[person.id for person in in_post]))
    if state == "disabled":
        return rows.filter(is_active=False)
    if state == "active":
        return rows.filter(
            Q(is_active=True), Q(is_service=True) | Q(staff__status=StaffStatus.ACTIVE)
        )
    return (
        rows.filter(~Q(staff__status=StaffStatus.ACTIVE), is_service=False)
        if state == "left"
        else rows
    )


def account_lines(
    rows: Iterable[User], *, now: datetime, dormant_after: timedelta
) -> list[AccountLine]:
    """Return list lines for one page of `account_list`; a handful of queries however many rows."""
    users = list(rows)
    today = clock.bank_date(now)
    names = _role_names(users, today)
    locked = _locked({user.username for user in users}, now)
    return [
        AccountLine(
            id=user.pk,
            username=user.username,
            name=user.staff.name if user.staff else user.label,
            org_name=(user.staff.org.short_name or user.staff.org.name) if user.staff else "",
            is_service=user.is_service,
            roles="、".join(names.get(user.pk, [])),
            state=_state(user, is_locked=user.username in locked),
            last_sign_in=user.last_login,
            is_dormant=not user.is_service
            and (user.last_login or user.created_at) < now - dormant_after,
        )
        for user in users
    ]


def account_card(*, user_id: int, now: datetime, dormant_after: timedelta) -> AccountCard:
    """Return one account; raise NotFound."""
    user = User.objects.select_related("staff__org").filter(pk=user_id).first()
    if user is None:
        raise NotFound(_("There is no such user account."))
    guard = SignInGuard.objects.filter(
        digest=rules.guard_digest(GuardKind.ACCOUNT, user.username)
    ).first()
    stays = LoginSession.objects.filter(user=user).order_by("-started_at")[:20]
    return AccountCard(
        line=account_lines([user], now=now, dormant_after=dormant_after)[0],
        staff_id=user.staff_id,
        must_change_password=user.must_change_password,
        password_changed_at=user.password_changed_at,
        locked_until=guard.locked_until
        if guard and guard.locked_until and guard.locked_until > now
        else None,
        failures=guard.failures if guard else 0,
        version=user.version,
        held=tuple(held_lines(user, on=clock.bank_date(now))),
        sessions=tuple(
            SessionLine(
                stay.started_at,
                stay.last_seen_at,
                stay.ip or "",
                stay.ended_at,
                str(stay.get_end_reason_display()),
            )
            for stay in stays
        ),
        tokens=tuple(tokens_of(user_id=user_id, now=now)),
    )


def permissions_of(*, user_id: int, now: datetime) -> list[tuple[str, str]]:
    """Return (code, title) of what an account may do; raise NotFound."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotFound(_("There is no such user account."))
    titles = dict(registry.permissions.items())
    held = sorted(actor_for(user, now=now).permissions)
    return [(code, f"{_(titles.get(code, code))} · {code}") for code in held]


def demo_accounts(*, on: date) -> list[tuple[str, str, str]]:
    """Return (role, user name, name) of the demo accounts in the order of the roles, for the sign-in page of the sample bank."""
    users = list(User.objects.filter(is_demo=True, is_active=True).select_related("staff"))
    names = _role_names(users, on)
    order = {role_name(role): role.order for role in Role.objects.all()}
    lines = [
        (names[user.pk][0], user.username, user.staff.name if user.staff else "")
        for user in users
        if names.get(user.pk)
    ]
    return sorted(lines, key=lambda line: (order.get(line[0], 0), line[1]))


def _role_names(users: Sequence[User], on: date) -> dict[int, list[str]]:
    """Return the names of the roles in force per account, with the same rule as the Actor: a duty voids what posts bring."""
    found: dict[int, list[Role]] = {user.pk: [] for user in users}
    rows = (
        RoleAssignment.objects.in_force(on)
        .filter(user__in=users)
        .select_related("role")
        .order_by("role__order")
    )
    for row in rows:
        found[row.user_id].append(row.role)
    duties = {
        pk for pk, roles in found.items() if any(role.kind != RoleKind.BUSINESS for role in roles)
    }
    by_kind: dict[str, list[Role]] = {}
    for entry in PostRole.objects.select_related("role").order_by("role__order"):
        by_kind.setdefault(entry.post_kind, []).append(entry.role)
    of_staff = {user.staff_id: user.pk for user in users if user.staff_id and user.pk not in duties}
    for staff_id, kinds in organization.post_kinds_in_force(staff_ids=of_staff, on=on).items():
        for kind in kinds:
            found[of_staff[staff_id]].extend(by_kind.get(kind, []))
    return {
        pk: list(dict.fromkeys(role_name(role) for role in roles)) for pk, roles in found.items()
    }


def _state(user: User, *, is_locked: bool) -> str:
    if not user.is_active:
        return "disabled"
    if user.staff is not None and user.staff.status != StaffStatus.ACTIVE:
        return "left"
    return "locked" if is_locked else "active"


def _locked(usernames: set[str], now: datetime) -> set[str]:
    digests = {rules.guard_digest(GuardKind.ACCOUNT, name): name for name in usernames}
    rows = SignInGuard.objects.filter(digest__in=digests, locked_until__gt=now)
    return {digests[row.digest] for row in rows}
