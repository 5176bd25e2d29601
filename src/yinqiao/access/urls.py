"""Routes of access."""

from django.urls import URLPattern

from yinqiao.access import policies
from yinqiao.access.views import accounts, dual, holders, me, recertification, roles, sign_in
from yinqiao.platform.ui.pages import PUBLIC, SIGNED_IN, PageKind, page

app_name = "access"
_ACTION = PageKind.ACTION

urlpatterns: list[URLPattern] = [
    page("sign-in/", sign_in.sign_in, name="sign-in", namespace=app_name, permission=PUBLIC),
    page(
        "sign-out/",
        sign_in.sign_out,
        name="sign-out",
        namespace=app_name,
        permission=PUBLIC,
        kind=_ACTION,
    ),
    page("me/password/", me.PasswordPage, name="password", namespace=app_name),
    page("me/tokens/", me.TokensPage, name="tokens", namespace=app_name),
    page(
        "me/tokens/<id:pk>/revocations/",
        me.revoke_token,
        name="token-revoke",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page("accounts/", accounts.AccountListPage, name="accounts", namespace=app_name),
    page("accounts/new/", accounts.NewAccountPage, name="account-new", namespace=app_name),
    page("accounts/services/new/", accounts.NewServicePage, name="service-new", namespace=app_name),
    page("accounts/uploads/", accounts.UploadPage, name="account-upload", namespace=app_name),
    page("accounts/<id:pk>/", accounts.AccountPage, name="account", namespace=app_name),
    page(
        "accounts/<id:pk>/disablements/",
        accounts.DisablePage,
        name="account-disable",
        namespace=app_name,
    ),
    page(
        "accounts/<id:pk>/enablements/",
        accounts.EnablePage,
        name="account-enable",
        namespace=app_name,
    ),
    page(
        "accounts/<id:pk>/unlockings/",
        accounts.UnlockPage,
        name="account-unlock",
        namespace=app_name,
    ),
    page(
        "accounts/<id:pk>/password-resets/",
        accounts.ResetPage,
        name="account-reset",
        namespace=app_name,
    ),
    page(
        "accounts/<id:pk>/assignments/",
        accounts.AssignPage,
        name="account-assign",
        namespace=app_name,
    ),
    page(
        "accounts/<id:pk>/assignments/<id:assignment_id>/endings/",
        accounts.EndAssignmentPage,
        name="assignment-end",
        namespace=app_name,
    ),
    page(
        "accounts/<id:pk>/tokens/<id:token_id>/revocations/",
        accounts.revoke_token,
        name="account-token-revoke",
        namespace=app_name,
        permission=policies.ISSUE_TOKEN,
        kind=_ACTION,
    ),
    page(
        "accounts/<id:pk>/tokens/new/", accounts.NewTokenPage, name="token-new", namespace=app_name
    ),
    page("acts/", dual.ActList, name="acts", namespace=app_name),
    page("acts/<id:pk>/", dual.ActPage, name="act", namespace=app_name),
    page(
        "acts/<id:pk>/uses/",
        dual.do_act,
        name="act-uses",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page("roles/", roles.RoleListPage, name="roles", namespace=app_name),
    page("roles/new/", roles.NewRolePage, name="role-new", namespace=app_name),
    page("roles/<id:pk>/", roles.RolePage, name="role", namespace=app_name),
    page("roles/<id:pk>/edit/", roles.EditRolePage, name="role-edit", namespace=app_name),
    page("who-may-see/", holders.HolderListPage, name="holders", namespace=app_name),
    page(
        "recertifications/",
        recertification.Rounds,
        name="recertifications",
        namespace=app_name,
    ),
    page(
        "recertifications/new/",
        recertification.NewRound,
        name="recertification-new",
        namespace=app_name,
    ),
    page(
        "recertifications/<id:pk>/",
        recertification.RoundItems,
        name="recertification",
        namespace=app_name,
    ),
    page(
        "recertifications/items/<id:pk>/withdrawals/",
        recertification.carry_out,
        name="withdrawals",
        namespace=app_name,
        permission=policies.MANAGE_ROLES,
        kind=_ACTION,
    ),
    page("recertify/", recertification.OwnItems, name="recertify", namespace=app_name),
    page(
        "recertify/confirmations/",
        recertification.confirm,
        name="confirmations",
        namespace=app_name,
        permission=SIGNED_IN,
        kind=_ACTION,
    ),
    page(
        "recertify/<id:pk>/withdrawal/",
        recertification.Withdraw,
        name="withdraw",
        namespace=app_name,
    ),
    page("access-review/", roles.ReviewPage, name="review", namespace=app_name),
]
