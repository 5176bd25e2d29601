"""The tree: whole, below some units, and one unit with its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from yinqiao.organization.choices import OrgKind, StaffStatus
from yinqiao.organization.models import Org, OrgQuerySet, OrgVersion, Staff
from yinqiao.platform.errors import NotFound


@dataclass(frozen=True, slots=True)
class OrgNode:
    """A unit in the tree. `staff_count` counts active people of the unit itself, `child_count` its open children."""

    id: int
    code: str
    name: str
    kind: str
    kind_label: str
    parent_id: int | None
    level: int
    region: str
    closed_on: date | None
    staff_count: int
    child_count: int


@dataclass(frozen=True, slots=True)
class OrgPeriod:
    """What a unit was called and where it hung from `valid_from` until `valid_to` (None: still)."""

    name: str
    kind_label: str
    parent_name: str
    valid_from: date
    valid_to: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class OrgCard:
    """One unit with its way to the root, children and history."""

    node: OrgNode
    short_name: str
    address: str
    phone: str
    clearing_no: str
    opened_on: date | None
    merged_into: tuple[int, str] | None
    version: int
    ancestors: tuple[tuple[int, str], ...]
    children: tuple[OrgNode, ...]
    periods: tuple[OrgPeriod, ...]


def orgs_below(org_ids: Iterable[int]) -> tuple[int, ...]:
    """Return the ids of these units and of everything below them, closed ones too: their customers did not go away."""
    wanted = list(org_ids)
    if not wanted:
        return ()
    return tuple(Org.objects.below(wanted).order_by("id").values_list("id", flat=True))


def unit_above(org_id: int) -> int | None:
    """Return the unit right above this one; None for the head office."""
    return Org.objects.filter(pk=org_id).values_list("parent_id", flat=True).first()


def units_above(org_id: int) -> tuple[int, ...]:
    """Return the ids of this unit and of all above it, the head office first; empty for an unknown one."""
    path = Org.objects.filter(pk=org_id).values_list("path", flat=True).first()
    return tuple(path or ())


def unit_served(org_id: int) -> int:
    """Return the unit that somebody works for: of a department that to which it belongs, of any other itself."""
    path = units_above(org_id)
    kinds = dict(Org.objects.filter(pk__in=path).values_list("pk", "kind"))
    units = [pk for pk in path if kinds[pk] != OrgKind.DEPARTMENT]
    return units[-1] if units else org_id


def units_above_on(org_id: int, on: date) -> tuple[int, ...]:
    """Return the ids of this unit and of all that stood above it on `on`, nearest first; itself alone if the tree of that day is not known."""
    in_force = OrgVersion.objects.filter(valid_from__lte=on).exclude(valid_to__lte=on)
    parents = dict(in_force.values_list("org_id", "parent_id"))
    found = [org_id]
    while (above := parents.get(found[-1])) is not None and above not in found:
        found.append(above)
    return tuple(found)


def all_org_ids() -> tuple[int, ...]:
    """Return the ids of all units, closed ones too."""
    return tuple(Org.objects.order_by("id").values_list("id", flat=True))


def org_tree(
    *, on: date, root_ids: Iterable[int] | None = None, is_closed_shown: bool = False
) -> list[OrgNode]:
    """Return the units in reading order, each parent before its children, siblings by code.

    `root_ids` limits it to those units and what is below; the default is the whole bank.
    """
    rows = Org.objects.all() if root_ids is None else Org.objects.below(root_ids)
    if not is_closed_shown:
        rows = rows.open_on(on)
    return _in_reading_order(_nodes(rows.order_by("code"), on))


def org_card(*, org_id: int, on: date) -> OrgCard:
    """Return one unit; raise NotFound if there is none."""
    row = Org.objects.select_related("merged_into").filter(pk=org_id).first()
    if row is None:
        raise NotFound(_("There is no such unit."))
    node, *children = _nodes(
        Org.objects.filter(Q(pk=org_id) | Q(parent_id=org_id)).order_by("level", "code"), on
    )
    names = dict(Org.objects.filter(id__in=row.path).order_by().values_list("id", "name"))
    history = (
        OrgVersion.objects.filter(org_id=org_id).select_related("parent").order_by("-valid_from")
    )
    return OrgCard(
        node=node,
        short_name=row.short_name,
        address=row.address,
        phone=row.phone,
        clearing_no=row.clearing_no,
        opened_on=row.opened_on,
        merged_into=(row.merged_into.pk, row.merged_into.name) if row.merged_into else None,
        version=row.version,
        ancestors=tuple((pk, names[pk]) for pk in row.path[:-1]),
        children=tuple(children),
        periods=tuple(_period(version) for version in history),
    )


def _nodes(rows: OrgQuerySet, on: date) -> list[OrgNode]:
    staff = Staff.objects.filter(status=StaffStatus.ACTIVE).order_by().values_list("org_id")
    staff_counts: dict[int, int] = dict(
        staff.annotate(number=Count("id")).values_list("org_id", "number")
    )
    children = (
        Org.objects.open_on(on).filter(parent__isnull=False).order_by().values_list("parent_id")
    )
    child_counts: dict[int | None, int] = dict(
        children.annotate(number=Count("id")).values_list("parent_id", "number")
    )
    return [
        OrgNode(
            id=row.pk,
            code=row.code,
            name=row.name,
            kind=row.kind,
            kind_label=str(OrgKind(row.kind).label),
            parent_id=row.parent_id,
            level=row.level,
            region=row.region,
            closed_on=row.closed_on,
            staff_count=staff_counts.get(row.pk, 0),
            child_count=child_counts.get(row.pk, 0),
        )
        for row in rows
    ]


def _in_reading_order(nodes: list[OrgNode]) -> list[OrgNode]:
    """Order by depth-first walk; a node whose parent is not among them counts as a root."""
    ids = {node.id for node in nodes}
    below: dict[int | None, list[OrgNode]] = {}
    for node in nodes:
        below.setdefault(node.parent_id if node.parent_id in ids else None, []).append(node)
    ordered: list[OrgNode] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting.extend(reversed(below.get(node.id, [])))
    return ordered


def _period(version: OrgVersion) -> OrgPeriod:
    return OrgPeriod(
        name=version.name,
        kind_label=str(OrgKind(version.kind).label),
        parent_name=version.parent.name if version.parent else "",
        valid_from=version.valid_from,
        valid_to=version.valid_to,
        reason=version.reason,
    )
