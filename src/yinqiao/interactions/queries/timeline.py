"""The timeline of a customer: contacts and readable notes, newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import policies as customers
from yinqiao.customers.queries import card
from yinqiao.interactions import parameters as keys
from yinqiao.interactions import rules
from yinqiao.interactions.choices import Channel, Direction, Outcome
from yinqiao.interactions.models import Amendment, ContactRecord, History
from yinqiao.interactions.queries.notes import NoteRow, notes_of
from yinqiao.interactions.queries.origins import is_history
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.parameters import queries as parameters

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
class Added:
    """What was added to a contact afterwards."""

    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `facts` are short texts (direction, outcome); `readers_label` only on notes.

    Of contacts logged here: `lines` are (label, text) of need, next step and the like, `added` what the author added later, and `act`
    what she may still do: ``words`` (change) or ``amendments`` (add), empty for others.
    """

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
    lines: tuple[tuple[str, str], ...] = ()
    added: tuple[Added, ...] = ()
    act: str = ""


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
    added = _added(contacts, masker, as_of=as_of)
    entries = sorted(
        [
            *notes,
            *(
                _of_contact(
                    row, masker, added=added.get(row.pk, ()), act="" if as_of else _act(row, actor)
                )
                for row in contacts
            ),
        ],
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


def _added(
    rows: list[ContactRecord], masker: Masker, *, as_of: datetime | None
) -> dict[int, tuple[Added, ...]]:
    """Return what was added to these contacts, the oldest first, in one query; only those logged here can have any."""
    own = [row.pk for row in rows if not is_history(row)]
    if not own:
        return {}
    found = Amendment.objects.filter(contact_record_id__in=own)
    if as_of is not None:
        found = found.filter(at__lte=as_of)
    by_contact: dict[int, tuple[Added, ...]] = {}
    for one in found.order_by("at", "pk"):
        line = Added(one.at, one.staff_name, masker.free_text(one.text))
        by_contact[one.contact_record_id] = (*by_contact.get(one.contact_record_id, ()), line)
    return by_contact


def _act(row: ContactRecord, actor: Actor) -> str:
    if is_history(row) or row.staff_id is None or row.staff_id != actor.staff_id:
        return ""
    now = clock.now()
    hours = parameters.integer(keys.EDIT_HOURS, on=clock.bank_date(now))
    return "words" if rules.may_edit(row.known_from, now=now, hours=hours) else "amendments"


def _lines(row: ContactRecord, masker: Masker) -> tuple[tuple[str, str], ...]:
    """Return what is told beside the words, as far as there is any."""
    step = " ".join(part for part in (row.next_step, str(row.next_on or "")) if part)
    named = (
        (_("What the customer needs"), row.need),
        (_("Where"), row.place),
        (_("Who took part"), row.participants),
        (_("Next step"), step),
    )
    return tuple((name, masker.free_text(text)) for name, text in named if text)


def _of_contact(
    row: ContactRecord, masker: Masker, *, added: tuple[Added, ...] = (), act: str = ""
) -> Entry:
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
        lines=_lines(row, masker),
        added=added,
        act=act,
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
