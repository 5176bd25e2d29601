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
            is_source = row.kind == GuardKind.SOURCE
            limit, lock_for = settings.lock_limits(is_source=is_source)
            state = rules.after_try(
                states[row.pk], now=now, limit=limit, lock_for=lock_for, keeps_start=is_source
            )
            _write(row, state)
    return True


def succeeded(*, username: str, ip: str) -> None:
    """Forget the failures of an account that has proved itself, and take just those back from its network address.

    What the address tried on other accounts still counts: one account of one's own is no licence to guess at all the rest.
    """
    keys = _keys(username, ip)
    with transaction.atomic():
        digests = [digest for _kind, digest in keys]
        rows = SignInGuard.objects.select_for_update().filter(digest__in=digests).order_by("id")
        by_kind = {row.kind: row for row in rows}
        account = by_kind.get(GuardKind.ACCOUNT)
        source = by_kind.get(GuardKind.SOURCE)
        tries = account.failures if account is not None else 0
        if source is not None:
            limit, _lock_for = settings.lock_limits(is_source=True)
            state = GuardState(source.failures, source.failed_at, source.locked_until)
            _write(source, rules.taken_back(state, tries, limit=limit))
        if account is not None:
            _write(account, GuardState())


def clear(*, username: str) -> bool:
    """Forget the failures of an account; return whether something was locked or counted."""
    digest = rules.guard_digest(GuardKind.ACCOUNT, username)
    rows = SignInGuard.objects.filter(digest=digest, failures__gt=0)
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
