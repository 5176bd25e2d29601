"""The file of a customer as the reader may see it, and the list of files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.choices import KycStatus
from yinqiao.compliance.diligence import parameters as keys
from yinqiao.compliance.diligence import policies, rules
from yinqiao.compliance.diligence.choices import FileKind, FileState, ItemState, PartyType
from yinqiao.compliance.diligence.models import DiligenceFile, FileItem
from yinqiao.compliance.policies import VIEW_CONSENT, VIEW_DUE_DILIGENCE
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as parameters

# Outside of compliance both have one word, the neutral one.
BEHIND = (FileState.GRADING, FileState.APPROVING)
IN_REVIEW = "IN_REVIEW"
UNDER_WAY = (
    FileState.COLLECTING,
    FileState.CHECKING,
    FileState.GRADING,
    FileState.APPROVING,
)
VERB = "diligence.files-listed"
LACKING = (ItemState.MISSING, ItemState.RETURNED)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as shown: what is asked and why, what was supplied, by whom, and who checked it."""

    id: int
    code: str
    title: str
    why: str
    source: str
    state: str
    state_label: str
    answer: str
    document: str
    issuer: str
    issued_on: date | None
    expires_on: date | None
    has_copy: bool
    given_at: datetime | None
    given_by: str
    checked_by: str
    note: str
    needs_document: bool
    is_required: bool
    is_expired: bool
    version: int


@dataclass(frozen=True, slots=True)
class FileCard:
    """The file with what the reader may do.

    `kind_label` and `reviewed_on` are for compliance alone, and the day of a review is before its first reminder: the kind tells the
    grade, and so does the time between two reviews.
    """

    id: int
    customer_id: int
    party_type: str
    party_label: str
    kind_label: str
    state: str
    state_label: str
    round: int
    opened_at: datetime
    opened_by: str
    due_on: date | None
    due_label: str
    is_late: bool
    reviewed_on: date | None
    items: tuple[ItemRow, ...]
    missing: int
    can_fill: bool
    can_submit: bool
    can_check: bool
    can_grade: bool
    can_reopen: bool
    can_call: bool
    sees_grade: bool
    version: int


@dataclass(frozen=True, slots=True)
class FileWanted:
    """What the list is limited to: a state (empty: all under way, ALL), a unit, only what is late, and a number of days it has waited."""

    state: str = ""
    org_id: int = 0
    is_late: bool = False
    waited: int = 0


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of the list; `waited` in days since the state began."""

    id: int
    customer_id: int
    customer: str
    org: str
    party_label: str
    state: str
    state_label: str
    due_on: date | None
    is_late: bool
    waited: int


def scoped_files(actor: Actor) -> QuerySet[DiligenceFile]:
    """Return the files of customers in scope."""
    return customer_policies.scoped(DiligenceFile.objects.all(), actor)


def file_card(*, actor: Actor, customer_id: int, now: datetime) -> FileCard | None:
    """Return the file of a customer in scope, None if there is none; raise NotFound outside the scope."""
    require(actor, VIEW_CONSENT, verb="diligence.file-opened")
    customers.require_customer(actor=actor, customer_id=customer_id)
    row = DiligenceFile.objects.filter(customer_id=customer_id).first()
    return _card(row, actor=actor, now=now) if row is not None else None


def file_by_id(*, actor: Actor, file_id: int, now: datetime) -> FileCard:
    """Return a file of a customer in scope; raise NotFound outside it."""
    row = scoped_files(actor).filter(pk=file_id).first()
    if row is None:
        raise NotFound(_("There is no such file."))
    return _card(row, actor=actor, now=now)


def item_row(*, actor: Actor, item_id: int, now: datetime) -> tuple[FileItem, ItemRow]:
    """Return one item of a file in scope, with its row for the options; raise NotFound outside it."""
    rows = customer_policies.scoped(
        FileItem.objects.filter(pk=item_id), actor, through="file__customer"
    )
    row = rows.select_related("item", "file").first()
    if row is None:
        raise NotFound(_("There is no such item."))
    return row, _item(row, clock.bank_date(now))


def file_list(*, actor: Actor, wanted: FileWanted, today: date) -> QuerySet[DiligenceFile]:
    """Return the files of customers in scope; order by (state_since, id). Raises PermissionRefused."""
    require(actor, policies.CHECK, verb=VERB)
    rows = scoped_files(actor)
    if wanted.state == IN_REVIEW:
        rows = rows.filter(state__in=BEHIND)
    elif wanted.state in FileState.values:
        rows = rows.filter(state__in=_asked(actor, wanted.state))
    elif wanted.state != "ALL" and not wanted.is_late:
        rows = rows.filter(state__in=UNDER_WAY)
    if wanted.org_id:
        rows = rows.filter(customer__org_id=wanted.org_id)
    if wanted.is_late:
        rows = rows.filter(late(today))
    if wanted.waited:
        rows = rows.filter(state_since__lt=before(today, days=wanted.waited))
    return rows


def _asked(actor: Actor, state: str) -> tuple[str, ...]:
    """Nobody but compliance learns which of the two it is by asking for one."""
    if state in BEHIND and not actor.can(VIEW_DUE_DILIGENCE):
        return tuple(BEHIND)
    return (state,)


def before(today: date, *, days: int) -> datetime:
    """Return the moment before which something began that has lasted at least so many days today."""
    return datetime.combine(today - timedelta(days=days - 1), time.min, tzinfo=clock.BANK_ZONE)


def late(today: date) -> Q:
    """Return the condition of a file whose first grading or review is past its day."""
    return Q(graded_on__isnull=True, grade_due_on__lt=today) | Q(next_review_on__lt=today)


def file_rows(rows: Iterable[DiligenceFile], *, actor: Actor, today: date) -> list[FileRow]:
    """Return the read models of one page."""
    found = list(rows)
    names = customers.customer_names(actor=actor, customer_ids={row.customer_id for row in found})
    units = dict(
        DiligenceFile.objects.filter(pk__in=[row.pk for row in found]).values_list(
            "pk", "customer__org_id"
        )
    )
    orgs = organization.org_names(set(units.values()))
    first = first_reminder(on=today)
    return [
        FileRow(
            id=row.pk,
            customer_id=row.customer_id,
            customer=names.get(row.customer_id, ""),
            org=orgs.get(units[row.pk], ""),
            party_label=label(PartyType, row.party_type),
            state=_state(row, actor),
            state_label=_state_label(row, actor),
            due_on=_due_shown(row, actor=actor, today=today, first=first),
            is_late=is_late(row, today),
            waited=(today - clock.bank_date(row.state_since)).days,
        )
        for row in found
    ]


def _card(row: DiligenceFile, *, actor: Actor, now: datetime) -> FileCard:
    today = clock.bank_date(now)
    lines = list(row.items.select_related("item").order_by("item__place"))
    items = tuple(_item(line, today) for line in lines)
    lacks = sum(is_needed(line) and line.state in LACKING for line in lines)
    can_fill = actor.can(policies.FILL)
    is_collecting = row.state == FileState.COLLECTING
    return FileCard(
        id=row.pk,
        customer_id=row.customer_id,
        party_type=row.party_type,
        party_label=label(PartyType, row.party_type),
        kind_label=label(FileKind, row.kind) if actor.can(VIEW_DUE_DILIGENCE) else "",
        state=_state(row, actor),
        state_label=_state_label(row, actor),
        round=row.round,
        opened_at=row.opened_at,
        opened_by=row.opened_by_name,
        due_on=_due_shown(row, actor=actor, today=today, first=first_reminder(on=today)),
        due_label=_("First grading") if row.graded_on is None else _("Review of the file"),
        is_late=is_late(row, today),
        reviewed_on=row.reviewed_on if actor.can(VIEW_DUE_DILIGENCE) else None,
        items=items,
        missing=lacks,
        can_fill=can_fill and row.state in {FileState.COLLECTING, FileState.COMPLETE},
        can_submit=can_fill and is_collecting and not lacks,
        can_check=actor.can(policies.CHECK) and row.state == FileState.CHECKING,
        can_grade=actor.can(policies.GRADE) and row.state == FileState.GRADING,
        can_reopen=can_fill and row.state == FileState.COMPLETE,
        can_call=actor.can(policies.GRADE)
        and row.state in {FileState.COMPLETE, FileState.APPROVING},
        sees_grade=actor.can(VIEW_DUE_DILIGENCE),
        version=row.version,
    )


def _item(row: FileItem, today: date) -> ItemRow:
    words = {str(code): str(text) for code, text, *_points in row.item.options}
    return ItemRow(
        id=row.pk,
        code=row.item.code,
        title=row.item.title,
        why=row.item.why,
        source=row.item.source,
        state=row.state,
        state_label=label(ItemState, row.state),
        answer=" · ".join(part for part in (words.get(row.option, ""), row.answer) if part),
        document=row.document_masked,
        issuer=row.issuer,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        has_copy=row.evidence_id is not None,
        given_at=row.given_at,
        given_by=row.given_by_name,
        checked_by=row.checked_by_name,
        note=row.note,
        needs_document=row.item.needs_document,
        is_required=row.item.is_required,
        is_expired=row.expires_on is not None and row.expires_on < today,
        version=row.version,
    )


def _state(row: DiligenceFile, actor: Actor) -> str:
    if row.state in BEHIND and not actor.can(VIEW_DUE_DILIGENCE):
        return IN_REVIEW
    return row.state


def _state_label(row: DiligenceFile, actor: Actor) -> str:
    state = _state(row, actor)
    return str(KycStatus.IN_REVIEW.label) if state == IN_REVIEW else label(FileState, state)


def _due(row: DiligenceFile) -> date | None:
    return row.next_review_on if row.graded_on is not None else row.grade_due_on


def _due_shown(row: DiligenceFile, *, actor: Actor, today: date, first: timedelta) -> date | None:
    """The months to the next review follow the grade: outside of compliance the day is told once somebody has to act on it."""
    due_on = _due(row)
    is_graded = row.graded_on is not None
    if due_on is None or not is_graded or actor.can(VIEW_DUE_DILIGENCE):
        return due_on
    return due_on if rules.is_told(due_on, today=today, first=first) else None


def first_reminder(*, on: date) -> timedelta:
    """Return how long before a day the first reminder of it goes out."""
    stages = keys.items_of(parameters.value(keys.STAGES, on=on))
    return timedelta(days=max(int(stage) for stage in stages))


def is_late(row: DiligenceFile, today: date) -> bool:
    """Tell whether the first grading or the review is past its day."""
    due_on = _due(row)
    return due_on is not None and due_on < today


def is_needed(row: FileItem) -> bool:
    """Tell whether a file cannot go on without it: what may be left out is needed only once it was sent back."""
    return row.item.is_required or row.state == ItemState.RETURNED


def options_of(row: FileItem) -> Sequence[tuple[str, str]]:
    """Return (code, words) of a choice, without the points."""
    return [(str(code), str(text)) for code, text, *_points in row.item.options]
