"""Open, edit, move, merge and close units."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from yinqiao.lib import pinyin
from yinqiao.organization import events, policies, rules
from yinqiao.organization.models import Org, OrgVersion, Post, Staff
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


def _ref(org_id: int) -> ObjectRef:
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
        _ref(row.pk),
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
    _save(row)
    if is_renamed:
        tree.write_version(row, on=on, now=now, reason=reason)
    new = _plain(row)
    changed = [name for name in new if new[name] != old[name]]
    unit.audit(
        _ref(org_id),
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
    _save(row)
    tree.write_version(row, on=on, now=now, reason=reason)
    unit.audit(
        _ref(org_id),
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


@use_case("organization.org-merged", permission=policies.EDIT_ORG)
def merge_org(
    unit: Unit, *, actor: Actor, now: datetime, org_id: int, into_id: int, on: date, reason: str
) -> Org:
    """Merge a unit into another (D43): children and staff move, the unit closes; rooms above follow the event."""
    tree.check_day(on, now)
    tree.lock_tree()
    row, into = tree.locked_org(org_id), tree.locked_org(into_id)
    if rules.would_be_cycle(moving_id=row.pk, new_parent_path=into.path):
        message = _("A unit cannot be merged into itself or into one below it.")
        raise InvalidInput(message, fields={"into": message})
    _check_open(row, on)
    _check_open(into, on)
    children = list(Org.objects.select_for_update().filter(parent_id=org_id).order_by("id"))
    for child in children:
        tree.hang_under(child, into)
        _save(child)
        tree.write_version(child, on=on, now=now, reason=reason)
    moved = _move_people(row, into, on=on)
    row.merged_into = into
    _close(row, on=on, now=now)
    unit.audit(
        _ref(org_id),
        old={"closed_on": None},
        new={
            "merged_into": into_id,
            "closed_on": on,
            "children": [child.pk for child in children],
            "staff": len(moved),
        },
        reason=reason,
    )
    unit.publish(events.OrgMerged(org_id=org_id, into_id=into_id, on=on))
    for staff_id in moved:
        unit.publish(
            events.PostChanged(staff_id=staff_id, old_org_id=org_id, new_org_id=into_id, on=on)
        )
    return into


@use_case("organization.org-closed", permission=policies.EDIT_ORG)
def close_org(
    unit: Unit, *, actor: Actor, now: datetime, org_id: int, on: date, reason: str
) -> Org:
    """Close a unit that has neither open children nor staff any more."""
    tree.check_day(on, now)
    tree.lock_tree()
    row = tree.locked_org(org_id)
    _check_open(row, on)
    if Org.objects.open_on(on).filter(parent_id=org_id).exists():
        raise InvalidInput(_("Close or move the units below first."))
    if Staff.objects.working_on(on).filter(org_id=org_id).exists():
        raise InvalidInput(_("Move the staff of this unit first."))
    _close(row, on=on, now=now)
    unit.audit(_ref(org_id), old={"closed_on": None}, new={"closed_on": on}, reason=reason)
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


def _save(row: Org) -> None:
    """Save what services change, one version up; the row is locked."""
    row.version += 1
    row.save()


def _check_version(row: Org, version: int, details: OrgDetails) -> None:
    if row.version == version:
        return
    now_there = _plain(row)
    given = {name: getattr(details, name) for name in now_there}
    differences = {name: now_there[name] for name in now_there if now_there[name] != given[name]}
    raise StaleVersion(
        _("Somebody saved this unit in the meantime."), extra={"differences": differences}
    )


def _check_open(row: Org, on: date) -> None:
    if row.closed_on is not None and row.closed_on <= on:
        raise InvalidInput(_("This unit is closed already."))


def _close(row: Org, *, on: date, now: datetime) -> None:
    row.closed_on = on
    _save(row)
    OrgVersion.objects.filter(org_id=row.pk, valid_from__lt=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    ).update(valid_to=on, known_at=now)
    OrgVersion.objects.filter(org_id=row.pk, valid_from__gte=on).delete()


def _move_people(row: Org, into: Org, *, on: date) -> list[int]:
    """End the posts in `row` on `on`, open the same ones in `into`; home units follow. Return who was moved."""
    posts = list(
        Post.objects.select_for_update()
        .filter(org_id=row.pk)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        .order_by("id")
    )
    for post in posts:
        end = post.valid_to
        if post.valid_from < on:
            Post.objects.filter(pk=post.pk).update(valid_to=on, version=F("version") + 1)
            post.pk, post.version = None, 1
            post.valid_from = on
        post.org_id = into.pk
        post.valid_to = end
        _place(post)
    people = Staff.objects.filter(
        Q(org_id=row.pk) | Q(id__in=[post.staff_id for post in posts])
    ).order_by("id")
    ids = list(people.values_list("id", flat=True))
    Staff.objects.filter(org_id=row.pk).update(org_id=into.pk)
    Staff.objects.filter(id__in=ids).update(version=F("version") + 1)
    return ids


def _place(post: Post) -> None:
    """Save the post unless the person holds the same one in the receiving unit already."""
    same = Post.objects.filter(staff_id=post.staff_id, org_id=post.org_id, kind=post.kind)
    rival = (
        same.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=post.valid_from))
        .exclude(pk=post.pk)
        .first()
    )
    if rival is None:
        post.save()
        return
    if post.pk is not None:
        post.delete()
    if post.is_main and not rival.is_main:
        rival.is_main = True
        rival.save(update_fields=["is_main"])
