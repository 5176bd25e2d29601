"""What the customer room puts on offer to shells and lower rooms: panels, palette, approvals, parameters, object types."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.access import policies as access_policies
from yinqiao.customers import handlers, jobs, policies, queries, services
from yinqiao.customers.choices import Kind
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.registry import (
    DATA_VALUE,
    ApprovalKind,
    MenuItem,
    ObjectType,
    Panel,
    ParameterDefinition,
    SearchHit,
)
from yinqiao.platform.ui.ports import Notice, NoticeKind, notice_kinds, notices

_DESIGN = "本行设定：客户数据导出"
_OWNER = "零售金融部"
_SECURITY = "数据安全管理部"
_HITS = gettext_noop("Customers (in your scope)")
PARAMETERS = (
    ParameterDefinition(
        "customers.reveal_daily_quota",
        "Phone numbers one person may reveal in a day",
        20,
        "numbers",
        "本行设定：客户敏感信息保护",
        _SECURITY,
        least=0,
        most=200,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        "customers.reveal_hours",
        "How long an approved reveal holds",
        24,
        "hours",
        "本行设定：客户敏感信息保护",
        _SECURITY,
        least=1,
        most=24,
        approval=DATA_VALUE,
        description="At most 24 hours.",
    ),
    ParameterDefinition(
        "customers.access_hours",
        "How long access to one foreign customer holds",
        24,
        "hours",
        "本行设定：客户敏感信息保护",
        _SECURITY,
        least=1,
        most=24,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        "customers.export_self_rows",
        "Rows of a masked export without approval",
        100,
        "rows",
        _DESIGN,
        _SECURITY,
        least=0,
        most=1_000,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        "customers.export_supervisor_rows",
        "Rows of an export that a supervisor may allow",
        5_000,
        "rows",
        _DESIGN,
        _SECURITY,
        least=0,
        most=20_000,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        "customers.export_max_rows",
        "Rows of one export at most",
        200_000,
        "rows",
        _DESIGN,
        _SECURITY,
        least=1,
        most=1_000_000,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        "customers.export_daily_limit",
        "Exports of one person in a day",
        3,
        "exports",
        _DESIGN,
        _SECURITY,
        least=0,
        most=50,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        "customers.export_hours",
        "How long the link of an export holds",
        24,
        "hours",
        _DESIGN,
        _SECURITY,
        least=1,
        most=72,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        "customers.expiry_notice_days",
        "Days before its end from which the counter is reminded of a certificate",
        90,
        "days",
        "本行设定：客户身份证件管理",
        _OWNER,
    ),
    ParameterDefinition(
        "customers.correction_workdays",
        "Workdays in which a correction request is to be answered",
        5,
        "workdays",
        "本行设定：客户信息更正",
        "数据管理部",
        least=1,
        most=60,
    ),
)
NOTICE_DAYS = 7
# A deputy president begins with the largest customers of the bank; for agents there is no service desk yet.
LANDING = {
    "teller": "customers:find",
    "deputy_president": "customers:list",
    "service_agent": "customers:list",
}
PANELS = (
    Panel(
        "customers.ties",
        "customer.tab",
        "Family and relations",
        "customers:ties",
        policies.VIEW,
        order=40,
        travels=True,
    ),
    Panel(
        "customers.profile",
        "customer.tab",
        "Profile",
        "customers:profile",
        policies.VIEW,
        order=50,
        travels=True,
    ),
    Panel(
        "customers.reach",
        "customer.tab",
        "Certificates and contacts",
        "customers:reach",
        policies.VIEW,
        order=60,
        travels=True,
    ),
    Panel(
        "customers.external",
        "customer.tab",
        "External information",
        "customers:external",
        policies.VIEW,
        order=65,
        travels=True,
    ),
    Panel(
        "customers.history",
        "customer.tab",
        "History of changes",
        "customers:history",
        policies.VIEW,
        order=90,
    ),
    Panel(
        "customers.next-steps",
        "customer.overview",
        "Next steps",
        "customers:next-steps",
        policies.VIEW,
        order=1,
    ),
    Panel(
        "customers.group",
        "customer.overview",
        "Group and shareholders",
        "customers:group",
        policies.VIEW,
        order=15,
        width=2,
        travels=True,
        only=Kind.COMPANY,
    ),
    Panel(
        "customers.ties-summary",
        "customer.overview",
        "Family and relations",
        "customers:ties-summary",
        policies.VIEW,
        order=40,
        width=2,
        travels=True,
    ),
    Panel(
        "customers.summary",
        "customer.overview",
        "Profile",
        "customers:summary",
        policies.VIEW,
        order=50,
        width=1,
        travels=True,
    ),
)
APPROVALS = (
    ApprovalKind(
        "customers.reveal", "Show a number in clear", policies.APPROVE_REVEAL, services.apply_reveal
    ),
    ApprovalKind(
        "customers.access",
        "See a customer of another unit",
        access_policies.GRANT_ACCESS,
        services.apply_access,
    ),
    ApprovalKind(
        services.EXPORT_KIND, "Export of customers", policies.APPROVE_EXPORT, services.apply_export
    ),
    ApprovalKind(
        services.EXPORT_LARGE_KIND,
        "Large or unmasked export",
        policies.APPROVE_FULL_EXPORT,
        services.apply_export,
    ),
)


def _list_title(actor: Actor) -> str:
    return _("My customers") if policies.owns_all(actor) else _("Customers")


def palette(actor: Actor, text: str) -> list[SearchHit]:
    """Return customers for the command palette; for a number without a hit one neutral line that leads to asking for access."""
    if not actor.can(policies.VIEW):
        return []
    answer = queries.search(actor=actor, now=clock.now(), text=text)
    if answer.is_number and not answer.hits:
        title = _("No customer with this number in your scope")
        return [
            SearchHit(_HITS, title, _("Ask for access"), reverse("customers:access"), "user-search")
        ]
    return [
        SearchHit(
            _HITS,
            hit.name,
            " · ".join(part for part in (hit.tier_label, hit.phone, hit.org_name) if part),
            reverse("customers:detail", args=[hit.id]),
            "building" if hit.is_company else "user",
        )
        for hit in answer.hits
    ]


def _label(actor: Actor, customer_id: int) -> str:
    return queries.customer_label(actor=actor, customer_id=customer_id)


def _visible(actor: Actor, customer_id: int) -> bool:
    return queries.is_visible(actor=actor, customer_id=customer_id)


def _notices(actor: Actor) -> list[Notice]:
    if not actor.can(policies.REQUEST_CORRECTION):
        return []
    now = clock.now()
    found = queries.answered_corrections(
        actor=actor, since=now - timedelta(days=NOTICE_DAYS), now=now
    )
    return [
        Notice(
            title=f"{row.state_label} · {_('Correction of {field}').format(field=row.label)}",
            detail=row.decision_note or row.customer_name,
            url=reverse("customers:own-corrections"),
            at=row.decided_at,
            is_read=True,
            icon="edit",
        )
        for row in found
        if row.decided_at is not None
    ]


def offer() -> None:
    """Fill the registries."""
    for parameter in PARAMETERS:
        registry.parameters.add(parameter.key, parameter)
    for panel in PANELS:
        registry.panels.add(panel.key, panel)
    for kind in APPROVALS:
        registry.approval_kinds.add(kind.key, kind)
    registry.object_types.add(
        "customers.customer",
        ObjectType("customers.customer", "Customer", "customers:detail", _label, _visible),
    )
    registry.palette.add("customers", palette)
    registry.menu.add(
        "customers",
        MenuItem(
            "customers",
            "My customers",
            "customers:list",
            "users",
            policies.VIEW,
            order=20,
            count=queries.own_count,
            title_for=_list_title,
        ),
    )
    registry.menu.add(
        "find-customer",
        MenuItem(
            "find-customer",
            "Find a customer",
            "customers:find",
            "user-search",
            policies.FIND,
            order=10,
        ),
    )
    for role, page in LANDING.items():
        registry.landing.add(role, page)
    registry.menu.add(
        "exports",
        MenuItem(
            "exports",
            "My exports",
            "customers:exports",
            "file-export",
            policies.EXPORT,
            group="Service",
            order=90,
        ),
    )
    registry.menu.add(
        "corrections",
        MenuItem(
            "corrections",
            "Correction requests",
            "customers:corrections",
            "edit",
            policies.REQUEST_CORRECTION,
            group="Service",
            order=85,
        ),
    )

    registry.menu.add(
        "correction-desk",
        MenuItem(
            "correction-desk",
            "Correction desk",
            "customers:correction-desk",
            "edit",
            policies.ANSWER_CORRECTION,
            group="Service",
            order=84,
            count=queries.corrections_waiting,
        ),
    )
    registry.request_boxes.add(
        "corrections",
        MenuItem(
            "own-corrections",
            "Correction requests",
            "customers:own-corrections",
            "edit",
            policies.REQUEST_CORRECTION,
        ),
    )
    notices.add("customers.corrections", _notices)
    notice_kinds.add(
        "customers.corrections",
        NoticeKind("customers.corrections", "Correction requests", policies.REQUEST_CORRECTION),
    )


__all__ = ["handlers", "jobs", "offer"]
