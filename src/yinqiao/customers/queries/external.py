"""What is said about a customer outside the bank: items that were attached, and events of the company register and the courts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yinqiao.customers import choices, labels
from yinqiao.customers.models import ExternalItem, History, RegistryEvent
from yinqiao.customers.queries.card import require_customer
from yinqiao.customers.queries.duplicates import party_ids
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.i18n.sources import source_title
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.ui.story import Happening, StoryPart, moment_of, wanted

MOST_EVENTS: Final = 200
_ICONS: Final[Mapping[str, str]] = {
    choices.ExternalKind.SENTIMENT: "speakerphone",
    choices.ExternalKind.INDUSTRY: "report",
    choices.ExternalKind.REGISTRY: "certificate",
    choices.ExternalKind.JUDICIAL: "gavel",
    choices.ExternalKind.NEWS: "news",
}


@dataclass(frozen=True, slots=True)
class ExternalRow:
    """One item or event. `item_id` and `version` of an item that can be withdrawn; an event of a register has none."""

    item_id: int | None
    version: int
    icon: str
    kind_label: str
    title: str
    summary: str
    origin: str
    published_on: date
    link: str
    relevance: str
    relevance_label: str
    who: str


def external_items(
    *, actor: Actor, customer_id: int, as_of: datetime | None = None
) -> list[ExternalRow]:
    """Return what is known, the newest first, as at `as_of` (None: now); raise NotFound outside the scope."""
    require_customer(actor=actor, customer_id=customer_id)
    masker = masker_of(actor)
    found = [_item(row, masker) for row in _items(customer_id, as_of)]
    found += [_event(row, masker) for row in _events(party_ids(customer_id), as_of)]
    return sorted(found, key=lambda row: (row.published_on, row.item_id or 0), reverse=True)


def external_told(actor: Actor, part: StoryPart) -> list[Happening]:
    """Return the same for the timeline."""
    masker = masker_of(actor)
    told = [
        _told(_item(row, masker), pk=row.pk * 2, staff_id=row.attached_by_id)
        for row in _items(part.customer_id, part.as_of)
    ]
    told += [
        _told(_event(row, masker), pk=row.pk * 2 + 1, staff_id=None)
        for row in _events(part.party_ids, part.as_of)
    ]
    return wanted(told, part)


def _items(customer_id: int, as_of: datetime | None) -> list[ExternalItem]:
    rows = ExternalItem.objects.filter(customer_id=customer_id)
    return rows_as_of(rows, History, customer_id=customer_id, as_of=as_of)


def _events(ids: Collection[int], as_of: datetime | None) -> list[RegistryEvent]:
    rows = RegistryEvent.objects.filter(customer_id__in=ids)
    if as_of is not None:
        rows = rows.filter(known_at__lte=as_of)
    return list(rows.order_by("-happened_on", "-pk")[:MOST_EVENTS])


def _item(row: ExternalItem, masker: Masker) -> ExternalRow:
    return ExternalRow(
        item_id=row.pk,
        version=row.version,
        icon=_ICONS.get(row.kind, "world"),
        kind_label=label(choices.ExternalKind, row.kind),
        title=masker.free_text(row.title),
        summary=masker.free_text(row.summary),
        origin=row.origin,
        published_on=row.published_on,
        link=row.link,
        relevance=row.relevance,
        relevance_label=label(choices.Relevance, row.relevance),
        who=row.attached_by_name or source_title(row.source),
    )


def _event(row: RegistryEvent, masker: Masker) -> ExternalRow:
    """An event of a register is public: companies and their cases stand there as the register has them."""
    kind = choices.ExternalKind.REGISTRY
    if row.kind in choices.JUDICIAL_EVENTS:
        kind = choices.ExternalKind.JUDICIAL
    changed = " → ".join(text for text in (row.old_value, row.new_value) if text)
    return ExternalRow(
        item_id=None,
        version=0,
        icon=_ICONS[kind],
        kind_label=str(kind.label),
        title=str(labels.REGISTRY_EVENTS.get(row.kind, row.kind)),
        summary=masker.free_text(changed),
        origin=row.origin,
        published_on=row.happened_on,
        link="",
        relevance="",
        relevance_label="",
        who=source_title(row.source),
    )


def _told(row: ExternalRow, *, pk: int, staff_id: int | None) -> Happening:
    return Happening(
        at=moment_of(row.published_on),
        id=pk,
        icon=row.icon,
        title=row.title,
        text=row.summary,
        facts=(row.kind_label, row.origin),
        who=row.who,
        staff_id=staff_id,
        is_day=True,
    )
