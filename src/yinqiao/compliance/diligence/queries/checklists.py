"""Versions of the checklist: all of them, one with its items, and what one that was asked for changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.diligence.choices import Factor, FileKind, PartyType
from yinqiao.compliance.diligence.models import Checklist, ChecklistDraft, ChecklistItem
from yinqiao.compliance.diligence.rules.checklists import (
    Answer,
    Changes,
    Item,
    changes,
    read_checklist,
    write_checklist,
)
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """A version as listed: how many items it has and how many files were made with it."""

    id: int
    version: str
    valid_from: date
    items: int
    published_at: datetime
    published_by: str
    is_in_force: bool
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One item of a version in words."""

    title: str
    why: str
    source: str
    is_required: bool
    needs_document: bool
    needs_expiry: bool
    is_deeper_only: bool
    factor: str
    options: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PartyShown:
    """What is asked of one type of party."""

    label: str
    items: tuple[ItemShown, ...]


@dataclass(frozen=True, slots=True)
class ChecklistCard:
    """A version with what is in it, by type of party, and as text."""

    row: ChecklistRow
    parties: tuple[PartyShown, ...]
    text: str


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A version that was asked for beside the one in force on its day."""

    version: str
    valid_from: date
    before: str
    changes: Changes
    text: str


def checklist_list() -> QuerySet[Checklist]:
    """Return all versions; the permission is the only wall: no customer stands here."""
    return Checklist.objects.annotate(count=Count("items"))


def checklist_rows(rows: Iterable[Checklist], *, on: date) -> list[ChecklistRow]:
    """Return one page as read models."""
    current = in_force(on=on)
    return [
        ChecklistRow(
            id=row.pk,
            version=row.version,
            valid_from=row.valid_from,
            items=row.count,  # type: ignore[attr-defined]  # annotated above
            published_at=row.published_at,
            published_by=row.published_by_name,
            is_in_force=row.pk == current.pk,
            is_ahead=row.valid_from > on,
        )
        for row in rows
    ]


def in_force(*, on: date) -> Checklist:
    """Return the version that a file opened on that day follows."""
    return Checklist.objects.filter(valid_from__lte=on).latest("valid_from", "pk")


def checklist_card(*, checklist_id: int, on: date) -> ChecklistCard:
    """Return one version; raise NotFound for none."""
    row = checklist_list().filter(pk=checklist_id).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    items = list(row.items.order_by("place"))
    return ChecklistCard(
        row=checklist_rows([row], on=on)[0],
        parties=tuple(
            PartyShown(
                label(PartyType, party),
                tuple(_shown(item) for item in items if party in item.party_types),
            )
            for party in PartyType.values
        ),
        text=write_checklist([_item(item) for item in items]),
    )


def newest_text() -> str:
    """Return the text of the version that begins last, to write the next one from."""
    row = Checklist.objects.latest("valid_from", "pk")
    return write_checklist([_item(item) for item in row.items.order_by("place")])


def draft_card(*, draft_id: int) -> DraftCard:
    """Return what was asked for and what it changes; raise NotFound for none."""
    draft = ChecklistDraft.objects.filter(pk=draft_id).first()
    if draft is None:
        raise NotFound(_("There is no such entry."))
    before = in_force(on=draft.valid_from)
    old = [_item(item) for item in before.items.order_by("place")]
    return DraftCard(
        version=draft.version,
        valid_from=draft.valid_from,
        before=before.version,
        changes=changes(old, read_checklist(draft.text)),
        text=draft.text,
    )


def _item(row: ChecklistItem) -> Item:
    return Item(
        code=row.code,
        title=row.title,
        is_required=row.is_required,
        parties=tuple(row.party_types),
        kinds=tuple(row.kinds),
        needs_document=row.needs_document,
        needs_expiry=row.needs_expiry,
        why=row.why,
        source=row.source,
        factor=row.factor,
        options=tuple(
            Answer(str(code), int(points), str(text)) for code, text, points in row.options
        ),
    )


def _shown(row: ChecklistItem) -> ItemShown:
    return ItemShown(
        title=row.title,
        why=row.why,
        source=row.source,
        is_required=row.is_required,
        needs_document=row.needs_document,
        needs_expiry=row.needs_expiry,
        is_deeper_only=FileKind.CDD not in row.kinds,
        factor=label(Factor, row.factor) if row.factor else "",
        options=tuple((str(text), int(points)) for _code, text, points in row.options),
    )
