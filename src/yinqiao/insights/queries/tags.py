"""Reads of tags."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.customers import policies as customers
from yinqiao.customers.choices import LifeEventKind, Tier
from yinqiao.customers.queries import card
from yinqiao.insights import conditions, policies, rules
from yinqiao.insights.choices import TagKind, TagSetters
from yinqiao.insights.models import CustomerTag, Fact, History, Tag, TagDraft
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.versions import rows_as_of, table_of
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n import formats

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
    """One tag of the dictionary. `can_edit`: one of this system that is still offered; `rule`: on what condition it is borne, in words."""

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
    is_rule: bool = False
    is_on: bool = False
    rule: str = ""


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
    rows = list(Tag.objects.order_by(F("ended_on").asc(nulls_first=True), "kind", "name", "pk"))
    rules_told = _rule_words(rows)
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
            can_edit=row.source == CRM
            and row.ended_on is None
            and (row.kind == TagKind.MANUAL or row.condition is not None),
            is_rule=row.condition is not None,
            is_on=row.is_on,
            rule=rules_told.get(row.pk, ""),
        )
        for row in rows
    ]


def tag_entry(*, actor: Actor, code: str) -> TagEntry:
    """Return one entry of the dictionary; raise NotFound."""
    for entry in dictionary(actor=actor):
        if entry.code == code and not entry.is_rule:
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


def tag_filter_choices(_actor: Actor) -> list[tuple[str, str]]:
    """Return the tags that the list of customers can be narrowed by, as (code, name), by name."""
    rows = Tag.objects.filter(ended_on__isnull=True).order_by("name", "pk")
    return list(rows.values_list("code", "name"))


def bearers(code: str) -> QuerySet[CustomerTag, int]:
    """Return the ids of the customers who bear a tag today; to be read within a list that has its own scope."""
    tag = Tag.objects.filter(code=code).only("pk", "valid_days").first()
    if tag is None:
        return CustomerTag.objects.none().values_list("customer_id", flat=True)
    today = clock.bank_date(clock.now())
    rows = CustomerTag.objects.filter(tag_id=tag.pk, ended_on__isnull=True, since__lte=today)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gt=today))
    if tag.valid_days is not None:
        first = today - timedelta(days=tag.valid_days)
        rows = rows.filter(Q(until__isnull=False) | Q(since__gt=first))
    return rows.values_list("customer_id", flat=True)


@dataclass(frozen=True, slots=True)
class TagDraftCard:
    """How many customers a condition would fit; `fitting` is None until the job has counted."""

    id: int
    data_on: date | None
    customers: int
    fitting: int | None
    share: str


def tag_draft(*, actor: Actor, draft_id: int) -> TagDraftCard:
    """Return a draft of the actor's own; raise NotFound for another's, or one that is forgotten."""
    require(actor, policies.EDIT_TAGS, verb="insights.dictionary-opened")
    row = TagDraft.objects.filter(pk=draft_id, asked_by_id=actor.user_id or 0).first()
    if row is None:
        raise NotFound(_("There is no such preview."))
    share = formats.share(Decimal(row.fitting or 0) / max(row.customers or 0, 1))
    return TagDraftCard(row.pk, row.data_on, row.customers or 0, row.fitting, share)


def rule_values(*, actor: Actor, code: str) -> tuple[dict[str, object], int]:
    """Return what the dictionary says of a rule tag of this system, for a form, and its version; raise NotFound."""
    require(actor, policies.EDIT_TAGS, verb="insights.dictionary-opened")
    rows = Tag.objects.filter(code=code, source=CRM, kind=TagKind.RULE, ended_on__isnull=True)
    row = rows.first()
    if row is None:
        raise NotFound(_("There is no such tag, or another system keeps it."))
    names = ("name", "owner", "description", "condition", "is_on")
    return {name: getattr(row, name) for name in names}, row.version


def _rule_words(rows: Iterable[Tag]) -> dict[int, str]:
    """Return the conditions of rule tags in words."""
    ruled = [row for row in rows if row.condition]
    if not ruled:
        return {}
    titles = {key: _(title) for key, title in Fact.objects.values_list("key", "title")}
    titles |= {tier: str(Tier(tier).label) for tier in Tier.values}
    titles |= {kind: str(LifeEventKind(kind).label) for kind in LifeEventKind.values}
    return {row.pk: conditions.words(row.condition or {}, titles) for row in ruled}
