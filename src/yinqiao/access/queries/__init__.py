"""Reads of access: who acts, and what administrators and auditors see of accounts, roles and tokens."""

from yinqiao.access.queries.accounts import (
    AccountCard,
    AccountLine,
    account_card,
    account_lines,
    account_list,
    demo_accounts,
)
from yinqiao.access.queries.actors import (
    CurrentSession,
    actor_for,
    actor_for_token,
    actor_of_session,
    current_session,
    may_use,
)
from yinqiao.access.queries.held import HeldLine, TokenLine, held_lines, role_name, tokens_of
from yinqiao.access.queries.roles import (
    ReviewLine,
    RoleCard,
    RoleLine,
    permission_choices,
    permission_sets,
    review,
    role_card,
    role_choices,
    role_list,
)

__all__ = [
    "AccountCard",
    "AccountLine",
    "CurrentSession",
    "HeldLine",
    "ReviewLine",
    "RoleCard",
    "RoleLine",
    "TokenLine",
    "account_card",
    "account_lines",
    "account_list",
    "actor_for",
    "actor_for_token",
    "actor_of_session",
    "current_session",
    "demo_accounts",
    "held_lines",
    "may_use",
    "permission_choices",
    "permission_sets",
    "review",
    "role_card",
    "role_choices",
    "role_list",
    "role_name",
    "tokens_of",
]
