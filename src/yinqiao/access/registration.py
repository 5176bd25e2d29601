"""What access puts on offer: permissions, parameters, object types, menu items, landing pages."""

from django.utils.translation import gettext_noop as _

from yinqiao.access import handlers, policies, queries, services
from yinqiao.access.models import User
from yinqiao.access.passwords import PROFILES
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.registry import (
    SECURITY_VALUE,
    ApprovalKind,
    MenuItem,
    ObjectType,
    ParameterDefinition,
)
from yinqiao.platform.ui import tours

PERMISSIONS = {
    policies.VIEW_ACCOUNT: _("See accounts and roles"),
    policies.MANAGE_USERS: _("Create, disable and reset accounts"),
    policies.UNLOCK_USER: _("Unlock accounts"),
    policies.MANAGE_ROLES: _("Edit roles and give them"),
    policies.REVIEW_ACCESS: _("Review who may do what"),
    policies.AGREE: _("Agree to an act of another security administrator"),
    policies.GRANT_ACCESS: _("Give access to one customer for a time"),
    policies.ISSUE_TOKEN: _("Issue and revoke API tokens of others"),
}
_MLPS = "GB/T 22239-2019《信息安全技术 网络安全等级保护基本要求》8.1.4.1"
_OWNER = "信息安全部"
PARAMETERS = (
    ParameterDefinition(
        "access.lock_tries",
        "Failed sign-ins of one account before it is locked",
        5,
        "tries",
        _MLPS,
        _OWNER,
        least=3,
        most=10,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.source_lock_tries",
        "Failed sign-ins from one network address before it is locked",
        20,
        "tries",
        _MLPS,
        _OWNER,
        description="Higher than for an account: a branch often shares one address.",
        least=5,
        most=500,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.lock_minutes",
        "How long a lock stays",
        30,
        "minutes",
        _MLPS,
        _OWNER,
        least=5,
        most=1_440,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.idle_minutes",
        "Idle time after which a session ends",
        15,
        "minutes",
        _MLPS,
        _OWNER,
        least=5,
        most=60,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.session_hours",
        "Longest time of one session",
        8,
        "hours",
        _MLPS,
        _OWNER,
        least=1,
        most=24,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        key="access.is_address_bound",
        title="End a session when its network address changes",
        value=True,
        unit="",
        source="中国人民银行令〔2025〕第3号",
        owner=_OWNER,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.password_profile",
        "Password rule: mlps (10 of 3 classes), long (15), mfa (8 with a second factor)",
        "mlps",
        "",
        _MLPS,
        _OWNER,
        choices=tuple(PROFILES),
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.password_days",
        "Age at which a password must be changed",
        90,
        "days",
        _MLPS,
        _OWNER,
        least=30,
        most=365,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.password_history",
        "Past passwords that cannot come back",
        5,
        "passwords",
        _MLPS,
        _OWNER,
        least=1,
        most=24,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.dormant_days",
        "Days without sign-in after which an account counts as dormant",
        90,
        "days",
        _MLPS,
        _OWNER,
        least=30,
        most=365,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.grant_hours",
        "Longest access to one customer outside the usual reach",
        24,
        "hours",
        "本行设定：客户敏感信息保护",
        _OWNER,
        least=1,
        most=24,
        approval=SECURITY_VALUE,
    ),
    ParameterDefinition(
        "access.second_person_hours",
        "How long the second person's word holds",
        24,
        "hours",
        _MLPS,
        _OWNER,
        least=1,
        most=72,
        approval=SECURITY_VALUE,
        description="For new accounts, posts entered by hand, password resets, more rights and tokens of programs; it is spent by its use.",
    ),
    ParameterDefinition(
        "access.token_days",
        "Longest life of an API token",
        365,
        "days",
        _MLPS,
        _OWNER,
        least=1,
        most=365,
        approval=SECURITY_VALUE,
    ),
)
LANDING = {
    "security_admin": "access:accounts",
}


def _account_label(_actor: Actor, pk: int) -> str:
    return User.objects.filter(pk=pk).values_list("username", flat=True).first() or ""


def _may_see_accounts(actor: Actor, _pk: int) -> bool:
    return actor.can(policies.VIEW_ACCOUNT)


def _acts_to_do(actor: Actor) -> int | None:
    now = clock.now()
    return queries.acts_to_do(actor=actor, now=now, lasts=services.grant_lasts(now=now)) or None


for code, title in PERMISSIONS.items():
    registry.permissions.add(code, title)
for definition in PARAMETERS:
    registry.parameters.add(definition.key, definition)
for role, url_name in LANDING.items():
    registry.landing.add(role, url_name)
for verb in ("access.sign-in-failed", "access.sign-in-locked"):
    registry.audit_verbs.add(verb, "")
registry.object_types.add(
    "access.user",
    ObjectType(
        "access.user",
        "User account",
        "access:account",
        label=_account_label,
        visible=_may_see_accounts,
    ),
)


class _DualControl:
    """What rooms below ask through `platform.second_person`."""

    ask = staticmethod(services.ask_for_post)
    spend = staticmethod(services.spend)


registry.dual_control.add("access", _DualControl())
registry.object_types.add(
    "access.act",
    ObjectType(
        "access.act",
        "Act under dual control",
        "access:act",
        label=lambda _actor, pk: queries.act_summary(pk),
        visible=lambda actor, pk: queries.may_see_act(actor=actor, act_id=pk),
    ),
)
registry.approval_kinds.add(
    services.APPROVAL_KIND,
    ApprovalKind(
        services.APPROVAL_KIND,
        "Act of a security administrator",
        policies.AGREE,
        services.apply_act,
    ),
)
for item in (
    MenuItem(
        "dual-control",
        "Dual control",
        "access:acts",
        "shield-lock",
        policies.VIEW_ACCOUNT,
        group="Security",
        order=675,
        count=_acts_to_do,
    ),
    MenuItem(
        "accounts",
        "User accounts",
        "access:accounts",
        "user-cog",
        policies.VIEW_ACCOUNT,
        group="Security",
        order=660,
    ),
    MenuItem(
        "roles",
        "Roles",
        "access:roles",
        "shield-lock",
        policies.VIEW_ACCOUNT,
        group="Security",
        order=670,
    ),
    MenuItem(
        "holders",
        "Who may see",
        "access:holders",
        "user-search",
        audit.VIEW,
        group="Audit",
        order=620,
    ),
    MenuItem(
        "access-review",
        "Access review",
        "access:review",
        "list-check",
        policies.REVIEW_ACCESS,
        group="Security",
        order=680,
    ),
):
    registry.menu.add(item.key, item)
imports.present_actors.add("access", queries.present_actor)
for _step in (
    tours.TourStep(
        "access.accounts",
        "#list",
        "Accounts",
        "Who may sign in, since when, and what stands open.",
        policies.VIEW_ACCOUNT,
        20,
    ),
    tours.TourStep(
        "access.dual",
        '[data-menu="dual-control"]',
        "What needs two",
        "New accounts, more rights and tokens wait here for the second administrator.",
        policies.AGREE,
        30,
    ),
    tours.TourStep(
        "access.roles",
        '[data-menu="roles"]',
        "Roles",
        "What each role may do. Business roles come with the post.",
        policies.MANAGE_ROLES,
        40,
    ),
):
    tours.steps.add(_step.key, _step)
__all__ = ["handlers"]
