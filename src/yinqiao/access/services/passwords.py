"""Change a password, one's own or a forgotten one; the last few cannot come back."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _

from yinqiao.access import passwords, policies
from yinqiao.access.choices import ActKind, SessionEnd
from yinqiao.access.models import ApiToken, PasswordHistory, User
from yinqiao.access.passwords import Problem
from yinqiao.access.services import dual, guards, sessions, settings
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused

_ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_TEMPORARY_LENGTH = 16


def needs_change(user: User, *, now: datetime) -> bool:
    """Tell whether the person must choose a new password before anything else. Demo accounts never must."""
    if user.is_demo or user.is_service:
        return False
    changed_at = user.password_changed_at
    return (
        user.must_change_password
        or changed_at is None
        or now - changed_at >= settings.password_age()
    )


def change_own_password(
    *, actor: Actor, now: datetime, old: str, new: str, keep_login_id: int | None = None
) -> None:
    """Replace the actor's password after checking the old one; other sessions end. Raises InvalidInput.

    Wrong old passwords count towards the lock: a session left open is no way to guess. The count stays only if the
    caller does not roll back, so this is not one use case but a check and one.
    """
    user = _locked_user(actor.user_id or 0)
    if not guards.may_try(username=user.username, ip="", now=now):
        message = _("Too many tries. Wait for half an hour, or ask the security administrator.")
        raise InvalidInput(message, fields={"old": message})
    if not check_password(old, user.password):
        message = _("This is not your present password.")
        raise InvalidInput(message, fields={"old": message})
    guards.clear(username=user.username)
    set_own_password(actor=actor, now=now, user_id=user.pk, new=new, keep_login_id=keep_login_id)


@use_case("access.password-changed", permission=None)
def set_own_password(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    user_id: int,
    new: str,
    keep_login_id: int | None = None,
) -> None:
    """Set the password that the person chose; raise InvalidInput with every rule it breaks."""
    if actor.user_id != user_id:
        raise PermissionRefused(_("A password is changed by its owner."))
    user = _locked_user(user_id)
    check_new(user, new)
    _write(user, new, now=now, must_change=False)
    ended = sessions.end_sessions(
        user_id=user_id, now=now, reason=SessionEnd.PASSWORD, keep_id=keep_login_id
    )
    unit.audit(
        ObjectRef("access.user", user_id),
        new={"password": "changed"},
        detail={"ended_sessions": ended},
    )


@use_case("access.password-reset", permission=policies.MANAGE_USERS)
def reset_password(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    user_id: int,
    reason: str,
    act_id: int | None = None,
) -> str:
    """Set and return a temporary password, shown once; sessions and API tokens end and it must be changed at sign-in.

    A person spends the second person's word (`act_id`) with it.
    """
    if actor.user_id == user_id:
        raise InvalidInput(_("Change your own password on your own page."))
    dual.spend(
        actor=actor, now=now, act_id=act_id, kind=ActKind.RESET, details={"user_id": user_id}
    )
    user = _locked_user(user_id)
    temporary = temporary_password()
    _write(user, temporary, now=now, must_change=True)
    guards.clear(username=user.username)
    ended = sessions.end_sessions(user_id=user_id, now=now, reason=SessionEnd.PASSWORD)
    revoked = ApiToken.objects.filter(user_id=user_id, revoked_at__isnull=True).update(
        revoked_at=now
    )
    unit.audit(
        ObjectRef("access.user", user_id),
        new={"password": "reset"},
        reason=reason,
        detail={"ended_sessions": ended, "revoked_tokens": revoked},
    )
    return temporary


def check_new(user: User, new: str) -> None:
    """Raise InvalidInput unless `new` meets the profile in force and is none of the last passwords."""
    personal = [user.username, *((user.staff.name, user.staff.pinyin) if user.staff else ())]
    found = passwords.problems(new, profile=settings.password_profile(), personal=personal)
    if not found and _is_reused(user, new):
        found = [Problem.REUSED]
    if found:
        texts = [_explain(problem) for problem in found]
        raise InvalidInput(" ".join(texts), fields={"new": " ".join(texts)})


def temporary_password() -> str:
    """Return 16 characters that are easy to read out, of three classes at least."""
    while True:
        text = "".join(secrets.choice(_ALPHABET) for _number in range(_TEMPORARY_LENGTH))
        if passwords.count_classes(text) >= passwords.PROFILES["mlps"].classes:
            return text


def _write(user: User, password: str, *, now: datetime, must_change: bool) -> None:
    user.password = make_password(password)
    user.must_change_password = must_change
    user.password_changed_at = now
    user.version += 1
    user.save(update_fields=["password", "must_change_password", "password_changed_at", "version"])
    PasswordHistory.objects.create(user=user, password=user.password, set_at=now)
    keep = PasswordHistory.objects.filter(user=user).values_list("id", flat=True)[
        : settings.password_history()
    ]
    PasswordHistory.objects.filter(user=user).exclude(id__in=list(keep)).delete()


def _is_reused(user: User, new: str) -> bool:
    past = PasswordHistory.objects.filter(user=user).values_list("password", flat=True)[
        : settings.password_history()
    ]
    return any(check_password(new, encoded) for encoded in dict.fromkeys([user.password, *past]))


def _locked_user(user_id: int) -> User:
    user = (
        User.objects.select_for_update(of=("self",))
        .select_related("staff")
        .filter(pk=user_id)
        .first()
    )
    if user is None:
        raise NotFound(_("There is no such user account."))
    return user


def _explain(problem: Problem) -> str:
    profile = settings.password_profile()
    texts = {
        Problem.TOO_SHORT: _("Use at least %(number)s characters.")
        % {"number": profile.min_length},
        Problem.TOO_LONG: _("Use at most %(number)s characters.") % {"number": passwords.LONGEST},
        Problem.TOO_PLAIN: _("Mix %(number)s of: small letters, capitals, digits, other signs.")
        % {"number": profile.classes},
        Problem.COMMON: _("This password is on the list of common ones."),
        Problem.PERSONAL: _("Leave out your name and staff number."),
        Problem.REUSED: _("This is one of your last passwords."),
    }
    return texts[problem]
