"""Who acts: from an account, a signed-in session or a token."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet, Subquery

from yinqiao.access import actors
from yinqiao.access.models import AccessStamp, ApiToken, LoginSession, User
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import StaffStatus
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.db.prepared import Prepared

TOKEN_PREFIX = "yq_"  # noqa: S105 - what tokens begin with
USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class CurrentSession:
    """One open session with its account, read in one query; `stamp` tells whether a kept Actor still holds."""

    login: LoginSession
    user: User
    stamp: actors.Stamp


def current_session(*, login_id: int, now: datetime) -> CurrentSession | None:
    """Return the session with its account and stamp (one query), or None if there is none."""
    row = _SESSION.first(login_id)
    if row is None:
        return None
    return CurrentSession(
        row, row.user, _stamp(row.user, tree=row.tree_number, access=row.access_number, now=now)
    )


def _session(login_id: int) -> QuerySet[Any]:
    rows = LoginSession.objects.select_related("user__staff__org").filter(pk=login_id)
    return rows.annotate(tree_number=organization.tree_stamp(), access_number=_access_stamp())


_SESSION: Final[Prepared[Any]] = Prepared(_session)


def actor_for(
    user: User,
    *,
    now: datetime,
    ip: str = "",
    session_key: str = "",
    purpose: str = "",
    request_id: str = "",
) -> Actor:
    """Return the actor of `user` (fresh stamp, kept value). An account that may not be used gets no permission and no scope."""
    row = (
        User.objects.select_related("staff__org")
        .annotate(tree_number=organization.tree_stamp(), access_number=_access_stamp())
        .get(pk=user.pk)
    )
    if not may_use(row, now=now):
        return Actor(
            kind=ActorKind.SERVICE if row.is_service else ActorKind.PERSON,
            staff_id=row.staff_id,
            user_id=row.pk,
            staff_no=row.username,
            name=row.staff.name if row.staff else row.label,
            ip=ip,
            session_key=session_key,
            request_id=request_id,
        )
    stamp = _stamp(row, tree=row.tree_number, access=row.access_number, now=now)
    actor = actors.stamped_actor(row, stamp=stamp, now=now)
    return actors.with_request(
        actor, ip=ip, session_key=session_key, purpose=purpose, request_id=request_id
    )


def present_actor(user_id: int, now: datetime) -> Actor | None:
    """Return the actor of an account as it may act at `now`; None if there is no such account."""
    user = User.objects.filter(pk=user_id).first()
    return actor_for(user, now=now) if user is not None else None


def actor_of_staff(staff_id: int, now: datetime) -> Actor | None:
    """Return how a person may act at `now`; None for somebody without an open account."""
    user = User.objects.filter(staff_id=staff_id, is_active=True).first()
    return actor_for(user, now=now) if user is not None else None


def actor_of_session(session: CurrentSession, *, now: datetime, ip: str, request_id: str) -> Actor:
    """Return the actor of an open session; no query while nothing has changed."""
    actor = actors.stamped_actor(session.user, stamp=session.stamp, now=now)
    return actors.with_request(
        actor, ip=ip, session_key=f"login:{session.login.pk}", request_id=request_id
    )


def actor_for_token(
    secret: str, *, now: datetime, ip: str = "", request_id: str = ""
) -> Actor | None:
    """Return who acts with a token: the account, cut down to the token's permissions. None for a bad, old or revoked one."""
    if not secret.startswith(TOKEN_PREFIX):
        return None
    token = ApiToken.objects.select_related("user").filter(digest=digest_of(secret)).first()
    if token is None or token.revoked_at is not None or now >= token.expires_at:
        return None
    actor = actor_for(
        token.user,
        now=now,
        ip=ip,
        session_key=f"token:{token.pk}",
        purpose="api",
        request_id=request_id,
    )
    if not actor.roles:
        return None
    if token.last_used_at is None or now - token.last_used_at >= USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return replace(actor, permissions=actor.permissions & frozenset(token.scopes))


def digest_of(secret: str) -> str:
    """Return what is kept of a token. A plain digest is enough for 256 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def may_use(user: User, *, now: datetime) -> bool:
    """Tell whether an account may act at all: enabled, no demo account outside demo mode, and its person works here today."""
    if not user.is_active or (user.is_demo and not settings.DEMO):
        return False
    if user.is_service:
        return True
    staff = user.staff
    if staff is None or staff.status != StaffStatus.ACTIVE:
        return False
    return staff.left_on is None or clock.bank_date(now) < staff.left_on


def _access_stamp() -> Subquery:
    return Subquery(AccessStamp.objects.values("number")[:1])


def _stamp(user: User, *, tree: int, access: int, now: datetime) -> actors.Stamp:
    staff_version = user.staff.version if user.staff else 0
    return (user.access_version, staff_version, tree, access, clock.bank_date(now))
