"""Notes of a customer that the actor may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import policies as customers
from yinqiao.customers import queries as customer_queries
from yinqiao.customers.queries import card
from yinqiao.interactions import rules
from yinqiao.interactions.choices import NoteKind, Readers
from yinqiao.interactions.models import History, Mention, Note
from yinqiao.interactions.queries.origins import is_history
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.masking.door import Masker

MOST_CALLS: Final = 20


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A note that calls the actor: whose customer, by whom, what it says, and whether she followed it."""

    note_id: int
    customer: str
    author: str
    text: str
    called_at: datetime
    is_seen: bool


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
    author_id: int | None = None


def notes_of(*, actor: Actor, customer_id: int, as_of: datetime | None = None) -> list[NoteRow]:
    """Return the notes that the actor may read, newest first, as known at `as_of` (None: now); NotFound outside the scope."""
    customer = card.require_customer(actor=actor, customer_id=customer_id)
    in_team = card.is_in_team(actor=actor, customer=customer)
    return readable_notes(actor=actor, customer_id=customer_id, in_team=in_team, as_of=as_of)


def readable_notes(
    *, actor: Actor, customer_id: int, in_team: bool, as_of: datetime | None
) -> list[NoteRow]:
    """Return the same of a customer whom the caller has found in scope."""
    scoped = customers.scoped(Note.objects.filter(customer_id=customer_id), actor)
    found = rows_as_of(scoped, History, customer_id=customer_id, as_of=as_of)
    if not found:
        return []
    called = _called(customer_id, as_of)
    readable = [
        note
        for note in found
        if rules.may_read_note(
            note.readers,
            in_team=in_team,
            is_author=note.author_id is not None and note.author_id == actor.staff_id,
            is_called=actor.staff_id in called.get(note.pk, ()),
        )
    ]
    masker = Masker.of(actor)
    names = organization.staff_names({pk for group in called.values() for pk in group})
    return [
        _row(note, masker, called=[names.get(pk, "") for pk in called.get(note.pk, ())])
        for note in sorted(readable, key=lambda note: (note.written_at, note.pk), reverse=True)
    ]


def note_readers(*, actor: Actor, customer_id: int, now: datetime) -> list[tuple[str, str]]:
    """Return who may be called to a note, as (staff id, name): the managing team and the heads above, without the actor.

    Raises NotFound outside the scope. Whether each may open the customer is asked again when the note is written.
    """
    customer = card.require_customer(actor=actor, customer_id=customer_id)
    today = clock.bank_date(now)
    team = customer_queries.team_of(customer_ids=[customer_id], on=today).get(customer_id, [])
    heads = organization.heads_above(org_ids=[customer.org_id], on=today).get(customer.org_id, [])
    people = dict.fromkeys(pk for pk in (*team, *heads) if pk != actor.staff_id)
    names = organization.staff_names(people)
    return [(str(pk), names[pk]) for pk in people if pk in names]


def calls_to(*, actor: Actor, since: datetime) -> list[NoteCall]:
    """Return the notes that call the actor since then, newest first: of customers whom she may open (still)."""
    if actor.staff_id is None:
        return []
    rows = customers.scoped(Mention.objects.filter(staff_id=actor.staff_id), actor)
    found = list(
        rows.filter(called_at__gte=since).select_related("note").order_by("-called_at")[:MOST_CALLS]
    )
    names = customer_queries.customer_names(
        actor=actor, customer_ids={row.customer_id for row in found}
    )
    masker = Masker.of(actor)
    return [
        NoteCall(
            row.note_id,
            names.get(row.customer_id, ""),
            row.note.author_name,
            masker.free_text(row.note.text),
            row.called_at,
            is_seen=row.seen_at is not None,
        )
        for row in found
    ]


def _called(customer_id: int, as_of: datetime | None) -> dict[int, list[int]]:
    rows = Mention.objects.filter(customer_id=customer_id).order_by("pk")
    if as_of is not None:
        rows = rows.filter(called_at__lte=as_of)
    found: dict[int, list[int]] = {}
    for note_id, staff_id in rows.values_list("note_id", "staff_id"):
        found.setdefault(note_id, []).append(staff_id)
    return found


def _row(note: Note, masker: Masker, *, called: Sequence[str]) -> NoteRow:
    return NoteRow(
        id=note.pk,
        kind=note.kind,
        kind_label=str(NoteKind(note.kind).label),
        written_at=note.written_at,
        author=note.author_name or note.author_no,
        readers=note.readers,
        readers_label=_readers(note.readers, called),
        text=masker.free_text(note.text),
        is_history=is_history(note),
        author_id=note.author_id,
    )


def _readers(readers: str, called: Sequence[str]) -> str:
    """Say who may read a note; colleagues who are called to it by name."""
    label = str(Readers(readers).label)
    named = "、".join(f"@{name}" for name in called if name)
    if not named:
        return label
    return _("{readers}; {names}").format(readers=label, names=named)
