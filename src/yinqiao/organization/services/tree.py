"""What every change of the tree shares: one lock, paths kept right, versions of units, the stamp."""

from datetime import date, datetime

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import F, Q
from django.utils.translation import gettext as _

from yinqiao.organization import rules
from yinqiao.organization.models import Org, OrgVersion, TreeStamp
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound

_MOVE_SUBTREE = """
update organization_org set path = %(parent_path)s::bigint[] || path[%(depth)s:],
    level = cardinality(%(parent_path)s::bigint[]) + level - %(depth)s + 1
where path @> array[%(org_id)s]::bigint[]
"""


def lock_tree(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let one change of the tree go on at a time, and make flattened scopes stale when it commits."""
    TreeStamp.objects.using(using).filter(pk=1).update(number=F("number") + 1)


def locked_org(org_id: int) -> Org:
    """Return the unit, locked until the transaction ends; raise NotFound."""
    row = Org.objects.select_for_update().filter(pk=org_id).first()
    if row is None:
        raise NotFound(_("There is no such unit."))
    return row


def check_day(on: date, now: datetime) -> None:
    """Raise InvalidInput for a day to come: the tree shows today, changes are entered when they happen."""
    if on > clock.bank_date(now):
        message = _("Choose today or an earlier day.")
        raise InvalidInput(message, fields={"on": message})


def check_parent(kind: str, parent: Org | None, *, on: date) -> None:
    """Raise InvalidInput unless a unit of `kind` may hang under `parent` on `on`."""
    if not rules.may_hang_under(kind, parent.kind if parent else None):
        message = _("A unit of this kind cannot stand there.")
        raise InvalidInput(message, fields={"parent": message})
    if parent is not None and parent.closed_on is not None and parent.closed_on <= on:
        message = _("The parent unit is closed.")
        raise InvalidInput(message, fields={"parent": message})


def hang_under(row: Org, parent: Org | None, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Move `row` with everything below it under `parent`: paths and levels of the whole subtree."""
    depth = row.level
    with connections[using].cursor() as cursor:
        cursor.execute(
            _MOVE_SUBTREE,
            {"parent_path": parent.path if parent else [], "depth": depth, "org_id": row.pk},
        )
    row.parent = parent
    row.path = [*(parent.path if parent else []), row.pk]
    row.level = len(row.path)


def write_version(
    row: Org, *, on: date, now: datetime, reason: str = "", using: str = DEFAULT_DB_ALIAS
) -> None:
    """Record that from `on` the unit is as `row` says; what stood from a later day on is replaced."""
    versions = OrgVersion.objects.using(using).filter(org_id=row.pk)
    versions.filter(valid_from__gte=on).delete()
    versions.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).update(valid_to=on)
    OrgVersion.objects.using(using).create(
        org_id=row.pk,
        name=row.name,
        kind=row.kind,
        parent_id=row.parent_id,
        valid_from=on,
        valid_to=row.closed_on if row.closed_on and row.closed_on > on else None,
        known_at=now,
        reason=reason,
    )
