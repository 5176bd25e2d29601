"""Locks, sessions, duties: decisions without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from yinqiao.access import rules
from yinqiao.access.choices import RoleKind, SessionEnd
from yinqiao.access.roles import ROLES
from yinqiao.access.rules import GuardState, SessionLimits

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIMITS = SessionLimits(idle=15 * MINUTE, absolute=timedelta(hours=8))


def tries(count: int, *, apart: timedelta = MINUTE) -> GuardState:
    state = GuardState()
    for number in range(count):
        state = rules.after_try(state, now=NOW + number * apart, limit=5, lock_for=30 * MINUTE)
    return state


def test_the_fifth_try_in_a_row_locks_for_half_an_hour() -> None:
    assert not tries(4).is_locked(NOW + 4 * MINUTE)
    locked = tries(5)
    assert locked.locked_until == NOW + 34 * MINUTE
    assert locked.is_locked(NOW + 33 * MINUTE)
    assert not locked.is_locked(NOW + 34 * MINUTE)


def test_after_a_lock_the_count_begins_again() -> None:
    state = rules.after_try(tries(5), now=NOW + 40 * MINUTE, limit=5, lock_for=30 * MINUTE)
    assert (state.failures, state.locked_until) == (1, None)


def test_old_failures_are_forgotten() -> None:
    assert tries(9, apart=30 * MINUTE).failures == 1


@pytest.mark.parametrize(
    ("started", "seen", "same", "expected"),
    [
        (0, 0, True, None),
        (14, 14, True, None),
        (20, 15, True, SessionEnd.IDLE),
        (8 * 60 - 1, 0, True, None),
        (8 * 60, 0, True, SessionEnd.ABSOLUTE),
        (1, 1, False, SessionEnd.ADDRESS),
        (9 * 60, 0, False, SessionEnd.ABSOLUTE),
    ],
)
def test_when_a_session_is_over(
    started: int, seen: int, same: bool, expected: SessionEnd | None
) -> None:
    end = rules.session_end(
        started_at=NOW - started * MINUTE,
        last_seen_at=NOW - seen * MINUTE,
        now=NOW,
        limits=LIMITS,
        is_same_address=same,
    )
    assert end == expected


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_a_built_in_set_holds_nothing_of_another_duty(role: object) -> None:
    foreign = [code for code in role.permissions if not rules.is_permission_of(role.kind, code)]
    assert foreign == []


@pytest.mark.parametrize("kind", [RoleKind.SYSTEM, RoleKind.SECURITY, RoleKind.AUDIT])
@pytest.mark.parametrize(
    "permission",
    [
        "customers.view_customer",
        "holdings.view_holding",
        "customers.reveal_phone",
        "imports.work_quarantine",
        "access.grant_access",
        "imports.mend_rows",
    ],
)
def test_no_administrator_may_hold_what_opens_customer_data(
    kind: RoleKind, permission: str
) -> None:
    assert not rules.is_permission_of(kind, permission)


@pytest.mark.parametrize(
    "permission",
    [
        "access.manage_users",
        "access.unlock_user",
        "audit.view_audit",
        "parameters.edit_parameter",
        "platform.view_status",
    ],
)
def test_business_roles_hold_no_administration(permission: str) -> None:
    assert not rules.is_permission_of(RoleKind.BUSINESS, permission)


def test_the_audit_duty_cannot_unlock() -> None:
    assert not rules.is_permission_of(RoleKind.AUDIT, "access.unlock_user")


@pytest.mark.parametrize("kind", [RoleKind.SYSTEM, RoleKind.AUDIT])
def test_of_the_administrators_only_security_decides_approvals_of_its_own_kinds(
    kind: RoleKind,
) -> None:
    assert not rules.is_permission_of(kind, "workflow.approve")
    assert rules.is_permission_of(RoleKind.SECURITY, "workflow.approve")


@pytest.mark.parametrize(
    ("new", "than", "expected"),
    [
        ("NONE", "ALL", False),
        ("ORG", "ORG", False),
        ("ORG", "ORG_AND_BELOW", False),
        ("ORG_AND_BELOW", "ORG", True),
        ("SELF", "NONE", True),
        ("ALL", "LINE", True),
        ("LINE", "ALL", False),
        ("LINE", "ORG", True),
        ("ORG", "LINE", True),
        ("LINE", "NONE", True),
    ],
)
def test_a_reach_is_wider_when_it_opens_what_the_other_may_not(
    new: str, than: str, expected: bool
) -> None:
    assert rules.is_wider(new, than=than) is expected
