"""What this room itself tells the timeline of a customer: contacts, readable notes, tasks that were done."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.customers import policies as customers
from yinqiao.interactions import parameters as keys
from yinqiao.interactions import policies, rules
from yinqiao.interactions.choices import Channel, Direction, DocumentKind, Outcome
from yinqiao.interactions.models import Amendment, ContactRecord, Document, History, Note, Task
from yinqiao.interactions.queries.notes import NoteRow, readable_notes
from yinqiao.interactions.queries.origins import is_history
from yinqiao.interactions.queries.tasks import TaskRow, tasks_known
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.ui.story import Happening, Story, StoryPart

CONTACT, NOTE, TASK, DOCUMENT = "contact", "note", "task", "document"
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

    `kind` is the key of the story it belongs to; `is_day`: only the day is known.

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
    staff_id: int | None = None
    url: str = ""
    is_day: bool = False

    @property
    def on(self) -> date:
        """The day on which it happened, at the bank."""
        return clock.bank_date(self.happened_at)

    @property
    def said(self) -> str:
        """All that the reader sees of it, for a search: what she may not read is not in it."""
        parts = (
            self.title,
            *self.facts,
            self.text,
            self.who,
            *(text for line in self.lines for text in line),
            *(text for one in self.added for text in (one.who, one.text)),
        )
        return "\n".join(parts)


def contacts_told(actor: Actor, part: StoryPart) -> list[Entry]:
    """Return the contacts of one customer in scope, newest first."""
    rows = _contacts(actor, part)
    masker = Masker.of(actor)
    added = _added(rows, masker, as_of=part.as_of)
    return [
        _of_contact(
            row,
            masker,
            added=added.get(row.pk, ()),
            act="" if part.as_of else _act(row, actor, part.now),
        )
        for row in rows
    ]


def notes_told(actor: Actor, part: StoryPart) -> list[Entry]:
    """Return the notes that the actor may read, newest first."""
    found = readable_notes(
        actor=actor, customer_id=part.customer_id, in_team=part.in_team, as_of=part.as_of
    )
    return [_of_note(note) for note in found if part.holds(note.written_at)][: part.limit]


def tasks_told(actor: Actor, part: StoryPart) -> list[Entry]:
    """Return the tasks that were done or given up, newest first, for those who may see tasks."""
    if not actor.can(policies.VIEW_TASKS):
        return []
    found = tasks_known(actor=actor, customer_id=part.customer_id, now=part.now, as_of=part.as_of)
    told = [
        _of_task(task, task.closed_at)
        for task in found
        if task.closed_at is not None and part.holds(task.closed_at)
    ]
    told.sort(key=lambda entry: (entry.happened_at, entry.id), reverse=True)
    return told[: part.limit]


def documents_told(_actor: Actor, part: StoryPart) -> list[Entry]:
    """Return the documents that were drawn up, newest first."""
    rows = Document.objects.filter(customer_id__in=part.party_ids)
    if part.until is not None:
        rows = rows.filter(made_at__lte=part.until)
    if part.since is not None:
        rows = rows.filter(made_at__gte=part.since)
    return [
        Entry(
            kind=DOCUMENT,
            id=row.pk,
            happened_at=row.made_at,
            icon="report",
            title=label(DocumentKind, row.kind),
            facts=(row.number,),
            minutes=None,
            text="",
            who=row.staff_name,
            readers_label="",
            is_history=False,
            staff_id=row.staff_id,
        )
        for row in rows.order_by("-made_at", "-pk")[: part.limit]
    ]


def entry_of(story: Story, told: Happening) -> Entry:
    """Return what another room tells as an entry."""
    return Entry(
        kind=story.key,
        id=told.id,
        happened_at=told.at,
        icon=told.icon,
        title=told.title,
        facts=tuple(fact for fact in told.facts if fact),
        minutes=None,
        text=told.text,
        who=told.who,
        readers_label="",
        is_history=False,
        staff_id=told.staff_id,
        url=told.url,
        is_day=told.is_day,
    )


def people_of(*, actor: Actor, customer_id: int) -> list[tuple[int, str]]:
    """Return the colleagues who had contacts, wrote notes or have tasks about the customer, as (staff id, name), by name."""
    contacts, notes, tasks = (
        customers.scoped(model._default_manager.filter(customer_id=customer_id), actor)  # noqa: SLF001
        .order_by()
        .values_list(who, name)
        for model, who, name in (
            (ContactRecord, "staff_id", "staff_name"),
            (Note, "author_id", "author_name"),
            (Task, "assignee_id", "assignee_name"),
        )
    )
    found = {(pk, said) for pk, said in contacts.union(notes, tasks) if pk is not None and said}
    known = dict(sorted(found))
    return sorted(known.items(), key=lambda pair: (pair[1], pair[0]))


def _contacts(actor: Actor, part: StoryPart) -> list[ContactRecord]:
    """Return the newest contacts of the part."""
    scoped = customers.scoped(ContactRecord.objects.filter(customer_id=part.customer_id), actor)
    if part.as_of is not None:
        known = rows_as_of(scoped, History, customer_id=part.customer_id, as_of=part.as_of)
        known = [row for row in known if part.holds(row.happened_at)]
        known.sort(key=lambda row: (row.happened_at, row.pk), reverse=True)
        return known[: part.limit]
    present = scoped.filter(ended_on__isnull=True)
    if part.until is not None:
        present = present.filter(happened_at__lte=part.until)
    if part.since is not None:
        present = present.filter(happened_at__gte=part.since)
    return list(present.order_by("-happened_at", "-id")[: part.limit])


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


def _act(row: ContactRecord, actor: Actor, now: datetime) -> str:
    if is_history(row) or row.staff_id is None or row.staff_id != actor.staff_id:
        return ""
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
    script = _("Script used") if row.used_script else ""
    summary = [masker.free_text(text) for text in (row.subject, row.summary) if text]
    return Entry(
        kind=CONTACT,
        id=row.pk,
        happened_at=row.happened_at,
        icon=_ICONS.get(Channel(row.channel), "message"),
        title=str(Channel(row.channel).label),
        facts=tuple(
            text for text in (str(Direction(row.direction).label), outcome, script) if text
        ),
        minutes=None if row.duration_seconds is None else -(-row.duration_seconds // 60),
        text="\n".join(summary),
        who=row.staff_name or row.staff_no,
        readers_label="",
        is_history=is_history(row),
        lines=_lines(row, masker),
        added=added,
        act=act,
        staff_id=row.staff_id,
    )


def _of_note(note: NoteRow) -> Entry:
    return Entry(
        kind=NOTE,
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
        staff_id=note.author_id,
    )


def _of_task(task: TaskRow, closed_at: datetime) -> Entry:
    return Entry(
        kind=TASK,
        id=task.id,
        happened_at=closed_at,
        icon="checklist",
        title=task.state_label,
        facts=(),
        minutes=None,
        text="\n".join(text for text in (task.title, task.closing_note) if text),
        who=task.assignee,
        readers_label="",
        is_history=task.is_history,
        staff_id=task.assignee_id,
        url="" if task.is_history else reverse("interactions:task", args=[task.id]),
    )
