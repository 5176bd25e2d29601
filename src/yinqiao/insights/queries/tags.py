"""Reads of tags."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext as _

from yinqiao.customers import policies as customers
from yinqiao.customers.queries import card
from yinqiao.insights import policies, rules
from yinqiao.insights.choices import TagKind, TagSetters
from yinqiao.insights.models import CustomerTag, History, Tag
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.versions import rows_as_of, table_of
from yinqiao.platform.errors import NotFound

CRM = "CRM"


@dataclass(frozen=True, slots=True)
class TagChip:
    """A tag that a customer bears. `ends_on` is the first day without it; `is_migrated` when it came from another system.

    `can_end` when the actor may end it by hand.
    """

    id: int
    code: str
    name: str
    kind: str
    kind_label: str
    owner: str
    since: date
    ends_on: date | None
    set_by: str
    is_migrated: bool
    can_end: bool = False


@dataclass(frozen=True, slots=True)
class TagChoice:
    """A manual tag that the actor may set on this customer; `last_end` is the latest end that it may be given."""

    code: str
    name: str
    owner: str
    description: str
    last_end: date | None


@dataclass(frozen=True, slots=True)
class TagPast:
    """A tag that a customer bore: from when to when, who set it and who ended it (nothing: it ran out)."""

    name: str
    since: date
    ended_on: date
    set_by: str
    ended_by: str


@dataclass(frozen=True, slots=True)
class TagEntry:
    """One tag of the dictionary. `can_edit`: a manual one of this system that is still offered."""

    id: int
    version: int
    code: str
    name: str
    kind_label: str
    owner: str
    description: str
    setters: str
    setters_label: str
    valid_days: int | None
    is_offered: bool
    can_edit: bool


def tags_of(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> list[TagChip]:
    """Return the tags in force at `as_of` (None: now) as known then, newest first; raise NotFound outside the scope."""
    customer = card.require_customer(actor=actor, customer_id=customer_id)
    in_team = card.is_in_team(actor=actor, customer=customer)
    may_end = as_of is None and actor.can(policies.SET_TAGS)
    rows = customers.scoped(CustomerTag.objects.filter(customer_id=customer_id), actor)
    found = rows_as_of(rows, History, customer_id=customer_id, as_of=as_of)
    dictionary = Tag.objects.in_bulk({row.tag_id for row in found})
    day = clock.bank_date(as_of or now)
    chips = [_chip(row, dictionary[row.tag_id], may_end=may_end, in_team=in_team) for row in found]
    in_force = [
        chip for chip in chips if rules.is_in_force(day, since=chip.since, end=chip.ends_on)
    ]
    return sorted(in_force, key=lambda chip: (-chip.since.toordinal(), chip.name))


def tag_choices(*, actor: Actor, customer_id: int, now: datetime) -> list[TagChoice]:
    """Return the manual tags that the actor may set on this customer and that she does not bear, by name; NotFound outside the scope."""
    customer = card.require_customer(actor=actor, customer_id=customer_id)
    if not actor.can(policies.SET_TAGS):
        return []
    in_team = card.is_in_team(actor=actor, customer=customer)
    borne = {chip.code for chip in tags_of(actor=actor, customer_id=customer_id, now=now)}
    day = clock.bank_date(now)
    offered = Tag.objects.filter(kind=TagKind.MANUAL, ended_on__isnull=True).order_by("name", "pk")
    return [
        TagChoice(
            tag.code,
            tag.name,
            tag.owner,
            tag.description,
            rules.last_end(day, valid_days=tag.valid_days),
        )
        for tag in offered
        if tag.code not in borne and rules.may_set(tag.setters, kind=tag.kind, in_team=in_team)
    ]


def past_tags(*, actor: Actor, customer_id: int, now: datetime) -> list[TagPast]:
    """Return the tags that were ended or ran out, the newest end first; raise NotFound outside the scope."""
    card.require_customer(actor=actor, customer_id=customer_id)
    rows = list(
        customers.scoped(CustomerTag.objects.filter(customer_id=customer_id), actor).select_related(
            "tag"
        )
    )
    enders = _enders([row.pk for row in rows if row.ended_on is not None])
    day = clock.bank_date(now)
    found = []
    for row in rows:
        ran_out = rules.ends_on(row.since, until=row.until, valid_days=row.tag.valid_days)
        end = row.ended_on or ran_out
        if end is not None and end <= day:
            found.append(TagPast(row.tag.name, row.since, end, row.set_by, enders.get(row.pk, "")))
    return sorted(found, key=lambda past: (past.ended_on, past.name), reverse=True)


def dictionary(*, actor: Actor) -> list[TagEntry]:
    """Return the whole dictionary, those offered first; raise PermissionRefused."""
    require(actor, policies.EDIT_TAGS, verb="insights.dictionary-opened")
    return [
        TagEntry(
            id=row.pk,
            version=row.version,
            code=row.code,
            name=row.name,
            kind_label=str(TagKind(row.kind).label),
            owner=row.owner,
            description=row.description,
            setters=row.setters,
            setters_label=str(TagSetters(row.setters).label) if row.kind == TagKind.MANUAL else "",
            valid_days=row.valid_days,
            is_offered=row.ended_on is None,
            can_edit=row.source == CRM and row.kind == TagKind.MANUAL and row.ended_on is None,
        )
        for row in Tag.objects.order_by(F("ended_on").asc(nulls_first=True), "kind", "name", "pk")
    ]


def tag_entry(*, actor: Actor, code: str) -> TagEntry:
    """Return one entry of the dictionary; raise NotFound."""
    for entry in dictionary(actor=actor):
        if entry.code == code:
            return entry
    raise NotFound(_("There is no such tag, or another system keeps it."))


def _enders(row_ids: list[int]) -> dict[int, str]:
    """Return who made the last change of each row, by name."""
    rows = History.objects.filter(
        table_name=table_of(CustomerTag), row_id__in=row_ids, changed_by_id__isnull=False
    ).order_by("known_to", "pk")
    last = {row.row_id: row.changed_by_id or 0 for row in rows.defer("state")}
    names = organization.staff_names(set(last.values()))
    return {row_id: names.get(staff_id, "") for row_id, staff_id in last.items()}


def _chip(row: CustomerTag, tag: Tag, *, may_end: bool, in_team: bool) -> TagChip:
    return TagChip(
        id=row.pk,
        code=tag.code,
        name=tag.name,
        kind=tag.kind,
        kind_label=str(TagKind(tag.kind).label),
        owner=tag.owner,
        since=row.since,
        ends_on=rules.ends_on(row.since, until=row.until, valid_days=tag.valid_days),
        set_by=row.set_by,
        is_migrated=row.source != CRM,
        can_end=may_end
        and row.source == CRM
        and rules.may_set(tag.setters, kind=tag.kind, in_team=in_team),
    )
