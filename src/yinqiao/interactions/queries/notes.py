"""Notes of a customer that the actor may read."""

from dataclasses import dataclass
from datetime import datetime

from yinqiao.customers import policies as customers
from yinqiao.customers.queries import card
from yinqiao.interactions import rules
from yinqiao.interactions.choices import NoteKind, Readers
from yinqiao.interactions.models import History, Note
from yinqiao.interactions.queries.origins import is_history
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.masking.door import Masker


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as this actor may read it; `readers_label` says who else may."""

    id: int
    kind: str
    kind_label: str
    written_at: datetime
    author: str
    readers: str
    readers_label: str
    text: str
    is_history: bool


def notes_of(*, actor: Actor, customer_id: int, as_of: datetime | None = None) -> list[NoteRow]:
    """Return the notes that the actor may read, newest first, as known at `as_of` (None: now); NotFound outside the scope."""
    customer = card.require_customer(actor=actor, customer_id=customer_id)
    in_team = card.is_in_team(actor=actor, customer=customer)
    scoped = customers.scoped(Note.objects.filter(customer_id=customer_id), actor)
    found = rows_as_of(scoped, History, customer_id=customer_id, as_of=as_of)
    readable = [
        note
        for note in found
        if rules.may_read_note(
            note.readers,
            in_team=in_team,
            is_author=note.author_id is not None and note.author_id == actor.staff_id,
        )
    ]
    masker = Masker.of(actor)
    return [
        _row(note, masker)
        for note in sorted(readable, key=lambda note: (note.written_at, note.pk), reverse=True)
    ]


def _row(note: Note, masker: Masker) -> NoteRow:
    return NoteRow(
        id=note.pk,
        kind=note.kind,
        kind_label=str(NoteKind(note.kind).label),
        written_at=note.written_at,
        author=note.author_name or note.author_no,
        readers=note.readers,
        readers_label=str(Readers(note.readers).label),
        text=masker.free_text(note.text),
        is_history=is_history(note),
    )
