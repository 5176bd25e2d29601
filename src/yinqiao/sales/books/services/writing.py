"""What every act on a handover needs: lock, check, write with audit row and event."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.sales.books import policies, rules
from yinqiao.sales.books.choices import LineState, State
from yinqiao.sales.books.events import HandoverMoved
from yinqiao.sales.books.models import Handover, Line
from yinqiao.sales.books.parameters import KINDS

TYPE: Final = "books.handover"
REASON_LENGTH: Final = 300
NOTE_LENGTH: Final = 200


class HandoverClosed(DomainError):
    """It is not at the point where this could be done."""

    code = "HANDOVER_CLOSED"
    status = 409


class TakerGone(DomainError):
    """Whoever should take the customers over has left, or holds no post for it any more."""

    code = "TAKER_GONE"
    status = 409


class AlreadyPromised(DomainError):
    """Some of the customers stand in another handover that is not over."""

    code = "HANDOVER_OVERLAPS"
    status = 409


def locked(actor: Actor, handover_id: int, *, version: int | None = None) -> Handover:
    """Lock and check; a foreign one is as absent as one that is not there."""
    row = (
        Handover.objects.select_for_update()
        .filter(policies.handovers_visible_to(actor), pk=handover_id)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such handover."))
    if version is not None and row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    return row


def turn(
    unit: Unit,
    row: Handover,
    new: State,
    *,
    now: datetime,
    note: str = "",
    **changes: object,
) -> None:
    """Take it to another state with what changes along; raise HandoverClosed where it cannot go there."""
    if not rules.may_become(row.state, new):
        raise HandoverClosed(
            _("This handover is at “{state}” by now.").format(state=State(row.state).label)
        )
    old = row.state
    row.state = new
    row.version += 1
    for name, value in changes.items():
        setattr(row, name, value)
    if not row.is_open:
        row.ended_at, row.ended_note = now, (note or row.ended_note)[:REASON_LENGTH]
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"state": str(old)},
        new={"state": str(new), **changes},
        reason=note,
    )
    unit.publish(HandoverMoved(handover_id=row.pk, state=str(new)))


def release(row: Handover, note: str) -> None:
    """Let its customers be handed over otherwise; the caller shows the session all of them."""
    row.lines.filter(state=LineState.PLANNED).update(
        state=LineState.STOPPED, note=note[:NOTE_LENGTH]
    )


def planned(row: Handover) -> bool:
    """Tell whether some of its customers still wait to move."""
    return Line.objects.filter(handover=row, state=LineState.PLANNED).exists()


def cleaned(text: str, field: str, *, most: int = REASON_LENGTH) -> str:
    """Return a text as it is stored; raise InvalidInput where it is missing or too long."""
    found = scan_free_text(text.strip())
    if not found:
        said = _("Say why, for the approver and the audit.")
        raise InvalidInput(said, fields={field: said})
    if len(found) > most:
        said = _("At most {limit} characters.").format(limit=most)
        raise InvalidInput(said, fields={field: said})
    return found


def may_take(person: organization.Person | None) -> bool:
    """Tell whether somebody works as a manager on the day for which she was asked about."""
    return person is not None and person.is_working and any(kind in person.posts for kind in KINDS)


def gone(name: str) -> str:
    """Return the sentence about somebody who cannot take customers over."""
    return _(
        "{name} has left or no longer works as a manager and cannot take customers over. Choose somebody else."
    ).format(name=name)
