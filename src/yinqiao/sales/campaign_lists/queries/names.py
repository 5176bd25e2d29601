"""The names of a list, in scope and masked: what a head drills down to, and what a manager works through."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, QuerySet

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.customers import queries as customers
from yinqiao.interactions.services import Matter
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.i18n.codes import labels
from yinqiao.sales.campaign_lists import policies
from yinqiao.sales.campaign_lists.choices import ReturnReason, Standing, State
from yinqiao.sales.campaign_lists.models import CampaignList, Entry
from yinqiao.sales.campaign_lists.queries.lists import bar_label

MOST_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class NameFilter:
    """What the names of a list are limited to."""

    standing: str = ""
    org_id: int | None = None
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of a list; the customer as the actor may read her."""

    id: int
    list_id: int
    customer_id: int
    customer_name: str
    tier: str
    phone: str
    aum_text: str
    org_name: str
    owner_name: str
    standing: str
    standing_label: str
    said: str
    note: str
    attempts: int
    fed_back_at: datetime | None
    opportunity_id: int | None
    version: int


@dataclass(frozen=True, slots=True)
class ListToWork:
    """A list with names on the actor's desk."""

    id: int
    name: str
    goal: str
    purpose: str
    script: str
    due_on: date
    open: int


def name_list(*, actor: Actor, list_id: int, wanted: NameFilter) -> QuerySet[Entry]:
    """Return the names of a list in scope that match; order by id."""
    rows = policies.entries_visible_to(actor).filter(campaign_list_id=list_id)
    if wanted.standing:
        rows = rows.filter(standing=wanted.standing)
    if wanted.org_id is not None:
        rows = rows.filter(org_id=wanted.org_id)
    if wanted.owner_id is not None:
        rows = rows.filter(owner_id=wanted.owner_id)
    return rows


def name_rows(rows: Iterable[Entry], *, actor: Actor, now: datetime) -> list[NameRow]:
    """Return the read models of one page: customers, staff and units in one query each."""
    found = list(rows)
    people = customers.customer_rows_of(
        actor=actor, customer_ids={row.customer_id for row in found}, now=now
    )
    staff = organization.staff_names({row.owner_id for row in found if row.owner_id is not None})
    orgs = organization.org_names({row.org_id for row in found})
    standings, returns = labels(Standing), labels(ReturnReason)
    masker = customers.masker_of(actor)
    return [
        NameRow(
            id=row.pk,
            list_id=row.campaign_list_id,
            customer_id=row.customer_id,
            customer_name=people[row.customer_id].name,
            tier=people[row.customer_id].tier,
            phone=people[row.customer_id].phone,
            aum_text=people[row.customer_id].aum_text,
            org_name=orgs.get(row.org_id, ""),
            owner_name=staff.get(row.owner_id or 0, ""),
            standing=row.standing,
            standing_label=standings[row.standing],
            said=_said(row, returns),
            note=masker.free_text(row.note),
            attempts=row.attempts,
            fed_back_at=row.fed_back_at,
            opportunity_id=row.opportunity_id,
            version=row.version,
        )
        for row in found
        if row.customer_id in people
    ]


def record_names(
    *, actor: Actor, list_id: int, wanted: NameFilter, rows: Sequence[NameRow]
) -> None:
    """Write down whom a page of a list showed."""
    record_read(
        actor=actor,
        verb="campaign_lists.names-listed",
        detail={
            "list_id": list_id,
            "filter": {key: value for key, value in asdict(wanted).items() if value},
            "customers": [row.customer_id for row in rows],
        },
    )


def lists_to_work(*, actor: Actor) -> list[ListToWork]:
    """Return the lists with names on the actor's own desk, the earliest deadline first."""
    if actor.staff_id is None:
        return []
    mine = Entry.objects.filter(
        owner_id=actor.staff_id, standing=Standing.OPEN, campaign_list__state=State.OUT
    )
    counted = dict(mine.order_by().values_list("campaign_list_id").annotate(Count("pk")))
    rows = CampaignList.objects.filter(pk__in=counted).order_by("due_on", "pk") if counted else ()
    return [
        ListToWork(row.pk, row.name, row.goal, row.purpose, row.script, row.due_on, counted[row.pk])
        for row in rows
    ]


def names_to_work(
    *, actor: Actor, list_id: int, now: datetime, first: int | None = None
) -> list[NameRow]:
    """Return the next names of a list on the actor's desk: those tried least first; `first` before all others."""
    rows = (
        policies.entries_visible_to(actor)
        .filter(campaign_list_id=list_id, owner_id=actor.staff_id or 0, standing=Standing.OPEN)
        .select_related("code")
    )
    shown = list(rows.order_by("attempts", "pk")[:MOST_SHOWN])
    if first is not None:
        shown = [*rows.filter(pk=first), *(row for row in shown if row.pk != first)]
    return name_rows(shown, actor=actor, now=now)


def own_names(*, actor: Actor, entry_ids: Sequence[int], now: datetime) -> list[NameRow]:
    """Return these open names of the actor's own."""
    rows = _own(actor).filter(pk__in=entry_ids).select_related("code")
    return name_rows(rows, actor=actor, now=now)


def done_today(*, actor: Actor, list_id: int, since: datetime) -> int:
    """Return how many names of a list the actor fed back since then."""
    rows = Entry.objects.filter(campaign_list_id=list_id, fed_back_by_id=actor.staff_id or 0)
    return rows.filter(fed_back_at__gte=since).count()


def list_to_work(*, actor: Actor, list_id: int) -> CampaignList | None:
    """Return a list of which the actor has or had a name, or None."""
    mine = Entry.objects.filter(campaign_list_id=list_id, owner_id=actor.staff_id or 0)
    return CampaignList.objects.filter(pk=list_id).first() if mine.exists() else None


def name_choices(*, actor: Actor, customer_id: int) -> list[tuple[int, str]]:
    """Return the actor's open names of a customer, as (id, list): what a contact can be about."""
    rows = _own(actor).filter(customer_id=customer_id)
    return [(pk, str(name)) for pk, name in rows.values_list("pk", "campaign_list__name")]


def script_of(*, actor: Actor, entry_id: int) -> str:
    """Return what may be said about one."""
    found = _own(actor).filter(pk=entry_id).values_list("campaign_list__script", flat=True).first()
    return found or ""


def matter_of(*, actor: Actor, entry_id: int) -> Matter | None:
    """Return what the gate is asked about a contact about one; None out of sight."""
    found = _own(actor).filter(pk=entry_id).select_related("campaign_list").first()
    if found is None:
        return None
    row = found.campaign_list
    purpose = ContactPurpose(row.purpose)
    return Matter(found.customer_id, purpose, row.product_id)


def customers_of(*, actor: Actor, entry_ids: Sequence[int]) -> list[int]:
    """Return whom these names of the actor's are."""
    return list(_own(actor).filter(pk__in=entry_ids).values_list("customer_id", flat=True))


def exported_rows(*, actor: Actor, list_id: int) -> Iterator[tuple[str, ...]]:
    """Yield what the file of a list tells of each name: numbers and codes, no name of a person. Whose list may be fetched was checked."""
    row = CampaignList.objects.get(pk=list_id)
    if policies.counts_all(actor, row):
        with counting_all(actor):
            yield from _exported(Entry.objects.filter(campaign_list=row))
    else:
        yield from _exported(policies.entries_visible_to(actor).filter(campaign_list=row))


def _exported(rows: QuerySet[Entry]) -> list[tuple[str, ...]]:
    standings, returns = labels(Standing), labels(ReturnReason)
    found = rows.select_related("code", "customer", "org", "owner").order_by("pk")
    return [
        (
            one.customer.customer_no,
            one.org.name,
            f"{one.owner.name} {one.owner.staff_no}" if one.owner is not None else "",
            standings[one.standing],
            _said(one, returns),
            f"{clock.bank_date(one.fed_back_at)}" if one.fed_back_at else "",
        )
        for one in found
    ]


def _own(actor: Actor) -> QuerySet[Entry]:
    rows = policies.entries_visible_to(actor).filter(owner_id=actor.staff_id or 0)
    return rows.filter(standing=Standing.OPEN, campaign_list__state=State.OUT).order_by("pk")


def _said(row: Entry, returns: dict[str, str]) -> str:
    if row.standing == Standing.BARRED:
        return bar_label(row.bar_code)
    if row.standing == Standing.RETURNED:
        return returns.get(row.return_reason, "")
    return row.code.label if row.code is not None else ""
