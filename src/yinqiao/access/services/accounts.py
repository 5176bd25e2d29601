"""Accounts of people and of programs: make, disable, enable, unlock."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yinqiao.access import policies
from yinqiao.access.choices import ActKind, SessionEnd
from yinqiao.access.models import ApiToken, PasswordHistory, User
from yinqiao.access.services import dual, guards, sessions
from yinqiao.access.services.passwords import temporary_password
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import StaffStatus
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just made, with the temporary password that is shown once."""

    user_id: int
    username: str
    password: str


@use_case("access.account-created", permission=policies.MANAGE_USERS)
def create_account(
    unit: Unit, *, actor: Actor, now: datetime, staff_no: str, act_id: int | None = None
) -> NewAccount:
    """Make the account of a person who works here; it must change the temporary password at first sign-in.

    A person spends the second person's word (`act_id`) with it.
    """
    dual.spend(
        actor=actor, now=now, act_id=act_id, kind=ActKind.ACCOUNT, details={"staff_no": staff_no}
    )
    return insert_account(unit, now=now, staff_no=staff_no)


def insert_account(unit: Unit, *, now: datetime, staff_no: str) -> NewAccount:
    """Write the account of a person; the caller has the right and the second person's word."""
    person = check_new_account(staff_no)
    password = temporary_password()
    user = _insert(
        User(
            username=staff_no,
            staff_id=person.id,
            password=make_password(password),
            created_at=now,
            password_changed_at=now,
        )
    )
    PasswordHistory.objects.create(user=user, password=user.password, set_at=now)
    unit.audit(ObjectRef("access.user", user.pk), new={"username": staff_no, "staff": person.id})
    return NewAccount(user.pk, staff_no, password)


@use_case("access.service-account-created", permission=policies.MANAGE_USERS)
def create_service_account(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    username: str,
    label: str,
    act_id: int | None = None,
) -> User:
    """Make an account for a program: no password, tokens only, roles like anybody else."""
    dual.spend(
        actor=actor,
        now=now,
        act_id=act_id,
        kind=ActKind.SERVICE,
        details={"username": username, "label": label},
    )
    user = _insert(
        User(
            username=username,
            label=label,
            is_service=True,
            must_change_password=False,
            password=make_password(None),
            created_at=now,
        )
    )
    unit.audit(
        ObjectRef("access.user", user.pk),
        new={"username": username, "label": label, "service": True},
    )
    return user


@use_case("access.account-disabled", permission=policies.MANAGE_USERS)
def disable_account(unit: Unit, *, actor: Actor, now: datetime, user_id: int, reason: str) -> User:
    """Close an account: its sessions end with this transaction, its tokens are revoked."""
    user = _other(actor, user_id)
    if not user.is_active:
        raise InvalidInput(_("This account is disabled already."))
    _save_active(user, is_active=False)
    ended = sessions.end_sessions(user_id=user_id, now=now, reason=SessionEnd.DISABLED)
    tokens = ApiToken.objects.filter(user_id=user_id, revoked_at__isnull=True).update(
        revoked_at=now
    )
    unit.audit(
        ObjectRef("access.user", user_id),
        old={"enabled": True},
        new={"enabled": False},
        reason=reason,
        detail={"ended_sessions": ended, "revoked_tokens": tokens},
    )
    return user


@use_case("access.account-enabled", permission=policies.MANAGE_USERS)
def enable_account(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    user_id: int,
    reason: str,
    act_id: int | None = None,
) -> User:
    """Open an account again. Tokens stay revoked.

    A person spends the second person's word (`act_id`) with it: the account gets its roles and its password back.
    """
    dual.spend(
        actor=actor, now=now, act_id=act_id, kind=ActKind.ENABLE, details={"user_id": user_id}
    )
    user = _other(actor, user_id)
    check_disabled(user)
    _save_active(user, is_active=True)
    unit.audit(
        ObjectRef("access.user", user_id),
        old={"enabled": False},
        new={"enabled": True},
        reason=reason,
    )
    return user


@use_case("access.account-unlocked", permission=policies.UNLOCK_USER)
def unlock_account(unit: Unit, *, actor: Actor, now: datetime, user_id: int, reason: str) -> None:
    """Forget the failed tries of an account before its lock runs out."""
    user = _other(actor, user_id)
    if not guards.clear(username=user.username):
        raise InvalidInput(_("This account is not locked."))
    unit.audit(
        ObjectRef("access.user", user_id),
        old={"locked": True},
        new={"locked": False},
        reason=reason,
    )


def check_disabled(user: User) -> None:
    """Raise InvalidInput for an account that can be used already."""
    if user.is_active:
        raise InvalidInput(_("This account is enabled already."))


def check_new_account(staff_no: str) -> organization.StaffLine:
    """Return the person; raise InvalidInput when nobody of that number works here or she has an account."""
    person = organization.staff_by_no(staff_no)
    message = ""
    if person is None or person.status == StaffStatus.LEFT:
        message = _("Nobody with this staff number works here.")
    elif User.objects.filter(username=staff_no).exists():
        message = _("There is an account of this name already.")
    if person is None or message:
        raise InvalidInput(message, fields={"staff_no": message})
    return person


def raise_version(user: User) -> None:
    """Make every kept Actor of the account void; the row is locked by the caller."""
    user.access_version += 1
    user.version += 1
    user.save(update_fields=["access_version", "version"])


def locked_user(user_id: int) -> User:
    """Return the account, locked until the transaction ends; raise NotFound."""
    user = (
        User.objects.select_for_update(of=("self",))
        .select_related("staff")
        .filter(pk=user_id)
        .first()
    )
    if user is None:
        raise NotFound(_("There is no such user account."))
    return user


def _other(actor: Actor, user_id: int) -> User:
    """Nobody administers the own account."""
    if actor.user_id == user_id:
        raise InvalidInput(_("Another administrator must do this for your own account."))
    return locked_user(user_id)


def _save_active(user: User, *, is_active: bool) -> None:
    user.is_active = is_active
    user.access_version += 1
    user.version += 1
    user.save(update_fields=["is_active", "access_version", "version"])


def _insert(user: User) -> User:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        message = _("There is an account of this name already.")
        raise InvalidInput(message, fields={"staff_no": message, "username": message}) from error
    return user
