"""休假代管 (D2): a colleague works the book of somebody on leave, from the first day to the end of the last, and not a moment longer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yinqiao.access import services as access
from yinqiao.lib.periods import span_problem
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.i18n import times
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.books import parameters as keys
from yinqiao.sales.books import policies
from yinqiao.sales.books.choices import CoverState
from yinqiao.sales.books.events import CoverMoved
from yinqiao.sales.books.models import Cover
from yinqiao.sales.books.services.asking import require_giver
from yinqiao.sales.books.services.writing import HandoverClosed, TakerGone, cleaned, gone, may_take
from yinqiao.workflow import services as workflow
from yinqiao.workflow.services import Refused

KIND: Final = "books.cover"
TYPE: Final = "books.cover"
REASON_LENGTH: Final = 200


class CoverOverlaps(DomainError):
    """Somebody covers in these days already."""

    code = "COVER_OVERLAPS"
    status = 409


@use_case("books.cover-named", permission=policies.ASK)
def name_cover(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    absent_id: int,
    taker_no: str,
    from_on: date,
    to_on: date,
    reason: str,
) -> int:
    """Let a colleague work the book of `absent_id` from `from_on` to `to_on`, both included; return the id.

    A head's word is enough for somebody else's leave; one's own needs her approval. Raises NotFound for a book outside the units, InvalidInput,
    CoverOverlaps.
    """
    today = clock.bank_date(now)
    absent = require_giver(actor, absent_id, on=today)
    taker_id = organization.staff_ids([taker_no.strip()]).get(taker_no.strip(), 0)
    taker = organization.people_of(staff_ids=[taker_id], on=today).get(taker_id)
    wrong = _wrong_days(from_on, to_on, today)
    if taker is None or taker_id == absent_id:
        wrong["taker_no"] = _("No other manager at work has this number.")
    elif not may_take(taker):
        wrong["taker_no"] = gone(taker.name)
    if wrong or taker is None:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    is_own = absent_id == actor.staff_id
    row = Cover(
        absent_id=absent_id,
        absent_name=absent.name,
        taker_id=taker.id,
        taker_name=taker.name,
        org_id=absent.org_id,
        from_on=from_on,
        to_on=to_on,
        reason=cleaned(reason, "reason", most=REASON_LENGTH),
        state=CoverState.ASKED if is_own else CoverState.AGREED,
        asked_by_id=actor.staff_id or 0,
        asked_by_name=actor.name,
        asked_at=now,
    )
    _agreed(row)
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"absent": absent.staff_no, "taker": taker.staff_no, "from": from_on, "to": to_on},
        reason=row.reason,
    )
    if is_own:
        row.approval_id = workflow.request_approval(
            actor=actor,
            now=now,
            kind=KIND,
            payload={"cover_id": row.pk},
            reason=row.reason,
            org_id=row.org_id,
            ref=ObjectRef(TYPE, row.pk),
            summary=said_of(row),
        )
        row.save(update_fields=["approval_id"])
    else:
        _tell(unit, row, actor=actor, now=now)
    return row.pk


def apply_cover(actor: Actor, payload: Mapping[str, object]) -> str:
    """Do what an approval grants; return it in a sentence."""
    now = datetime.fromisoformat(str(payload["decided_at"]))
    return _approve(actor=actor, now=now, cover_id=int(str(payload["cover_id"])))


# The workflow has checked who decides: a deputy may, too.
@use_case("books.cover-approved", permission=None)
def _approve(unit: Unit, *, actor: Actor, now: datetime, cover_id: int) -> str:
    row = Cover.objects.select_for_update().get(pk=cover_id)
    if actor.staff_id in {row.asked_by_id, row.taker_id}:
        raise Refused(_("You cannot decide your own request."))
    if row.state != CoverState.ASKED:
        raise HandoverClosed(_("It has been decided already."))
    today = clock.bank_date(now)
    people = organization.people_of(staff_ids=[row.taker_id, row.absent_id], on=today)
    for pk, name in ((row.taker_id, row.taker_name), (row.absent_id, row.absent_name)):
        if not may_take(people.get(pk)):
            raise TakerGone(gone(name))
    if row.to_on < today:
        raise HandoverClosed(_("The days of this cover are over."))
    row.state = CoverState.AGREED
    _agreed(row)
    unit.audit(ObjectRef(TYPE, row.pk), old={"state": "ASKED"}, new={"state": "AGREED"})
    _tell(unit, row, actor=actor, now=now)
    return said_of(row)


@use_case("books.cover-rejected", permission=None)
def reject_cover(unit: Unit, *, actor: Actor, now: datetime, approval_id: int) -> None:
    """Close what a head did not agree to. Again, nothing changes."""
    changed = Cover.objects.filter(approval_id=approval_id, state=CoverState.ASKED).update(
        state=CoverState.REJECTED, ended_at=now
    )
    unit.audit(None, detail={"approval_id": approval_id, "rejected": changed})


@use_case("books.cover-ended", permission=policies.ASK)
def end_cover(unit: Unit, *, actor: Actor, now: datetime, cover_id: int) -> None:
    """End it at once: she is back. By either of the two, who asked, or the head; raise NotFound for anybody else and for one that is over."""
    row = (
        Cover.objects.select_for_update()
        .filter(
            policies.covers_visible_to(actor),
            pk=cover_id,
            state__in=(CoverState.ASKED, CoverState.AGREED),
            to_on__gte=clock.bank_date(now),
        )
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such cover."))
    old = row.state
    row.state, row.ended_at = CoverState.ENDED, now
    row.save(update_fields=["state", "ended_at"])
    if row.approval_id is not None:
        workflow.void(actor=actor, now=now, approval_id=row.approval_id)
    unit.audit(ObjectRef(TYPE, row.pk), old={"state": str(old)}, new={"state": "ENDED"})
    _tell(unit, row, actor=actor, now=now)


def said_of(row: Cover) -> str:
    """Return one cover in one line."""
    return _("{taker} covers for {absent} from {first} to {last}").format(
        taker=row.taker_name,
        absent=row.absent_name,
        first=times.day(row.from_on),
        last=times.day(row.to_on),
    )


def _agreed(row: Cover) -> None:
    """Write it; of two for the same days, one stands."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise CoverOverlaps(
            _("Somebody covers for {name} in these days already. End that first.").format(
                name=row.absent_name
            )
        ) from None


def _tell(unit: Unit, row: Cover, *, actor: Actor, now: datetime) -> None:
    access.look_again(actor=actor, now=now, staff_id=row.taker_id, reason=said_of(row))
    unit.publish(CoverMoved(cover_id=row.pk, state=str(row.state)))


def _wrong_days(from_on: date, to_on: date, today: date) -> dict[str, str]:
    most = parameters.integer(keys.COVER_DAYS, on=today)
    problem = span_problem(from_on, to_on, today=today, most_days=most)
    said = {
        "from": {"from_on": _("It begins today or later.")},
        "to": {"to_on": _("It ends no earlier than it begins.")},
        "long": {"to_on": _("At most {days} days.").format(days=most)},
    }
    return said.get(problem, {})
