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


@use_case("organization.org-merged", permission=policies.APPROVE_MERGER)
def merge_org(
    unit: Unit, *, actor: Actor, now: datetime, org_id: int, into_id: int, on: date, reason: str
) -> Org:
    """Merge a unit into another: children, staff and posts move, the unit closes and answers through its successor from `on` on.

    Carried out after two people agreed (`merging`); what hangs on the unit in rooms above follows part by part. The closed unit stands
    below its successor from then on, so that what still names it, such as accounts opened there, lies in the successor's reach.
    """
    tree.check_day(on, now)
    tree.lock_tree()
    row, into = tree.locked_org(org_id), tree.locked_org(into_id)
    check_pair(row, into, on=on)
    children = list(Org.objects.select_for_update().filter(parent_id=org_id).order_by("id"))
    for child in children:
        tree.hang_under(child, into)
        orgs.save_row(child)
        tree.write_version(child, on=on, now=now, reason=reason)
    moved = _move_people(row, into, on=on)
    # Those that went into it before answer through the new successor too, in one step.
    Org.objects.filter(merged_into=row).update(merged_into=into)
    row.merged_into = into
    tree.hang_under(row, into)
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


def check_pair(row: Org, into: Org, *, on: date) -> None:
    """Raise InvalidInput unless `row` can go into `into` on `on`: no cycle, both open, and what hangs under the one may hang under the other."""
    if row.parent_id is None:
        raise _refused(_("The head office goes into no other unit."))
    if rules.would_be_cycle(moving_id=row.pk, new_parent_path=into.path):
        raise _refused(_("A unit cannot be merged into itself or into one below it."))
    orgs.check_open(row, on)
    if into.closed_on is not None and into.closed_on <= on:
        raise _refused(_("The unit that is to take it over is closed."))
    kinds = Org.objects.open_on(on).filter(parent_id=row.pk).order_by()
    for kind in kinds.values_list("kind", flat=True).distinct():
        if not rules.may_hang_under(kind, into.kind):
            raise _refused(_("Units below this one cannot stand under the other. Move them first."))


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, fields={"target": message})


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
