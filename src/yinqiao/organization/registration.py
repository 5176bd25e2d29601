"""What the organization puts on offer: permissions, object types, menu items, import targets and references."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from yinqiao.organization import (
    importing,
    jobs,  # noqa: F401 - its jobs register themselves
    policies,
    queries,
    rule_book,
    services,
)
from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.registry import MenuItem, ObjectType
from yinqiao.platform.ui import desk

PERMISSIONS = {
    policies.VIEW_ORG: _("See the organization"),
    policies.EDIT_ORG: _("Open, move and close units, ask for mergers"),
    policies.APPROVE_MERGER: _("Agree to mergers of units"),
    policies.VIEW_STAFF: _("See staff and posts"),
    policies.EDIT_STAFF: _("Enter, move and release staff"),
    policies.EDIT_CALENDAR: _("Upload holidays"),
}


def _org_label(_actor: Actor, pk: int) -> str:
    return queries.org_names([pk]).get(pk, "")


def _staff_label(_actor: Actor, pk: int) -> str:
    return queries.staff_names([pk]).get(pk, "")


def _may_see_org(actor: Actor, _pk: int) -> bool:
    return actor.can(policies.VIEW_ORG)


def _may_see_staff(actor: Actor, _pk: int) -> bool:
    return actor.can(policies.VIEW_STAFF)


def _merger_preview(payload: Mapping[str, object]) -> str:
    """What would go along, for the page of the request."""
    query = urlencode({"target": str(payload["into_id"]), "on": str(payload["on"])})
    return f"{reverse('organization:merger-preview', args=[payload['org_id']])}?{query}"


for code, title in PERMISSIONS.items():
    registry.permissions.add(code, title)
for kind in (
    ObjectType(
        "organization.org", "Unit", "organization:org", label=_org_label, visible=_may_see_org
    ),
    ObjectType(
        "organization.staff",
        "Staff member",
        "organization:staff",
        label=_staff_label,
        visible=_may_see_staff,
    ),
):
    registry.object_types.add(kind.key, kind)
for item in (
    MenuItem(
        "organization",
        "Organization",
        "organization:tree",
        "hierarchy",
        policies.VIEW_ORG,
        group="Units and people",
        order=500,
    ),
    MenuItem(
        "staff",
        "Staff",
        "organization:staff-list",
        "users",
        policies.VIEW_STAFF,
        group="Units and people",
        order=510,
    ),
    MenuItem(
        "calendar",
        "Business calendar",
        "organization:calendar",
        "calendar",
        policies.EDIT_CALENDAR,
        group="Units and people",
        order=520,
    ),
):
    registry.menu.add(item.key, item)
registry.import_targets.add("organization.org", importing.OrgTarget())
registry.import_targets.add("organization.staff", importing.StaffTarget())
imports.unit_codes.add("organization", queries.org_codes)
registry.import_references.add("organization.org", importing.known_orgs)
registry.import_references.add("organization.staff", importing.known_staff)
desk.rest_days.add("organization", queries.rest_days)
registry.approval_kinds.add(
    services.MERGER_KIND,
    registry.ApprovalKind(
        services.MERGER_KIND,
        "Merger of two units",
        policies.APPROVE_MERGER,
        services.apply_merger,
        is_delegable=False,
        preview=_merger_preview,
    ),
)
book.add(*rule_book.RULES)
