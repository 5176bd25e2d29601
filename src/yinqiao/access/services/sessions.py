"""Sign in, stay, sign out. The answer to a wrong name, a wrong password and a closed account is one and the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.auth.hashers import check_password, make_password
from django.utils.functional import SimpleLazyObject

from yinqiao.access import rules
from yinqiao.access.choices import SessionEnd
from yinqiao.access.hashers import TooManySignIns, place_in_line
from yinqiao.access.models import LoginSession, User
from yinqiao.access.queries.actors import actor_for, may_use
from yinqiao.access.services import guards, settings
from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.audit import Unit, record_denial, use_case
from yinqiao.platform.db.refs import ObjectRef

SEEN_EVERY = timedelta(seconds=15)
LONGEST_NAME = 64
# A hash of nothing anybody can type: an unknown name costs the same time as a known one.
_dummy = SimpleLazyObject(lambda: make_password("\x00nobody"))


class Refusal(StrEnum):
    """Why nobody was signed in."""

    WRONG = "WRONG"
    LOCKED = "LOCKED"
    BUSY = "BUSY"


@dataclass(frozen=True, slots=True)
class SignIn:
    """The answer to a try: a session, or a refusal."""

    login: LoginSession | None
    refusal: Refusal | None = None


def sign_in(
    *, username: str, password: str, ip: str, now: datetime, request_id: str = ""
) -> SignIn:
    """Check name and password and open a session; every older session of the account ends. Call outside a transaction.

    When too many sign in at once, the answer is BUSY and the try does not count.
    """
    try:
        with place_in_line():
            return _sign_in(username, password, ip=ip, now=now, request_id=request_id)
    except TooManySignIns:
        return SignIn(None, Refusal.BUSY)


def _sign_in(username: str, password: str, *, ip: str, now: datetime, request_id: str) -> SignIn:
    username = username.strip()[:LONGEST_NAME]
    stranger = _stranger(ip, request_id)
    if not guards.may_try(username=username, ip=ip, now=now):
        record_denial(
            actor=stranger, verb="access.sign-in-locked", detail={"account": _known(username)}
        )
        return SignIn(None, Refusal.LOCKED)
    user = User.objects.select_related("staff").filter(username=username, is_service=False).first()
    is_right = check_password(password, user.password if user else str(_dummy))
    if user is None or not is_right or not may_use(user, now=now):
        ref = ObjectRef("access.user", user.pk) if user else None
        record_denial(
            actor=stranger,
            verb="access.sign-in-failed",
            ref=ref,
            detail={"account": _known(username)},
        )
        return SignIn(None, Refusal.WRONG)
    guards.succeeded(username=username, ip=ip)
    actor = actor_for(user, now=now, ip=ip, request_id=request_id)
    return SignIn(open_session(actor=actor, now=now, user_id=user.pk))


@use_case("access.signed-in", permission=None)
def open_session(unit: Unit, *, actor: Actor, now: datetime, user_id: int) -> LoginSession:
    """Open a session for an account that has proved itself; its other sessions end."""
    User.objects.select_for_update().get(pk=user_id)
    ended = _end_all(user_id, now=now, reason=SessionEnd.ELSEWHERE)
    login = LoginSession.objects.create(
        user_id=user_id, started_at=now, last_seen_at=now, ip=actor.ip or None
    )
    User.objects.filter(pk=user_id).update(last_login=now)
    unit.audit(
        ObjectRef("access.user", user_id), new={"session": login.pk}, detail={"ended": ended}
    )
    return login


@use_case("access.signed-out", permission=None)
def close_session(
    unit: Unit, *, actor: Actor, now: datetime, login_id: int, reason: SessionEnd
) -> None:
    """End one session, by the person or by its limits."""
    rows = LoginSession.objects.filter(pk=login_id, ended_at__isnull=True)
    rows.update(ended_at=now, end_reason=reason)
    unit.audit(
        ObjectRef("access.user", actor.user_id or 0),
        new={"session": login_id, "reason": reason.value},
    )


def end_sessions(
    *, user_id: int, now: datetime, reason: SessionEnd, keep_id: int | None = None
) -> int:
    """End all open sessions of an account but `keep_id`; part of the caller's use case. Return how many ended."""
    return len(_end_all(user_id, now=now, reason=reason, keep_id=keep_id))


def touch(login: LoginSession, *, now: datetime) -> None:
    """Note that the person is here, at most every few seconds."""
    if now - login.last_seen_at >= SEEN_EVERY:
        LoginSession.objects.filter(pk=login.pk, last_seen_at=login.last_seen_at).update(
            last_seen_at=now
        )


def end_of(login: LoginSession, user: User, *, now: datetime, ip: str) -> SessionEnd | None:
    """Return why a session cannot go on at `now`, or None."""
    if login.ended_at is not None:
        return SessionEnd(login.end_reason or SessionEnd.SIGNED_OUT)
    if not may_use(user, now=now):
        return SessionEnd.DISABLED
    return rules.session_end(
        started_at=login.started_at,
        last_seen_at=login.last_seen_at,
        now=now,
        limits=settings.session_limits(),
        is_same_address=not settings.is_address_bound() or (login.ip or "") == ip,
    )


def _end_all(
    user_id: int, *, now: datetime, reason: SessionEnd, keep_id: int | None = None
) -> list[int]:
    rows = LoginSession.objects.filter(user_id=user_id, ended_at__isnull=True)
    if keep_id is not None:
        rows = rows.exclude(pk=keep_id)
    ids = list(rows.values_list("id", flat=True))
    LoginSession.objects.filter(id__in=ids).update(ended_at=now, end_reason=reason)
    return ids


def _stranger(ip: str, request_id: str) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        staff_id=None,
        user_id=None,
        staff_no="",
        name="",
        ip=ip,
        request_id=request_id,
    )


def _known(username: str) -> str:
    """Return the name if it is an account's; anything else may be a password typed into the wrong field."""
    return username if User.objects.filter(username=username).exists() else "?"
