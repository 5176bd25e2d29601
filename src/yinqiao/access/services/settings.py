"""The numbers of access in force: every one an effective-dated parameter with its source."""

from datetime import date, timedelta

from yinqiao.access.passwords import PROFILES, PasswordProfile
from yinqiao.access.queries.sharing import SharingLimits
from yinqiao.access.rules import SessionLimits
from yinqiao.platform.parameters import queries as parameters


def session_limits() -> SessionLimits:
    """Return how long a session may idle and last."""
    return SessionLimits(
        idle=timedelta(minutes=parameters.integer("access.idle_minutes")),
        absolute=timedelta(hours=parameters.integer("access.session_hours")),
    )


def is_address_bound() -> bool:
    """Tell whether a change of the network address ends the session."""
    return parameters.value("access.is_address_bound") is True


def lock_limits(*, is_source: bool) -> tuple[int, timedelta]:
    """Return the tries before a lock, per account or per network address, and how long it stays."""
    tries = "access.source_lock_tries" if is_source else "access.lock_tries"
    return parameters.integer(tries), timedelta(minutes=parameters.integer("access.lock_minutes"))


def password_profile() -> PasswordProfile:
    """Return the profile in force; an unknown name falls back to the strict one."""
    return PROFILES.get(parameters.text("access.password_profile"), PROFILES["mlps"])


def password_history() -> int:
    """Return how many past passwords are barred."""
    return parameters.integer("access.password_history")


def password_age() -> timedelta:
    """Return after how long a password must be changed."""
    return timedelta(days=parameters.integer("access.password_days"))


def sharing_limits() -> SharingLimits:
    """Return from when on an account counts as shared."""
    return SharingLimits(
        parameters.integer("access.shared_times"),
        parameters.integer("access.shared_days"),
        timedelta(minutes=parameters.integer("access.shared_minutes")),
    )


def longest_grant() -> timedelta:
    """Return the longest time that one access grant may run."""
    return timedelta(hours=parameters.integer("access.grant_hours"))


def longest_token(*, on: date) -> timedelta:
    """Return the longest life of a token issued on `on`."""
    return timedelta(days=parameters.integer("access.token_days", on=on))
