"""What the customer room puts on offer to shells and lower rooms: panels, palette, approvals, parameters, object types."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.access import policies as access_policies
from yinqiao.customers import handlers, jobs, policies, queries, services
from yinqiao.customers.choices import Kind
from yinqiao.customers.linkage.settings import PARAMETERS as LINKAGE_PARAMETERS
from yinqiao.customers.parameters import PARAMETERS
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.registry import (
    ApprovalKind,
    MenuItem,
    ObjectType,
    Panel,
    SearchHit,
)
from yinqiao.platform.ui import openings
from yinqiao.platform.ui.ports import (
    NewItem,
    Notice,
    NoticeKind,
    new_items,
    notice_kinds,
    notices,
)

_HITS = gettext_noop("Customers (in your scope)")
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
        "customers.could-read",
        "audit.customer",
        "Who could look on a day",
        "customers:could-read",
        audit.VIEW,
        order=10,
    ),
    Panel(
        "customers.ownership",
        "customer.overview",
        "Beneficial owners",
        "customers:ownership",
        policies.VIEW,
        order=16,
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


def _relation_preview(payload: Mapping[str, object]) -> str:
    """Return where the second person reads what is asked for; the proof stands with the request."""
    query = urlencode({key: str(payload.get(key) or "") for key in queries.TOLD_OF_RELATION})
    return f"{reverse('customers:relation-asked', args=[payload['customer_id']])}?{query}"


APPROVALS = (
    ApprovalKind(
        "customers.reveal", "Show a number in clear", policies.APPROVE_REVEAL, services.apply_reveal
    ),
    ApprovalKind(
        queries.FIELDS_KIND,
        "Several numbers in clear",
        policies.APPROVE_REVEAL,
        services.apply_fields,
    ),
    ApprovalKind(
        "customers.access",
        "See a customer of another unit",
        access_policies.GRANT_ACCESS,
        services.apply_access,
    ),
    ApprovalKind(
        services.RELATION_KIND,
        "Who owns or controls a company",
        policies.EDIT,
        services.apply_relation,
        preview=_relation_preview,
    ),
    ApprovalKind(
        services.MERGE_KIND, "Merge of two customers", policies.APPROVE_MERGE, services.apply_merge
    ),
    ApprovalKind(
        services.MERGE_FIELD_KIND,
        "Other value of a merged field",
        policies.APPROVE_MERGE,
        services.apply_other,
    ),
    ApprovalKind(
        services.LINKAGE_KIND,
        "Trust in the linkage model",
        policies.SIGN_LINKAGE,
        services.apply_signature,
    ),
    ApprovalKind(
        services.EXPORT_KIND, "Export of customers", policies.APPROVE_EXPORT, services.apply_export
    ),
    ApprovalKind(
        services.EXPORT_LARGE_KIND,
        "Large or unmasked export",
        policies.APPROVE_FULL_EXPORT,
        services.apply_export,
        measure=lambda payload: int(str(payload.get("rows", 0))),
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
            " · ".join(
                part for part in (_was(answer), hit.tier_label, hit.phone, hit.org_name) if part
            ),
            reverse("customers:detail", args=[hit.id]),
            "building" if hit.is_company else "user",
        )
        for hit in answer.hits
    ]


def _was(answer: queries.SearchAnswer) -> str:
    """Tell that the number asked for was merged."""
    return (
        _("{number} was merged into this one").format(number=answer.merged_no)
        if answer.merged_no
        else ""
    )


def _label(actor: Actor, customer_id: int) -> str:
    return queries.customer_label(actor=actor, customer_id=customer_id)


def _visible(actor: Actor, customer_id: int) -> bool:
    return queries.is_visible(actor=actor, customer_id=customer_id)


def _merge_label(actor: Actor, merge_id: int) -> str:
    return queries.merge_label(actor=actor, merge_id=merge_id)


def _merge_visible(actor: Actor, merge_id: int) -> bool:
    return actor.can(policies.APPROVE_MERGE) and bool(_merge_label(actor, merge_id))


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


MENU = (
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
    MenuItem(
        "find-customer",
        "Find a customer",
        "customers:find",
        "user-search",
        policies.FIND,
        order=10,
    ),
    MenuItem(
        "exports",
        "My exports",
        "customers:exports",
        "file-export",
        policies.EXPORT,
        group="Service",
        order=90,
    ),
    MenuItem(
        "viewing-budget",
        "My viewing budget",
        "customers:viewing-budget",
        "eye",
        policies.VIEW,
        group="Service",
        order=95,
    ),
    MenuItem(
        "corrections",
        "Correction requests",
        "customers:corrections",
        "edit",
        policies.REQUEST_CORRECTION,
        group="Service",
        order=85,
    ),
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
    MenuItem(
        "duplicates",
        "Duplicates",
        "customers:duplicates",
        "git-merge",
        policies.MERGE,
        group="Governance",
        order=440,
        count=queries.suggestions_waiting,
    ),
)


def offer() -> None:
    """Fill the registries."""
    for parameter in (*PARAMETERS, *LINKAGE_PARAMETERS):
        registry.parameters.add(parameter.key, parameter)
    for panel in PANELS:
        registry.panels.add(panel.key, panel)
    for kind in APPROVALS:
        registry.approval_kinds.add(kind.key, kind)
    registry.object_types.add(
        "customers.customer",
        ObjectType("customers.customer", "Customer", "customers:detail", _label, _visible),
    )
    openings.doors.add(openings.CUSTOMERS, openings.Door(queries.admit, queries.record_opened))
    registry.palette.add("customers", palette)
    for item in MENU:
        registry.menu.add(item.key, item)
    for role, page in LANDING.items():
        registry.landing.add(role, page)

    registry.object_types.add(
        services.MERGE_KIND,
        ObjectType(
            services.MERGE_KIND,
            "Merge of two customers",
            "customers:merge",
            _merge_label,
            _merge_visible,
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
    new_items.add(
        "prospect",
        NewItem("prospect", "Potential customer", "customers:new", "user-plus", policies.CREATE),
    )
    notices.add("customers.corrections", _notices)
    notice_kinds.add(
        "customers.corrections",
        NoticeKind("customers.corrections", "Correction requests", policies.REQUEST_CORRECTION),
    )


__all__ = ["handlers", "jobs", "offer"]
