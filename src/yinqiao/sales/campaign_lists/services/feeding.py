"""反馈: what came of a name, said by the manager who works it; a next step becomes a task or an opportunity. Or she gives it back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.access import services as access
from yinqiao.interactions import queries as interactions
from yinqiao.interactions import services as follow_ups
from yinqiao.interactions.choices import Channel, Outcome
from yinqiao.interactions.services import FollowUp
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.sales.campaign_lists import policies
from yinqiao.sales.campaign_lists.choices import Result, ReturnReason, Standing, State
from yinqiao.sales.campaign_lists.events import NameFedBack
from yinqiao.sales.campaign_lists.models import Entry, FeedbackCode
from yinqiao.sales.campaign_lists.services.writing import (
    NAME,
    ListClosed,
    NameTaken,
    cleaned,
    refuse,
)
from yinqiao.sales.services.planning import OwnDetails, open_own

NOTE_LENGTH: Final = 500
_OUTCOMES: Final = {
    Result.AGREED: Outcome.INTERESTED,
    Result.REACHED: Outcome.REACHED,
    Result.DECLINED: Outcome.NOT_INTERESTED,
    Result.UNREACHED: Outcome.NO_ANSWER,
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """A code of the list by its place, what was said, and what comes next, by when; `opens`: as an opportunity and not as a task alone."""

    place: int
    note: str = ""
    next_step: str = ""
    next_on: date | None = None
    opens: bool = False


@use_case("campaign_lists.name-fed-back", permission=policies.WORK)
def feed_back(
    unit: Unit, *, actor: Actor, now: datetime, entry_id: int, version: int, feedback: Feedback
) -> None:
    """Say what came of it. The call stands on the timeline and in the ledger as every other one does, once.

    Raises NameTaken for a name that somebody else fed back or has now, ListClosed after recall or end, InvalidInput for what is wrong.
    """
    row = _open(actor, entry_id, version=version)
    code = FeedbackCode.objects.filter(
        campaign_list_id=row.campaign_list_id, place=feedback.place
    ).first()
    if code is None:
        refuse("place", _("Choose one of the codes of the list."))
    note = cleaned(feedback.note, "note", most=NOTE_LENGTH)
    _log(row, code, feedback, note=note, actor=actor, now=now)
    old = {"standing": str(row.standing), "code": None}
    row.code, row.note = code, note
    row.fed_back_at, row.fed_back_by_id = now, actor.staff_id
    if code.result == Result.UNREACHED:
        row.attempts += 1
    else:
        row.standing = Standing.DONE
    if feedback.opens and code.result != Result.UNREACHED:
        row.opportunity_id = _open_opportunity(row, feedback, note=note, actor=actor, now=now)
    row.version += 1
    row.save()
    unit.audit(
        ObjectRef(NAME, row.pk),
        old=old,
        new={"standing": str(row.standing), "code": code.label},
        customer_id=row.customer_id,
        detail={"list_id": row.campaign_list_id, "result": str(code.result)},
    )
    unit.publish(
        NameFedBack(
            list_id=row.campaign_list_id,
            entry_id=row.pk,
            customer_id=row.customer_id,
            result=str(code.result),
            staff_id=row.owner_id or 0,
        )
    )


@use_case("campaign_lists.name-returned", permission=policies.WORK)
def return_name(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    entry_id: int,
    version: int,
    reason: str,
    note: str = "",
) -> None:
    """Give a name back to the unit: it is not for her. The head may deal it to another.

    The leave to see the customer that came with the name ends with it; who manages her sees her as before.
    """
    row = _open(actor, entry_id, version=version)
    if reason not in ReturnReason.values:
        refuse("reason", _("Choose one of the list."))
    said = cleaned(note, "note", most=NOTE_LENGTH, is_needed=reason == ReturnReason.OTHER)
    row.standing, row.return_reason, row.note = Standing.RETURNED, reason, said
    grant_id, row.grant_id = row.grant_id, None
    row.version += 1
    row.save()
    ended = access.revoke_for_work(now=now, grant_ids=[grant_id] if grant_id else [])
    unit.audit(
        ObjectRef(NAME, row.pk),
        old={"standing": str(Standing.OPEN)},
        new={"standing": str(row.standing), "reason": reason},
        reason=said,
        customer_id=row.customer_id,
        detail={"list_id": row.campaign_list_id, "grants_ended": ended},
    )


def _open(actor: Actor, entry_id: int, *, version: int) -> Entry:
    """Lock it; of two who feed it back one wins, the other is told."""
    row = (
        policies.entries_visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("campaign_list")
        .filter(pk=entry_id)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such name, or it is not in your scope."))
    if row.campaign_list.state != State.OUT or row.standing in {Standing.RECALLED, Standing.LAPSED}:
        raise ListClosed(_("The list was recalled or has ended: nothing more is to be done."))
    if row.owner_id != actor.staff_id:
        raise NameTaken(_("Somebody else works on this name now."))
    if row.standing != Standing.OPEN or row.version != version:
        raise NameTaken(_("This name was fed back meanwhile. What was said first stands."))
    return row


def _log(
    row: Entry, code: FeedbackCode, feedback: Feedback, *, note: str, actor: Actor, now: datetime
) -> None:
    """Log the call, unless the actor logged one about this name today already, from the dialog of the call."""
    about = ObjectRef(NAME, row.pk)
    since = clock.start_of_day(clock.bank_date(now))
    is_logged = interactions.has_logged(staff_id=actor.staff_id, about=about, since=since)
    if is_logged and feedback.next_on is None:
        return
    follow_ups.log_follow_up(
        actor=actor,
        now=now,
        customer_id=row.customer_id,
        follow_up=FollowUp(
            channel=Channel.CALL,
            outcome=_OUTCOMES[Result(code.result)],
            key=f"list-{row.pk}-{row.version}",
            purpose=row.campaign_list.purpose,
            subject=row.campaign_list.name,
            note=" · ".join(part for part in (code.label, note) if part)[:NOTE_LENGTH],
            next_step=feedback.next_step,
            next_on=feedback.next_on,
            about=about,
        ),
    )


def _open_opportunity(
    row: Entry, feedback: Feedback, *, note: str, actor: Actor, now: datetime
) -> int:
    """Open one under the name of the list, once; it is the main manager's, or the actor's where there is none."""
    name = row.campaign_list.name
    return open_own(
        actor=actor,
        now=now,
        details=OwnDetails(
            customer_id=row.customer_id,
            title=_("List: {name}").format(name=name),
            reason=note or row.campaign_list.goal,
            amount=None,
            expected_on=feedback.next_on or row.campaign_list.due_on,
            is_marketing=row.campaign_list.purpose == "MARKETING",
            key=f"list-{row.pk}",
        ),
    )
