"""Merge a unit into another (D43): children, people and posts move, the unit closes; rooms above follow the event."""

from datetime import date, datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from yinqiao.organization import events, policies, rules
from yinqiao.organization.models import Org, Post, Staff
from yinqiao.organization.services import orgs, tree
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput


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
    orgs.check_open(row, on)
    orgs.check_open(into, on)
    children = list(Org.objects.select_for_update().filter(parent_id=org_id).order_by("id"))
    for child in children:
        tree.hang_under(child, into)
        orgs.save_row(child)
        tree.write_version(child, on=on, now=now, reason=reason)
    moved = _move_people(row, into, on=on)
    row.merged_into = into
    orgs.close_row(row, on=on, now=now)
    unit.audit(
        orgs.ref_of(org_id),
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
