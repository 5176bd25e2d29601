"""What access puts on offer: permissions, parameters, object types, menu items, landing pages."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from yinqiao.access import (
    handlers,
    jobs,
    policies,
    queries,
    rule_book,
    services,
    trials,
    unit_mergers,
)
from yinqiao.access.models import User
from yinqiao.access.parameters import PARAMETERS
from yinqiao.access.tour import TOUR
from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.registry import (
    ApprovalKind,
    MenuItem,
    ObjectType,
)
from yinqiao.platform.ui import desk, tours
from yinqiao.platform.ui.table import Tag

PERMISSIONS = {
    policies.VIEW_ACCOUNT: _("See accounts and roles"),
    policies.MANAGE_USERS: _("Create, disable and reset accounts"),
    policies.UNLOCK_USER: _("Unlock accounts"),
    policies.MANAGE_ROLES: _("Edit roles and give them"),
    policies.REVIEW_ACCESS: _("Review who may do what"),
    policies.AGREE: _("Agree to an act of another security administrator"),
    policies.GRANT_ACCESS: _("Give access to one customer for a time"),
    policies.BREAK_GLASS: _("Take access to one customer in an emergency"),
    policies.RECERTIFY: _("Confirm what one's own people may do"),
    policies.OPEN_RECERTIFICATION: _("Open recertifications and carry out withdrawals"),
    policies.ISSUE_TOKEN: _("Issue and revoke API tokens of others"),
}
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


def _todos(actor: Actor, _now: datetime, _limit: int) -> desk.TodoAnswer:
    """One line for all roles that wait for a head's word, by the day of the round."""
    if not actor.can(policies.RECERTIFY):
        return desk.TodoAnswer((), 0)
    number, due_on = queries.next_due(actor=actor)
    if not number:
        return desk.TodoAnswer((), 0)
    row = desk.Todo(
        key="recertify",
        title=gettext("Confirm what my people may do"),
        detail=ngettext("{number} role waits", "{number} roles wait", number).format(number=number),
        url=reverse("access:recertify"),
        due_on=due_on,
        icon="user-check",
        tag=Tag(gettext("Recertification"), "", "user-check"),
    )
    return desk.TodoAnswer((row,), 1)


for code, title in PERMISSIONS.items():
    registry.permissions.add(code, title)
for definition in PARAMETERS:
    registry.parameters.add(definition.key, definition)
book.add(*rule_book.RULES)
unit_mergers.offer()
trials.offer()
for role, url_name in LANDING.items():
    registry.landing.add(role, url_name)
for verb in ("access.sign-in-failed", "access.sign-in-locked"):
    registry.audit_verbs.add(verb, "")
registry.audit_verbs.add("access.recertifications-listed", policies.REVIEW_ACCESS)
desk.todos.add("recertify", _todos)
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
        is_delegable=False,
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
        "recertifications",
        "Recertifications",
        "access:recertifications",
        "user-check",
        policies.REVIEW_ACCESS,
        group="Security",
        order=685,
    ),
    MenuItem(
        "recertify",
        "Confirm what my people may do",
        "access:recertify",
        "user-check",
        policies.RECERTIFY,
        group="Service",
        order=88,
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
for _step in TOUR:
    tours.steps.add(_step.key, _step)
__all__ = ["handlers", "jobs"]
