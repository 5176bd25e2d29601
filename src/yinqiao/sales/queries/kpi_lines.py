"""Where a figure of the month comes from: the rows behind it, for the person it is about and her head."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.insights import queries as insights
from yinqiao.interactions import queries as interactions
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.i18n import formats
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import months, policies
from yinqiao.sales.choices import Kpi, State
from yinqiao.sales.queries.kpis import ENDED
from yinqiao.sales.queries.retention import matured_money
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

MOST = 100


@dataclass(frozen=True, slots=True)
class KpiLine:
    """One row behind a figure. `counts` tells whether it adds to the numerator."""

    customer_id: int
    customer_name: str
    tier: str
    detail: str
    amount_text: str
    counts: bool


def kpi_lines(*, actor: Actor, staff_id: int, kpi: Kpi, now: datetime) -> list[KpiLine]:
    """Return at most `MOST` rows: customers by assets, key customers not reached yet first, money that left first, opportunities by day."""
    if kpi is Kpi.CONVERSION:
        return [_of_opportunity(row) for row in _closed(actor, staff_id=staff_id, now=now)]
    if kpi is Kpi.RETENTION:
        return _matured(actor, staff_id, now)
    if kpi is Kpi.AUM_GROWTH:
        return _changes(actor, staff_id, now)
    today = clock.bank_date(now)
    book = customers.books(actor=actor, staff_ids=[staff_id])
    reached: frozenset[int] = frozenset()
    if kpi is Kpi.KEY_CONTACTS:
        tiers = customers.tiers_from(parameters.text("sales.key_tier", on=today))
        book = [line for line in book if line.tier in tiers and not line.is_company]
        month = months.month_of(today, organization.calendar())
        reached = interactions.contacted(
            customer_ids=[line.customer_id for line in book], since=month.begins, until=month.ends
        )
    book.sort(key=lambda line: (line.customer_id in reached, -line.aum_month_average))
    people = customers.customer_rows_of(
        actor=actor, customer_ids=[line.customer_id for line in book[:MOST]], now=now
    )
    return [
        _of_customer(people[line.customer_id], kpi, is_reached=line.customer_id in reached)
        for line in book[:MOST]
        if line.customer_id in people
    ]


def record_behind(*, actor: Actor, kpi: str, lines: Iterable[KpiLine]) -> None:
    """Write down whose rows behind a figure were shown."""
    record_read(
        actor=actor,
        verb="sales.figure-opened",
        detail={"kpi": kpi, "customers": sorted({line.customer_id for line in lines})},
    )


def _changes(actor: Actor, staff_id: int, now: datetime) -> list[KpiLine]:
    """Return whose AUM changed most since the end of last month; what the actor may not see in clear is left out."""
    members = customers.book_members(actor=actor, staff_ids=[staff_id])
    found = insights.aum_changes(members, limit=MOST)
    people = customers.customer_rows_of(
        actor=actor, customer_ids=[one.customer_id for one in found], now=now
    )
    language = get_language() or "zh-hans"

    def money(amount: Decimal, *, signed: bool = False) -> str:
        return formats.money(amount, language=language, signed=signed)

    return [
        KpiLine(
            one.customer_id,
            people[one.customer_id].name,
            people[one.customer_id].tier,
            _("{before} at the end of last month, {now} now").format(
                before=money(one.month_end), now=money(one.aum)
            ),
            money(one.aum - one.month_end, signed=True),
            counts=True,
        )
        for one in found
        if one.customer_id in people and people[one.customer_id].aum is not None
    ]


def _of_customer(row: customers.CustomerRow, kpi: Kpi, *, is_reached: bool) -> KpiLine:
    if kpi is Kpi.KEY_CONTACTS:
        detail = _("Reached this month") if is_reached else _("Not reached yet")
    else:
        detail = _("AUM now {amount}").format(amount=row.aum_text)
    counts = is_reached or kpi is not Kpi.KEY_CONTACTS
    return KpiLine(row.id, row.name, row.tier, detail, row.month_average_text, counts)


def _of_opportunity(row: OpportunityRow) -> KpiLine:
    day = row.happens_on or row.due_on
    detail = f"{row.title} · {day:%m-%d} · {row.state_label}"
    return KpiLine(
        row.customer_id,
        row.customer_name,
        row.tier,
        detail,
        row.amount_text,
        row.state == State.WON,
    )


def _closed(actor: Actor, *, staff_id: int, now: datetime) -> Iterable[OpportunityRow]:
    month = months.month_of(clock.bank_date(now), organization.calendar())
    rows = policies.visible_to(actor).filter(
        owner_id=staff_id, closed_at__gte=month.begins, closed_at__lt=month.ends, state__in=ENDED
    )
    return opportunity_rows(rows.order_by("-closed_at", "pk")[:MOST], actor=actor, now=now)


def _matured(actor: Actor, staff_id: int, now: datetime) -> list[KpiLine]:
    """Return whose money matured in the month of the data, what left first; what the actor may not see in clear is left out."""
    totals = insights.book_totals(customers.book_members(actor=actor, staff_ids=[staff_id]))
    if staff_id not in totals:
        return []
    data_on = totals[staff_id].data_on
    found = matured_money(
        actor=actor, staff_ids=[staff_id], first=data_on.replace(day=1), last=data_on
    )
    found.sort(key=lambda one: (one.kept - one.matured, one.customer_id))
    people = customers.customer_rows_of(
        actor=actor, customer_ids=[one.customer_id for one in found[:MOST]], now=now
    )
    language = get_language() or "zh-hans"
    return [
        KpiLine(
            one.customer_id,
            row.name,
            row.tier,
            _("{matured} matured; assets {before} at the end of last month, {now} now").format(
                matured=formats.money(one.matured, language=language),
                before=formats.money(one.month_end, language=language),
                now=formats.money(one.aum, language=language),
            ),
            formats.money(one.kept, language=language),
            counts=one.kept > 0,
        )
        for one in found[:MOST]
        if (row := people.get(one.customer_id)) is not None and row.aum is not None
    ]
