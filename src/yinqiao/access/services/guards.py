"""Locks against guessing (P02): one count per account name, known or not, and one per network address.

A try is counted before the password is looked at, so that a hundred tries at once are still a hundred tries.
"""

from datetime import datetime

from django.db import transaction

from yinqiao.access import rules
from yinqiao.access.choices import GuardKind
from yinqiao.access.models import SignInGuard
from yinqiao.access.rules import GuardState
from yinqiao.access.services import settings


def may_try(*, username: str, ip: str, now: datetime) -> bool:
    """Count one try in a transaction of its own; False while the account name or the address is locked."""
    keys = _keys(username, ip)
    with transaction.atomic():
        SignInGuard.objects.bulk_create(
            [SignInGuard(kind=kind, digest=digest) for kind, digest in keys], ignore_conflicts=True
        )
        digests = [digest for _kind, digest in keys]
        # Always in the order of the id, so that two sign-ins cannot wait for each other.
        rows = list(
            SignInGuard.objects.select_for_update().filter(digest__in=digests).order_by("id")
        )
        states = {row.pk: GuardState(row.failures, row.failed_at, row.locked_until) for row in rows}
        if any(state.is_locked(now) for state in states.values()):
            return False
        for row in rows:
            limit, lock_for = settings.lock_limits(is_source=row.kind == GuardKind.SOURCE)
            _write(row, rules.after_try(states[row.pk], now=now, limit=limit, lock_for=lock_for))
    return True


def clear(*, username: str, ip: str = "") -> bool:
    """Forget the failures of an account (and of an address) after success or by the security administrator.

    Return whether something was locked or counted.
    """
    digests = [digest for _kind, digest in _keys(username, ip)]
    rows = SignInGuard.objects.filter(digest__in=digests, failures__gt=0)
    return rows.update(failures=0, failed_at=None, locked_until=None) > 0


def _keys(username: str, ip: str) -> list[tuple[GuardKind, str]]:
    keys = [(GuardKind.ACCOUNT, rules.guard_digest(GuardKind.ACCOUNT, username))]
    if ip:
        keys.append((GuardKind.SOURCE, rules.guard_digest(GuardKind.SOURCE, ip)))
    return keys


def _write(row: SignInGuard, state: GuardState) -> None:
    row.failures = state.failures
    row.failed_at = state.failed_at
    row.locked_until = state.locked_until
    row.save(update_fields=["failures", "failed_at", "locked_until"])
