"""Write a note about a customer, and call colleagues to it (@): only those who may open the customer (D11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.customers import queries as customers
from yinqiao.interactions import parameters as keys
from yinqiao.interactions import policies
from yinqiao.interactions.choices import NoteKind, Readers
from yinqiao.interactions.models import Mention, Note
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.parameters import queries as parameters

NOTE_LENGTH: Final = 2_000
TYPE: Final = "interactions.note"
CRM: Final = "CRM"


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What is noted, who may read it (`Readers`), and the staff ids of those who are called to it."""

    text: str
    readers: str = Readers.TEAM
    called: Sequence[int] = ()


@use_case("interactions.note-written", permission=policies.WRITE_NOTE)
def write_note(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, draft: NoteDraft
) -> int:
    """Write a note and call colleagues to it, who may then read it; return its id.

    Raises NotFound outside the scope, InvalidInput for an empty or too long text and for somebody who cannot open the customer.
    Numbers of persons and cards in the text are masked before it is stored.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    _check(draft)
    called = _called(draft, actor, customer_id, now=now)
    row = Note.objects.create(
        customer_id=customer_id,
        author_id=actor.staff_id,
        author_no=actor.staff_no,
        author_name=actor.name,
        kind=NoteKind.REMARK,
        readers=draft.readers,
        written_at=now,
        text=draft.text.strip(),
        source=CRM,
        source_key=f"note:{customer_id}:{token_hex(8)}",
        known_from=now,
    )
    Mention.objects.bulk_create(
        Mention(customer_id=customer_id, note=row, staff_id=staff_id, called_at=now)
        for staff_id in called
    )
    unit.audit(
        ObjectRef(TYPE, row.pk),
        customer_id=customer_id,
        new={"readers": draft.readers, "called": sorted(called)},
        detail={"length": len(draft.text)},
    )
    return row.pk


@use_case("interactions.note-seen", permission=policies.VIEW_TIMELINE)
def see_note(unit: Unit, *, actor: Actor, now: datetime, note_id: int) -> int:
    """Mark that the actor followed the call to a note; return the customer's id. Raises NotFound if she was not called to it,
    or may not open the customer any more."""
    row = Mention.objects.filter(note_id=note_id, staff_id=actor.staff_id or 0).first()
    if row is None or not customers.is_visible(actor=actor, customer_id=row.customer_id):
        raise NotFound(_("There is no such note, or its customer is not in your scope."))
    if row.seen_at is None:
        row.seen_at = now
        row.save(update_fields=["seen_at"])
    unit.audit(ObjectRef(TYPE, note_id), customer_id=row.customer_id)
    return row.customer_id


def _check(draft: NoteDraft) -> None:
    if not draft.text.strip():
        raise InvalidInput(_("Write something."), fields={"text": _("Write something.")})
    if len(draft.text) > NOTE_LENGTH:
        text = _("At most {limit} characters.").format(limit=NOTE_LENGTH)
        raise InvalidInput(text, fields={"text": text})
    if draft.readers not in Readers.values:
        text = _("Choose one of the list.")
        raise InvalidInput(text, fields={"readers": text})


def _called(draft: NoteDraft, actor: Actor, customer_id: int, *, now: datetime) -> list[int]:
    """Return whom the note calls, without the author; each of them may open the customer."""
    wanted = sorted({pk for pk in draft.called if pk != actor.staff_id})
    most = parameters.integer(keys.MOST_CALLED, on=clock.bank_date(now))
    if len(wanted) > most:
        text = _("At most {limit} colleagues.").format(limit=most)
        raise InvalidInput(text, fields={"called": text})
    for staff_id in wanted:
        # A handful at most: each is asked for as she may act now, for a note tells what she could not read otherwise.
        reader = access.actor_of_staff(staff_id, now)
        if (
            reader is None
            or not reader.can(policies.VIEW_TIMELINE)
            or not customers.is_visible(actor=reader, customer_id=customer_id)
        ):
            text = _(
                "{name} cannot open this customer, so a note cannot call on this person."
            ).format(name=reader.name if reader else _("This person"))
            raise InvalidInput(text, fields={"called": text})
    return wanted
