"""What the organization puts on offer: permissions, object types, menu items, import targets and references."""

from django.utils.translation import gettext_noop as _

from yinqiao.organization import importing, policies, queries
from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.registry import MenuItem, ObjectType
from yinqiao.platform.ui import desk

PERMISSIONS = {
    policies.VIEW_ORG: _("See the organization"),
    policies.EDIT_ORG: _("Open, move, merge and close units"),
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
