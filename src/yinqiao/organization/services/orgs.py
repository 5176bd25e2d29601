"""Open, edit, move, merge and close units."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from yinqiao.lib import pinyin
from yinqiao.organization import events, policies, rules
from yinqiao.organization.models import Org, OrgVersion, Staff
from yinqiao.organization.queries.lookups import forget_names
from yinqiao.organization.services import tree
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, StaleVersion


@dataclass(frozen=True, slots=True)
class OrgDetails:
    """What a person writes about a unit, besides its code and place."""

    name: str
    kind: str
    short_name: str = ""
    region: str = ""
    address: str = ""
    phone: str = ""
    clearing_no: str = ""


def ref_of(org_id: int) -> ObjectRef:
    """Return the reference of a unit."""
    return ObjectRef("organization.org", org_id)


@use_case("organization.org-opened", permission=policies.EDIT_ORG)
def create_org(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    code: str,
    parent_id: int | None,
    details: OrgDetails,
    opened_on: date,
) -> Org:
    """Open a unit under `parent_id` and return it; raise InvalidInput for a wrong place or a code in use."""
    tree.check_day(opened_on, now)
    tree.lock_tree()
    parent = tree.locked_org(parent_id) if parent_id is not None else None
    tree.check_parent(details.kind, parent, on=opened_on)
    row = Org(
        code=code,
        parent=parent,
        opened_on=opened_on,
        pinyin=pinyin.romanise_text(details.name).full,
    )
    _take(row, details)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        message = _("This code is in use, or the bank has a head office already.")
        raise InvalidInput(message, fields={"code": message}) from error
    row.path = [*(parent.path if parent else []), row.pk]
    row.level = len(row.path)
    row.save(update_fields=["path", "level"])
    tree.write_version(row, on=opened_on, now=now)
    unit.audit(
        ref_of(row.pk),
        new={
            "code": code,
            "name": row.name,
            "kind": row.kind,
            "parent": parent_id,
            "opened_on": opened_on,
        },
    )
    unit.publish(events.OrgOpened(org_id=row.pk))
    return row


@use_case("organization.org-edited", permission=policies.EDIT_ORG)
def edit_org(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    org_id: int,
    version: int,
    details: OrgDetails,
    on: date,
    reason: str = "",
) -> Org:
    """Change what a unit is called or where it can be reached, from `on` on; raise StaleVersion if somebody was faster."""
    tree.check_day(on, now)
    tree.lock_tree()
    row = tree.locked_org(org_id)
    _check_version(row, version, details)
    tree.check_parent(details.kind, row.parent, on=on)
    old = _plain(row)
    is_renamed = (row.name, row.kind) != (details.name, details.kind)
    _take(row, details)
    row.pinyin = pinyin.romanise_text(row.name).full
    save_row(row)
    if is_renamed:
        tree.write_version(row, on=on, now=now, reason=reason)
    new = _plain(row)
    changed = [name for name in new if new[name] != old[name]]
    unit.audit(
        ref_of(org_id),
        old={name: old[name] for name in changed},
        new={name: new[name] for name in changed},
        reason=reason,
    )
    return row


@use_case("organization.org-moved", permission=policies.EDIT_ORG)
def move_org(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    org_id: int,
    new_parent_id: int,
    on: date,
    reason: str,
) -> Org:
    """Hang a unit, with everything below it, under another parent from `on` on."""
    tree.check_day(on, now)
    tree.lock_tree()
    row = tree.locked_org(org_id)
    parent = tree.locked_org(new_parent_id)
    if rules.would_be_cycle(moving_id=row.pk, new_parent_path=parent.path):
        message = _("A unit cannot stand under itself.")
        raise InvalidInput(message, fields={"parent": message})
    tree.check_parent(row.kind, parent, on=on)
    old_parent_id = row.parent_id
    tree.hang_under(row, parent)
    save_row(row)
    tree.write_version(row, on=on, now=now, reason=reason)
    unit.audit(
        ref_of(org_id),
        old={"parent": old_parent_id},
        new={"parent": new_parent_id, "on": on},
        reason=reason,
    )
    unit.publish(
        events.OrgMoved(
            org_id=org_id, old_parent_id=old_parent_id, new_parent_id=new_parent_id, on=on
        )
    )
    return row


@use_case("organization.org-closed", permission=policies.EDIT_ORG)
def close_org(
    unit: Unit, *, actor: Actor, now: datetime, org_id: int, on: date, reason: str
) -> Org:
    """Close a unit that has neither open children nor staff any more."""
    tree.check_day(on, now)
    tree.lock_tree()
    row = tree.locked_org(org_id)
    check_open(row, on)
    if Org.objects.open_on(on).filter(parent_id=org_id).exists():
        raise InvalidInput(_("Close or move the units below first."))
    if Staff.objects.working_on(on).filter(org_id=org_id).exists():
        raise InvalidInput(_("Move the staff of this unit first."))
    close_row(row, on=on, now=now)
    unit.audit(ref_of(org_id), old={"closed_on": None}, new={"closed_on": on}, reason=reason)
    unit.publish(events.OrgClosed(org_id=org_id, on=on))
    return row


def _take(row: Org, details: OrgDetails) -> None:
    row.name = details.name
    row.kind = details.kind
    row.short_name = details.short_name
    row.region = details.region
    row.address = details.address
    row.phone = details.phone
    row.clearing_no = details.clearing_no


def _plain(row: Org) -> dict[str, str]:
    return {
        "name": row.name,
        "kind": row.kind,
        "short_name": row.short_name,
        "region": row.region,
        "address": row.address,
        "phone": row.phone,
        "clearing_no": row.clearing_no,
    }


def save_row(row: Org) -> None:
    """Save what services change, one version up; the row is locked."""
    row.version += 1
    row.save()
    forget_names()


def _check_version(row: Org, version: int, details: OrgDetails) -> None:
    if row.version == version:
        return
    theirs = _plain(row)
    differences = {
        name: (theirs[name], getattr(details, name))
        for name in theirs
        if theirs[name] != getattr(details, name)
    }
    message = _("Somebody saved this unit in the meantime.")
    raise StaleVersion(message, extra={"differences": differences, "version": row.version})


def check_open(row: Org, on: date) -> None:
    """Raise InvalidInput for a unit that is closed on `on`."""
    if row.closed_on is not None and row.closed_on <= on:
        raise InvalidInput(_("This unit is closed already."))


def close_row(row: Org, *, on: date, now: datetime) -> None:
    """Close the unit and end its last version."""
    row.closed_on = on
    save_row(row)
    OrgVersion.objects.filter(org_id=row.pk, valid_from__lt=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    ).update(valid_to=on, known_at=now)
    OrgVersion.objects.filter(org_id=row.pk, valid_from__gte=on).delete()
