"""Writes of access: sessions, passwords, accounts, roles, grants, tokens."""

from yinqiao.access.services.accounts import (
    NewAccount,
    create_account,
    create_service_account,
    disable_account,
    enable_account,
    unlock_account,
)
from yinqiao.access.services.bulk import AccountLine, LineResult, read_accounts, upload_accounts
from yinqiao.access.services.carrying import Outcome, carry_out
from yinqiao.access.services.demo import DEMO_PASSWORD, DemoAccount, provision_demo_accounts
from yinqiao.access.services.dual import (
    APPROVAL_KIND,
    ActSpent,
    Order,
    apply_act,
    ask_for_post,
    ask_second_person,
    grant_lasts,
    spend,
)
from yinqiao.access.services.grants import grant_access, revoke_grant
from yinqiao.access.services.orders import (
    account_order,
    enable_order,
    reset_order,
    role_edit_order,
    role_order,
    service_order,
    token_order,
    upload_order,
)
from yinqiao.access.services.passwords import (
    change_own_password,
    needs_change,
    reset_password,
    set_own_password,
)
from yinqiao.access.services.roles import (
    DutiesExclude,
    Reach,
    RoleDetails,
    assign_role,
    create_role,
    edit_role,
    end_assignment,
)
from yinqiao.access.services.sessions import (
    Refusal,
    SignIn,
    close_session,
    end_of,
    open_session,
    sign_in,
    touch,
)
from yinqiao.access.services.settings import password_profile
from yinqiao.access.services.tokens import NewToken, create_token, revoke_token

__all__ = [
    "APPROVAL_KIND",
    "DEMO_PASSWORD",
    "AccountLine",
    "ActSpent",
    "DemoAccount",
    "DutiesExclude",
    "LineResult",
    "NewAccount",
    "NewToken",
    "Order",
    "Outcome",
    "Reach",
    "Refusal",
    "RoleDetails",
    "SignIn",
    "account_order",
    "apply_act",
    "ask_for_post",
    "ask_second_person",
    "assign_role",
    "carry_out",
    "change_own_password",
    "close_session",
    "create_account",
    "create_role",
    "create_service_account",
    "create_token",
    "disable_account",
    "edit_role",
    "enable_account",
    "enable_order",
    "end_assignment",
    "end_of",
    "grant_access",
    "grant_lasts",
    "needs_change",
    "open_session",
    "password_profile",
    "provision_demo_accounts",
    "read_accounts",
    "reset_order",
    "reset_password",
    "revoke_grant",
    "revoke_token",
    "role_edit_order",
    "role_order",
    "service_order",
    "set_own_password",
    "sign_in",
    "spend",
    "token_order",
    "touch",
    "unlock_account",
    "upload_accounts",
    "upload_order",
]
