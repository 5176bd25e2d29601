"""The timeline of a customer: contacts and readable notes, newest first."""

from dataclasses import dataclass
from datetime import datetime

from yinqiao.customers import policies as customers
from yinqiao.customers.queries import card
from yinqiao.interactions.choices import Channel, Direction, Outcome
from yinqiao.interactions.models import ContactRecord, History
from yinqiao.interactions.queries.notes import NoteRow, notes_of
from yinqiao.interactions.queries.origins import is_history
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.masking.door import Masker

PAGE = 20
_ICONS = {
    Channel.CALL: "phone",
    Channel.VISIT: "map-pin",
    Channel.BRANCH: "building-bank",
    Channel.WECOM: "brand-wechat",
    Channel.SMS: "device-mobile-message",
    Channel.APP_PUSH: "device-mobile",
    Channel.EMAIL: "mail",
    Channel.LETTER: "mail-opened",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `facts` are short texts (direction, outcome); `readers_label` only on notes."""

    kind: str
    id: int
    happened_at: datetime
    icon: str
    title: str
    facts: tuple[str, ...]
    minutes: int | None
    text: str
    who: str
    readers_label: str
    is_history: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of entries; `earlier` ones follow after `next_skip`."""

    entries: tuple[Entry, ...]
    total: int
    next_skip: int

    @property
    def earlier(self) -> int:
        """Return how many entries are not shown yet."""
        return max(self.total - self.next_skip, 0)


def timeline_of(
    *,
    actor: Actor,
    customer_id: int,
    as_of: datetime | None = None,
    skip: int = 0,
    limit: int = PAGE,
) -> Timeline:
    """Return entries `skip` to `skip` + `limit` as known at `as_of` (None: now); raise NotFound outside the scope."""
    card.require_customer(actor=actor, customer_id=customer_id)
    notes = [_of_note(note) for note in notes_of(actor=actor, customer_id=customer_id, as_of=as_of)]
    contacts, count = _contacts(actor, customer_id, as_of=as_of, limit=skip + limit)
    masker = Masker.of(actor)
    entries = sorted(
        [*notes, *(_of_contact(row, masker) for row in contacts)],
        key=lambda entry: (entry.happened_at, entry.kind, entry.id),
        reverse=True,
    )
    return Timeline(
        tuple(entries[skip : skip + limit]), total=count + len(notes), next_skip=skip + limit
    )


def _contacts(
    actor: Actor, customer_id: int, *, as_of: datetime | None, limit: int
) -> tuple[list[ContactRecord], int]:
    """Return the newest `limit` contacts, and how many there are."""
    scoped = customers.scoped(ContactRecord.objects.filter(customer_id=customer_id), actor)
    if as_of is None:
        present = scoped.filter(ended_on__isnull=True)
        return list(present.order_by("-happened_at", "-id")[:limit]), present.count()
    known = rows_as_of(scoped, History, customer_id=customer_id, as_of=as_of)
    known.sort(key=lambda row: (row.happened_at, row.pk), reverse=True)
    return known[:limit], len(known)


def _of_contact(row: ContactRecord, masker: Masker) -> Entry:
    outcome = str(Outcome(row.outcome).label) if row.outcome else ""
    summary = [masker.free_text(text) for text in (row.subject, row.summary) if text]
    return Entry(
        kind="contact",
        id=row.pk,
        happened_at=row.happened_at,
        icon=_ICONS.get(Channel(row.channel), "message"),
        title=str(Channel(row.channel).label),
        facts=tuple(text for text in (str(Direction(row.direction).label), outcome) if text),
        minutes=None if row.duration_seconds is None else -(-row.duration_seconds // 60),
        text="\n".join(summary),
        who=row.staff_name or row.staff_no,
        readers_label="",
        is_history=is_history(row),
    )


def _of_note(note: NoteRow) -> Entry:
    return Entry(
        kind="note",
        id=note.id,
        happened_at=note.written_at,
        icon="note",
        title=note.kind_label,
        facts=(),
        minutes=None,
        text=note.text,
        who=note.author,
        readers_label=note.readers_label,
        is_history=note.is_history,
    )
