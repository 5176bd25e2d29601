"""Pure decisions of access: which duty a permission belongs to, when a lock falls, when a session is over."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from yinqiao.access.choices import GuardKind, RoleKind, SessionEnd

_SYSTEM = (
    "platform.",
    "parameters.view_parameter",
    "parameters.edit_parameter",
    "parameters.view_rule",
    "jobs.",
    "organization.",
    "imports.run_import",
    "imports.view_board",
    # Rules and their words; whom a rule fired for is shown to those who may see the customers.
    "insights.view_catalogue",
    "insights.view_trigger",
    "insights.edit_trigger",
    "insights.preview_trigger",
    # The stages of the pipelines: no opportunity is shown.
    "sales.set_pipeline",
    # Texts with masked numbers, no customer is named.
    "integrations.view_channel",
)
_SECURITY = (
    "access.",
    "crypto.",
    "organization.view_",
    "organization.edit_staff",
    # The desk alone: which approvals a person decides is told by the permissions of their kinds.
    "workflow.approve",
)
_AUDIT = ("audit.", "access.review_access", "organization.view_", "parameters.view_rule")
# What only an administrator's duty may hold; everything else may be held by business roles.
_NOT_BUSINESS = (
    "audit.",
    "platform.view_status",
    "parameters.edit_parameter",
    "access.manage_",
    "access.unlock_user",
    "access.agree_",
    "access.view_account",
    "access.issue_token",
    "access.open_recertification",
    "crypto.",
)
# The word on a customer's data is business's, never an administrator's, whatever else of access she holds.
_BUSINESS_ONLY = ("access.grant_access", "access.break_glass", "access.recertify")
# With one of these a role shows customers in its reach; without, its reach is that of its own desk.
OPENS_CUSTOMERS = frozenset({"customers.view_customer", "customers.find_customer"})
_ALLOWED = {RoleKind.SYSTEM: _SYSTEM, RoleKind.SECURITY: _SECURITY, RoleKind.AUDIT: _AUDIT}


def is_permission_of(kind: RoleKind, permission: str) -> bool:
    """Tell whether a role of duty `kind` may hold `permission`: no administrator's set opens customer data."""
    if kind == RoleKind.BUSINESS:
        return not permission.startswith(_NOT_BUSINESS)
    if permission in _BUSINESS_ONLY:
        return False
    return permission.startswith(_ALLOWED[kind])


def duties_conflict(kinds: Iterable[RoleKind]) -> bool:
    """Tell whether one person would hold two duties that exclude each other (三权分立)."""
    return len(set(kinds)) > 1


_REACHES = ("NONE", "SELF", "ORG", "ORG_AND_BELOW", "ALL")


def is_wider(new: str, *, than: str) -> bool:
    """Tell whether a reach opens what the other may not: up the order, or to and from a business line, which has no place in it."""
    if new in {than, "NONE"}:
        return False
    if new not in _REACHES or than not in _REACHES:
        return than != "ALL"
    return _REACHES.index(new) > _REACHES.index(than)


def guard_digest(kind: GuardKind, text: str) -> str:
    """Return the key under which tries for an account name (any case) or an address are counted."""
    return hashlib.sha256(f"{kind.value}:{text.casefold()}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class GuardState:
    """Failed tries, when the last one was (of an address: the first), and until when no try is heard."""

    failures: int = 0
    failed_at: datetime | None = None
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        """Tell whether tries are refused at `now`."""
        return self.locked_until is not None and now < self.locked_until


def after_try(
    state: GuardState,
    *,
    now: datetime,
    limit: int,
    lock_for: timedelta,
    keeps_start: bool = False,
) -> GuardState:
    """Return the state after one more try that is not known to be good; the `limit`-th in a row locks for `lock_for`.

    A lock that has passed, or failures older than `lock_for`, are forgotten first. With `keeps_start` the age is that of the
    first one: an address that many people share is never quiet for long.
    """
    is_old = state.failed_at is None or now - state.failed_at >= lock_for
    is_over = state.locked_until is not None and not state.is_locked(now)
    failures = 1 if is_old or is_over else state.failures + 1
    failed_at = state.failed_at if keeps_start and failures > 1 else now
    return GuardState(failures, failed_at, now + lock_for if failures >= limit else None)


def taken_back(state: GuardState, tries: int, *, limit: int) -> GuardState:
    """Return the state of an address after `tries` of its tries turned out to be a person's own."""
    failures = max(state.failures - tries, 0)
    if failures == 0:
        return GuardState()
    return GuardState(failures, state.failed_at, state.locked_until if failures >= limit else None)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session may stand idle and how long it may last at all."""

    idle: timedelta
    absolute: timedelta


def session_end(
    *,
    started_at: datetime,
    last_seen_at: datetime,
    now: datetime,
    limits: SessionLimits,
    is_same_address: bool,
) -> SessionEnd | None:
    """Return why a session is over at `now`, or None while it lives."""
    if now - started_at >= limits.absolute:
        return SessionEnd.ABSOLUTE
    if now - last_seen_at >= limits.idle:
        return SessionEnd.IDLE
    return None if is_same_address else SessionEnd.ADDRESS
