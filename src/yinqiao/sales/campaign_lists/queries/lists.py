"""Lists as a page or an export tells them, with figures of what the actor may count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.choices import ContactCode, ContactPurpose
from yinqiao.customers import policies as customers
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label, labels
from yinqiao.products import queries as products
from yinqiao.sales.campaign_lists import policies, rules
from yinqiao.sales.campaign_lists.choices import Fault, Origin, Result, Standing, State
from yinqiao.sales.campaign_lists.models import (
    SENT,
    TO_DEAL,
    CampaignList,
    Entry,
    FaultyLine,
    FeedbackCode,
    ListExport,
    UnitQuota,
)

MOST_FAULTS: Final = 200
_COUNTS: Final = {
    "total": Count("pk"),
    "sent": Count("pk", filter=Q(standing__in=SENT)),
    "done": Count("pk", filter=Q(standing=Standing.DONE)),
    "agreed": Count("pk", filter=Q(standing=Standing.DONE, code__result=Result.AGREED)),
    "waiting": Count("pk", filter=Q(standing=Standing.OPEN)),
    "pool": Count("pk", filter=Q(standing=Standing.POOL)),
    "returned": Count("pk", filter=Q(standing=Standing.RETURNED)),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """How far a list, a unit or a manager has come. `sent` is what went out and was not recalled."""

    total: int = 0
    sent: int = 0
    done: int = 0
    agreed: int = 0
    waiting: int = 0
    pool: int = 0
    returned: int = 0

    @property
    def rate(self) -> int | None:
        """The execution rate in percent."""
        return rules.rate(self.done, self.sent)

    @property
    def agreed_rate(self) -> int | None:
        """How many of those fed back are interested, in percent."""
        return rules.rate(self.agreed, self.done)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list."""

    id: int
    name: str
    goal: str
    purpose_label: str
    state: str
    state_label: str
    maker_name: str
    org_name: str
    due_on: date
    made_at: datetime
    sent_at: datetime | None
    figures: Figures
    version: int


@dataclass(frozen=True, slots=True)
class Line:
    """Figures of one unit or manager; `key` is its id."""

    key: int
    name: str
    aside: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A line that is no name."""

    id: int
    line: int
    text: str
    said: str


@dataclass(frozen=True, slots=True)
class ListCard:
    """One list with all that its page tells, and what the actor may do."""

    row: ListRow
    origin_label: str
    product_name: str
    script: str
    per_manager: int | None
    codes: tuple[tuple[int, str, str], ...]
    quotas: tuple[tuple[str, int], ...]
    standings: tuple[tuple[str, int], ...]
    barred: tuple[tuple[str, int], ...]
    faults: tuple[FaultRow, ...]
    fault_count: int
    units: tuple[Line, ...]
    managers: tuple[Line, ...]
    refusal: str
    recall_reason: str
    is_checked: bool
    to_deal: int
    can_send: bool
    can_mend: bool
    can_recall: bool
    can_deal: bool
    can_ask_export: bool
    can_fetch: bool


def list_list(*, actor: Actor, state: str = "") -> QuerySet[CampaignList]:
    """Return the lists that the actor may see; the page orders them."""
    rows = policies.visible_to(actor)
    return rows.filter(state=state) if state else rows


def list_rows(rows: Iterable[CampaignList], *, actor: Actor) -> list[ListRow]:
    """Return the read models of one page; the queries do not grow with it."""
    found = list(rows)
    figures = _figures(found, actor=actor)
    orgs = organization.org_names({row.org_id for row in found})
    states, purposes = labels(State), labels(ContactPurpose)
    return [
        ListRow(
            id=row.pk,
            name=row.name,
            goal=row.goal,
            purpose_label=purposes.get(row.purpose, row.purpose),
            state=row.state,
            state_label=states[row.state],
            maker_name=row.maker_name,
            org_name=orgs.get(row.org_id, ""),
            due_on=row.due_on,
            made_at=row.made_at,
            sent_at=row.sent_at,
            figures=figures.get(row.pk, Figures()),
            version=row.version,
        )
        for row in found
    ]


def list_card(*, actor: Actor, list_id: int, now: datetime) -> ListCard:
    """Return one list; raise NotFound for an absent one and one of other units alike."""
    row = list_of(actor=actor, list_id=list_id)
    is_maker = row.maker_id == actor.staff_id and actor.can(policies.MAKE)
    to_deal = _entries(row, actor).filter(standing__in=TO_DEAL)
    dealt = (
        to_deal.filter(org_id__in=policies.reach_of(actor)).count()
        if row.state == State.OUT and actor.can(policies.DEAL)
        else 0
    )
    exports = ListExport.objects.filter(campaign_list=row, staff_id=actor.staff_id or 0)
    product = products.products_by_id([row.product_id] if row.product_id else [])
    faults = _faults(row, actor) if is_maker else ()
    counted = _counted(row, actor)
    return ListCard(
        row=list_rows([row], actor=actor)[0],
        origin_label=label(Origin, row.origin),
        product_name=product[row.product_id].name if row.product_id in product else "",
        script=row.script,
        per_manager=row.per_manager,
        codes=codes_of(row.pk),
        quotas=_quotas(row),
        standings=counted.standings,
        barred=counted.barred,
        faults=faults,
        fault_count=FaultyLine.objects.filter(campaign_list=row).count() if is_maker else 0,
        units=counted.units,
        managers=counted.managers,
        refusal=row.refusal,
        recall_reason=row.recall_reason,
        is_checked=row.checked_at is not None,
        to_deal=dealt,
        can_send=is_maker and row.state == State.DRAFT and row.checked_at is not None,
        can_mend=is_maker and row.state == State.DRAFT and bool(faults),
        can_recall=is_maker and row.state in {State.DRAFT, State.ASKED, State.OUT},
        can_deal=dealt > 0,
        can_ask_export=row.state in policies.GONE_OUT and actor.staff_id is not None,
        can_fetch=exports.filter(until__gt=now).exists(),
    )


def list_of(*, actor: Actor, list_id: int) -> CampaignList:
    """Return the row; raise NotFound."""
    row = policies.visible_to(actor).filter(pk=list_id).first()
    if row is None:
        raise NotFound(_("There is no such list, or it is not of your units."))
    return row


def list_label(*, actor: Actor, list_id: int) -> str:
    """Return what it is called, or nothing out of sight."""
    return (
        policies.visible_to(actor).filter(pk=list_id).values_list("name", flat=True).first() or ""
    )


def is_visible(*, actor: Actor, list_id: int) -> bool:
    """Tell whether the actor may open it."""
    return policies.visible_to(actor).filter(pk=list_id).exists()


def codes_of(list_id: int) -> tuple[tuple[int, str, str], ...]:
    """Return (place, label, result) of the feedback codes."""
    rows = FeedbackCode.objects.filter(campaign_list_id=list_id).order_by("place")
    return tuple(rows.values_list("place", "label", "result"))


def to_deal_count(*, actor: Actor) -> int:
    """Return how many lists have names that the actor can deal out."""
    names = Entry.objects.filter(
        campaign_list=OuterRef("pk"), standing__in=TO_DEAL, org_id__in=policies.reach_of(actor)
    )
    return CampaignList.objects.filter(Exists(names), state=State.OUT).count()


@dataclass(frozen=True, slots=True)
class _Counted:
    standings: tuple[tuple[str, int], ...]
    barred: tuple[tuple[str, int], ...]
    units: tuple[Line, ...]
    managers: tuple[Line, ...]


def _counted(row: CampaignList, actor: Actor) -> _Counted:
    """Count: over the whole list for who made it, over her own units for anybody else. What leaves names nobody."""
    if not policies.counts_all(actor, row):
        return _count(_entries(row, actor))
    with counting_all(actor):
        return _count(Entry.objects.filter(campaign_list=row))


def _count(entries: QuerySet[Entry]) -> _Counted:
    entries = entries.order_by()
    standings = dict(entries.values_list("standing").annotate(Count("pk")))
    barred = entries.filter(standing=Standing.BARRED).values_list("bar_code").annotate(Count("pk"))
    units = list(entries.values("org_id").annotate(**_COUNTS))
    managers = list(
        entries.filter(owner__isnull=False, standing__in=SENT)
        .values("owner_id", "org_id")
        .annotate(**_COUNTS)
    )
    orgs = organization.org_names({one["org_id"] for one in (*units, *managers)})
    staff = organization.staff_names({one["owner_id"] for one in managers})
    names = labels(Standing)
    return _Counted(
        tuple((names[one], standings[one]) for one in Standing.values if one in standings),
        tuple(sorted(((bar_label(code), many) for code, many in barred), key=lambda one: -one[1])),
        _lines(units, "org_id", names=orgs, asides={}),
        _lines(managers, "owner_id", names=staff, asides=orgs),
    )


def _lines(
    rows: Iterable[Mapping[str, Any]],
    key: str,
    *,
    names: Mapping[int, str],
    asides: Mapping[int, str],
) -> tuple[Line, ...]:
    """Return the lines with names, the lowest rate first: that is where somebody has to look."""
    lines = [
        Line(
            one[key],
            names.get(one[key], ""),
            asides.get(one["org_id"], ""),
            _told(one),
        )
        for one in rows
        if one["sent"]
    ]
    return tuple(
        sorted(lines, key=lambda one: (one.figures.rate or 0, -one.figures.sent, one.name))
    )


def bar_label(code: str) -> str:
    """Say why the gate refuses, as everybody may know it."""
    if code in ContactCode.values:
        return label(ContactCode, code)
    return _("No customer of the bank any more")


def _entries(row: CampaignList, actor: Actor) -> QuerySet[Entry]:
    return policies.entries_visible_to(actor).filter(campaign_list=row)


def _figures(rows: list[CampaignList], *, actor: Actor) -> dict[int, Figures]:
    """Count by list: all of the actor's own ones, of others what lies in her units."""
    whole = [row.pk for row in rows if policies.counts_all(actor, row)]
    part = [row.pk for row in rows if row.pk not in set(whole)]
    found: dict[int, Figures] = {}
    if whole:
        with counting_all(actor):
            found |= _by_list(Entry.objects.filter(campaign_list_id__in=whole))
    if part:
        entries = policies.entries_visible_to(actor).filter(campaign_list_id__in=part)
        found |= _by_list(entries)
    return found


def _by_list(entries: QuerySet[Entry]) -> dict[int, Figures]:
    rows: Iterable[Mapping[str, Any]] = (
        entries.order_by().values("campaign_list_id").annotate(**_COUNTS)
    )
    return {one["campaign_list_id"]: _told(one) for one in rows}


def _told(counted: Mapping[str, Any]) -> Figures:
    return Figures(**{name: counted[name] for name in _COUNTS})


def _faults(row: CampaignList, actor: Actor) -> tuple[FaultRow, ...]:
    rows = FaultyLine.objects.filter(campaign_list=row).order_by("line", "pk")[:MOST_FAULTS]
    return tuple(
        FaultRow(one.pk, one.line, one.text, fault_label(one.fault, actor)) for one in rows
    )


def fault_label(fault: str, actor: Actor) -> str:
    """Say why a line is no name; who may not locate customers is not told whether a number is another unit's (contract 17)."""
    if fault in {Fault.UNKNOWN, Fault.FOREIGN} and not actor.can(customers.LOCATE):
        return _("No customer of your units has this number")
    return label(Fault, fault)


def _quotas(row: CampaignList) -> tuple[tuple[str, int], ...]:
    rows = list(UnitQuota.objects.filter(campaign_list=row).order_by("org_id"))
    names = organization.org_names({one.org_id for one in rows})
    return tuple((names.get(one.org_id, ""), one.most) for one in rows)
