"""Joiners, movers, leavers, and the posts people hold. Every change raises the person's version: access looks again at once.

A post brings roles: a person who enters one spends the second person's word (`act_id`) with it; ending one needs nobody else.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.lib import pinyin
from yinqiao.organization import events, policies
from yinqiao.organization.choices import StaffAct, StaffStatus
from yinqiao.organization.models import Org, Post, Staff
from yinqiao.organization.queries.lookups import forget_names
from yinqiao.organization.services import acts
from yinqiao.organization.services.acts import PostDetails
from yinqiao.organization.services.tree import check_day
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion


def _ref(staff_id: int) -> ObjectRef:
    return ObjectRef("organization.staff", staff_id)


@use_case("organization.staff-joined", permission=policies.EDIT_STAFF)
def hire_staff(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    staff_no: str,
    name: str,
    joined_on: date,
    post: PostDetails,
    act_id: int | None = None,
) -> Staff:
    """Enter a person with a main post; the home unit is the post's. Raise InvalidInput for a number in use."""
    check_org(post.org_id, joined_on)
    acts.spend(
        StaffAct.HIRE,
        acts.hire_details(staff_no=staff_no, name=name, joined_on=joined_on, post=post),
        actor=actor,
        now=now,
        act_id=act_id,
    )
    row = Staff(
        staff_no=staff_no,
        name=name,
        pinyin=pinyin.romanise(name).full,
        org_id=post.org_id,
        joined_on=joined_on,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise number_in_use() from error
    _add_post(
        row, PostDetails(post.kind, post.org_id, post.line_id, post.title), on=joined_on, until=None
    )
    unit.audit(
        _ref(row.pk),
        new={
            "staff_no": staff_no,
            "name": name,
            "org": post.org_id,
            "post": post.kind,
            "joined_on": joined_on,
        },
    )
    unit.publish(events.StaffJoined(staff_id=row.pk))
    return row


@use_case("organization.staff-moved", permission=policies.EDIT_STAFF)
def move_staff(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    version: int,
    post: PostDetails,
    on: date,
    reason: str,
    act_id: int | None = None,
) -> Staff:
    """Transfer a person: the main post ends on `on` and `post` begins; the home unit follows."""
    check_move(actor, staff_id=staff_id, post=post, on=on, now=now)
    acts.spend(
        StaffAct.MOVE,
        acts.move_details(staff_id=staff_id, version=version, post=post, on=on),
        actor=actor,
        now=now,
        act_id=act_id,
    )
    row = _locked(staff_id, version)
    _check_working(row)
    old_org_id = row.org_id
    ended = _end_posts(Post.objects.filter(staff_id=staff_id, is_main=True), on)
    _add_post(row, PostDetails(post.kind, post.org_id, post.line_id, post.title), on=on, until=None)
    row.org_id = post.org_id
    _save(row)
    unit.audit(
        _ref(staff_id),
        old={"org": old_org_id, "posts": ended},
        new={"org": post.org_id, "post": post.kind, "on": on},
        reason=reason,
    )
    unit.publish(
        events.PostChanged(staff_id=staff_id, old_org_id=old_org_id, new_org_id=post.org_id, on=on)
    )
    return row


@use_case("organization.post-given", permission=policies.EDIT_STAFF)
def give_post(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    version: int,
    post: PostDetails,
    valid_from: date,
    valid_to: date | None = None,
    reason: str = "",
    act_id: int | None = None,
) -> Post:
    """Give a further post over ``[valid_from, valid_to)``; a main one must not meet another main one."""
    check_post(actor, staff_id=staff_id, post=post, valid_from=valid_from)
    acts.spend(
        StaffAct.POST,
        acts.post_details(
            staff_id=staff_id, version=version, post=post, valid_from=valid_from, valid_to=valid_to
        ),
        actor=actor,
        now=now,
        act_id=act_id,
    )
    row = _locked(staff_id, version)
    _check_working(row)
    made = _add_post(row, post, on=valid_from, until=valid_to)
    _save(row)
    unit.audit(
        _ref(staff_id),
        new={
            "post": post.kind,
            "org": post.org_id,
            "line": post.line_id,
            "from": valid_from,
            "to": valid_to,
            "main": post.is_main,
        },
        reason=reason,
    )
    unit.publish(
        events.PostChanged(
            staff_id=staff_id, old_org_id=row.org_id, new_org_id=row.org_id, on=valid_from
        )
    )
    return made


@use_case("organization.post-ended", permission=policies.EDIT_STAFF)
def end_post(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    version: int,
    post_id: int,
    on: date,
    reason: str,
) -> Staff:
    """End a post on `on`; one that had not begun is taken back."""
    row = _locked(staff_id, version)
    ended = _end_posts(Post.objects.filter(staff_id=staff_id, pk=post_id), on)
    if not ended:
        raise NotFound(_("There is no such post."))
    _save(row)
    unit.audit(_ref(staff_id), old={"posts": ended}, new={"on": on}, reason=reason)
    unit.publish(
        events.PostChanged(staff_id=staff_id, old_org_id=row.org_id, new_org_id=row.org_id, on=on)
    )
    return row


@use_case("organization.staff-left", permission=policies.EDIT_STAFF)
def leave_staff(
    unit: Unit, *, actor: Actor, now: datetime, staff_id: int, version: int, on: date, reason: str
) -> Staff:
    """Let a person go from `on` on: posts end, access is cut with this very transaction."""
    check_day(on, now)
    row = _locked(staff_id, version)
    _check_working(row)
    old = {"status": row.status}
    _end_posts(Post.objects.filter(staff_id=staff_id), on)
    row.status = StaffStatus.LEFT
    row.left_on = max(on, row.joined_on) if row.joined_on else on
    _save(row)
    unit.audit(
        _ref(staff_id), old=old, new={"status": row.status, "left_on": row.left_on}, reason=reason
    )
    unit.publish(events.StaffLeft(staff_id=staff_id, org_id=row.org_id, on=row.left_on))
    return row


@use_case("organization.leave-set", permission=policies.EDIT_STAFF)
def set_leave(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    version: int,
    is_on_leave: bool,
    reason: str,
) -> Staff:
    """Begin or end a long leave: posts stay, but nobody on leave can sign in."""
    row = _locked(staff_id, version)
    _check_working(row)
    old = {"status": row.status}
    row.status = StaffStatus.ON_LEAVE if is_on_leave else StaffStatus.ACTIVE
    _save(row)
    unit.audit(_ref(staff_id), old=old, new={"status": row.status}, reason=reason)
    return row


def working_staff(staff_id: int, version: int) -> Staff:
    """Return the person as the form showed her; raise NotFound, StaleVersion after another change, InvalidInput for a leaver."""
    row = _fresh(Staff.objects.filter(pk=staff_id), version)
    _check_working(row)
    return row


def check_move(actor: Actor, *, staff_id: int, post: PostDetails, on: date, now: datetime) -> None:
    """Raise InvalidInput for oneself, a day to come or a unit that is not open."""
    check_day(on, now)
    check_post(actor, staff_id=staff_id, post=post, valid_from=on)


def check_post(actor: Actor, *, staff_id: int, post: PostDetails, valid_from: date) -> None:
    """Raise InvalidInput for oneself or a unit that is not open."""
    if actor.staff_id == staff_id:
        raise InvalidInput(_("Nobody gives a post to herself or himself."))
    check_org(post.org_id, valid_from)


def number_in_use() -> InvalidInput:
    """Return what is raised for a staff number that somebody has."""
    message = _("This staff number is in use.")
    return InvalidInput(message, fields={"staff_no": message})


def _locked(staff_id: int, version: int) -> Staff:
    return _fresh(Staff.objects.select_for_update().filter(pk=staff_id), version)


def _fresh(rows: QuerySet[Staff], version: int) -> Staff:
    row = rows.first()
    if row is None:
        raise NotFound(_("There is no such staff member."))
    if row.version != version:
        raise StaleVersion(
            _("Somebody changed this person in the meantime."), extra={"version": row.version}
        )
    return row


def _check_working(row: Staff) -> None:
    if row.status == StaffStatus.LEFT:
        raise InvalidInput(_("This person has left."))


def check_org(org_id: int, on: date) -> None:
    """Raise InvalidInput unless the unit is open on the day."""
    if not Org.objects.open_on(on).filter(pk=org_id).exists():
        message = _("Choose a unit that is open on that day.")
        raise InvalidInput(message, fields={"org": message})


def _save(row: Staff) -> None:
    row.version += 1
    row.save()
    forget_names()


def _add_post(row: Staff, post: PostDetails, *, on: date, until: date | None) -> Post:
    try:
        with transaction.atomic():
            return Post.objects.create(
                staff=row,
                org_id=post.org_id,
                kind=post.kind,
                line_id=post.line_id,
                title=post.title,
                valid_from=on,
                valid_to=until,
                is_main=post.is_main,
            )
    except IntegrityError as error:
        message = _("This post meets another main post, or the same post, in that time.")
        raise InvalidInput(message, fields={"valid_from": message}) from error


def _end_posts(posts: QuerySet[Post], on: date) -> list[int]:
    """End what runs past `on`; posts that begin on `on` or later are removed. Return the ids touched."""
    running = posts.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    ids = list(running.order_by("id").values_list("id", flat=True))
    Post.objects.filter(id__in=ids, valid_from__gte=on).delete()
    Post.objects.filter(id__in=ids).update(valid_to=on, version=F("version") + 1)
    return ids
