"""Ask the second person for a post to be entered by hand: checked as far as it can be before, in words that she can decide on."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.organization import queries
from yinqiao.organization.choices import PostKind, StaffAct
from yinqiao.organization.models import Staff
from yinqiao.organization.services import acts, staff
from yinqiao.organization.services.acts import PostDetails
from yinqiao.platform import second_person
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.refs import ObjectRef


def ask_to_hire(
    *,
    actor: Actor,
    now: datetime,
    staff_no: str,
    name: str,
    joined_on: date,
    post: PostDetails,
    reason: str,
) -> ObjectRef:
    """Ask to enter a person; return the request."""
    staff.check_org(post.org_id, joined_on)
    if Staff.objects.filter(staff_no=staff_no).exists():
        raise staff.number_in_use()
    who = f"{name} {staff_no}"
    return second_person.dual_control().ask(
        actor=actor,
        now=now,
        kind=StaffAct.HIRE.value,
        details=acts.hire_details(staff_no=staff_no, name=name, joined_on=joined_on, post=post),
        summary=_("Enter {who}").format(who=who),
        facts=_facts(who, post, since=joined_on),
        reason=reason,
    )


def ask_to_move(
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    version: int,
    post: PostDetails,
    on: date,
    reason: str,
) -> ObjectRef:
    """Ask to transfer a person; return the request."""
    staff.check_move(actor, staff_id=staff_id, post=post, on=on, now=now)
    who = _who(staff.working_staff(staff_id, version))
    return second_person.dual_control().ask(
        actor=actor,
        now=now,
        kind=StaffAct.MOVE.value,
        details=acts.move_details(staff_id=staff_id, version=version, post=post, on=on),
        summary=_("Transfer {who} to {post}").format(who=who, post=_title(post)),
        facts=_facts(who, post, since=on),
        reason=reason,
        staff_id=staff_id,
    )


def ask_to_give_post(
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    version: int,
    post: PostDetails,
    valid_from: date,
    valid_to: date | None,
    reason: str,
) -> ObjectRef:
    """Ask to give a further post; return the request."""
    staff.check_post(actor, staff_id=staff_id, post=post, valid_from=valid_from)
    who = _who(staff.working_staff(staff_id, version))
    return second_person.dual_control().ask(
        actor=actor,
        now=now,
        kind=StaffAct.POST.value,
        details=acts.post_details(
            staff_id=staff_id, version=version, post=post, valid_from=valid_from, valid_to=valid_to
        ),
        summary=_("Give the post {post} to {who}").format(who=who, post=_title(post)),
        facts=[
            *_facts(who, post, since=valid_from),
            (_("Until (not included)"), valid_to.isoformat() if valid_to else "—"),
        ],
        reason=reason,
        staff_id=staff_id,
    )


def _facts(who: str, post: PostDetails, *, since: date) -> list[tuple[str, str]]:
    return [
        (_("Staff member"), who),
        (_("Post"), _title(post)),
        (_("Unit"), queries.org_names([post.org_id]).get(post.org_id, "")),
        (_("Business line"), dict(queries.line_choices()).get(post.line_id or 0, "—")),
        (_("Title on the card"), post.title or "—"),
        (_("From"), since.isoformat()),
    ]


def _who(person: Staff) -> str:
    return f"{person.name} {person.staff_no}"


def _title(post: PostDetails) -> str:
    return str(PostKind(post.kind).label)
