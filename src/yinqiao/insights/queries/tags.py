"""Reads of tags."""

from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.customers import policies as customers
from yinqiao.customers.queries import card
from yinqiao.insights import rules
from yinqiao.insights.choices import TagKind
from yinqiao.insights.models import CustomerTag, History, Tag
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of


@dataclass(frozen=True, slots=True)
class TagChip:
    """A tag that a customer bears. `ends_on` is the first day without it; `is_migrated` when it came from another system."""

    code: str
    name: str
    kind: str
    kind_label: str
    owner: str
    since: date
    ends_on: date | None
    set_by: str
    is_migrated: bool


def tags_of(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> list[TagChip]:
    """Return the tags in force at `as_of` (None: now) as known then, newest first; raise NotFound outside the scope."""
    card.require_customer(actor=actor, customer_id=customer_id)
    rows = customers.scoped(CustomerTag.objects.filter(customer_id=customer_id), actor)
    found = rows_as_of(rows, History, customer_id=customer_id, as_of=as_of)
    dictionary = Tag.objects.in_bulk({row.tag_id for row in found})
    day = clock.bank_date(as_of or now)
    chips = [_chip(row, dictionary[row.tag_id]) for row in found]
    in_force = [
        chip for chip in chips if rules.is_in_force(day, since=chip.since, end=chip.ends_on)
    ]
    return sorted(in_force, key=lambda chip: (-chip.since.toordinal(), chip.name))


def _chip(row: CustomerTag, tag: Tag) -> TagChip:
    return TagChip(
        code=tag.code,
        name=tag.name,
        kind=tag.kind,
        kind_label=str(TagKind(tag.kind).label),
        owner=tag.owner,
        since=row.since,
        ends_on=rules.ends_on(row.since, until=row.until, valid_days=tag.valid_days),
        set_by=row.set_by,
        is_migrated=row.source != "CRM",
    )
