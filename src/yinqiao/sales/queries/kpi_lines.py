"""Where a figure of the month comes from: the rows behind it, for the person it is about and her head."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils.translation import get_language, ngettext
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
from yinqiao.sales import months
from yinqiao.sales.choices import Kpi, State
from yinqiao.sales.queries.kpis import contacted_in
from yinqiao.sales.queries.retention import matured_money
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Rows on a page.
MOST = 100
CHINESE = "zh-hans"
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class KpiLine:
    """One row behind a figure. `counts` tells whether it adds to the numerator."""

    customer_id: int
    customer_name: str
    tier: str
    detail: str
    amount_text: str
    counts: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose rows are asked for, by whom, and how many stand on the pages before."""

    actor: Actor
    staff_id: int
    now: datetime
    first: int

    def people(self, ids: Iterable[int]) -> dict[int, customers.CustomerRow]:
        """Return those of the customers that the reader may open."""
        return customers.customer_rows_of(actor=self.actor, customer_ids=list(ids), now=self.now)

    def members(self) -> "QuerySet[Any, tuple[int, int]]":
        """Return the customers of the book as a query."""
        return customers.book_members(actor=self.actor, staff_ids=[self.staff_id])


# The lines of a page, the number of all, and their sum in yuan.
_Page = tuple[list[KpiLine], int, Decimal | None]


@dataclass(frozen=True, slots=True)
class KpiRows:
    """A page of the rows behind a figure: `total` of all pages, `amount` their sum in yuan (None where it is no money)."""

    lines: tuple[KpiLine, ...]
    total: int
    amount: Decimal | None
    page: int

    @property
    def has_more(self) -> bool:
        """Tell whether there is a page behind this one."""
        return (self.page + 1) * MOST < self.total


def kpi_lines(*, actor: Actor, staff_id: int, kpi: Kpi, now: datetime, page: int = 0) -> KpiRows:
    """Return `MOST` rows from a page (0 is the first): customers by assets, key customers not reached yet first, money that left first, opportunities by day."""
    asked = _Asked(actor, staff_id, now, page * MOST)
    ways = {Kpi.CONVERSION: _contacted, Kpi.RETENTION: _matured, Kpi.AUM_GROWTH: _changes}
    lines, total, amount = ways[kpi](asked) if kpi in ways else _book(asked, kpi)
    return KpiRows(tuple(lines), total, amount, page)


def _book(asked: _Asked, kpi: Kpi) -> _Page:
    today = clock.bank_date(asked.now)
    book = customers.books(actor=asked.actor, staff_ids=[asked.staff_id])
    reached: frozenset[int] = frozenset()
    if kpi is Kpi.KEY_CONTACTS:
        tiers = customers.tiers_from(parameters.text("sales.key_tier", on=today))
        book = [line for line in book if line.tier in tiers and not line.is_company]
        month = months.month_of(today, organization.calendar())
        reached = interactions.contacted(
            customer_ids=[line.customer_id for line in book], since=month.begins, until=month.ends
        )
    # The last word has the number, so that no row stands on two pages.
    book.sort(
        key=lambda line: (line.customer_id in reached, -line.aum_month_average, line.customer_id)
    )
    shown = book[asked.first : asked.first + MOST]
    people = asked.people(line.customer_id for line in shown)
    lines = [
        _of_customer(people[line.customer_id], kpi, is_reached=line.customer_id in reached)
        for line in shown
        if line.customer_id in people
    ]
    total = sum((line.aum_month_average for line in book), ZERO)
    return lines, len(book), total if kpi is Kpi.AUM else None


def record_behind(*, actor: Actor, kpi: str, lines: Iterable[KpiLine]) -> None:
    """Write down whose rows behind a figure were shown."""
    record_read(
        actor=actor,
        verb="sales.figure-opened",
        detail={"kpi": kpi, "customers": sorted({line.customer_id for line in lines})},
    )


def _changes(asked: _Asked) -> _Page:
    """Return whose AUM changed most since the end of last month; what the actor may not see in clear is left out."""
    members = asked.members()
    totals = insights.book_totals(members).get(asked.staff_id)
    if totals is None:
        return [], 0, None
    found = insights.aum_changes(members, limit=MOST, offset=asked.first)
    people = asked.people(one.customer_id for one in found)
    language = get_language() or CHINESE

    def money(amount: Decimal, *, signed: bool = False) -> str:
        return formats.money(amount, language=language, signed=signed)

    lines = [
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
    return lines, totals.customers, totals.aum - totals.month_end


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


def _contacted(asked: _Asked) -> _Page:
    month = months.month_of(clock.bank_date(asked.now), organization.calendar())
    rows = contacted_in(month, actor=asked.actor, staff_ids=[asked.staff_id])
    ordered = rows.order_by(F("closed_at").desc(nulls_last=True), "-touched_at", "pk")
    shown = opportunity_rows(
        ordered[asked.first : asked.first + MOST], actor=asked.actor, now=asked.now
    )
    return [_of_opportunity(row) for row in shown], rows.count(), None


def _matured(asked: _Asked) -> _Page:
    """Return whose money matured in the month of the data, what left first; what the actor may not see in clear is left out."""
    totals = insights.book_totals(asked.members())
    if asked.staff_id not in totals:
        return [], 0, None
    data_on = totals[asked.staff_id].data_on
    books = matured_money(
        actor=asked.actor, staff_ids=[asked.staff_id], first=data_on.replace(day=1), last=data_on
    )
    found = sorted(books.known, key=lambda one: (one.kept - one.matured, one.customer_id))
    shown = found[asked.first : asked.first + MOST]
    people = asked.people(one.customer_id for one in shown)
    language = get_language() or CHINESE
    lines = [
        KpiLine(
            one.customer_id,
            row.name,
            row.tier,
            ngettext(
                "{count} product matured, {matured} in all; assets {before} at the end of last month, {now} now",
                "{count} products matured, {matured} in all; assets {before} at the end of last month, {now} now",
                one.count,
            ).format(
                count=one.count,
                matured=formats.money(one.matured, language=language),
                before=formats.money(one.month_end, language=language),
                now=formats.money(one.aum, language=language),
            ),
            formats.money(one.kept, language=language),
            counts=one.kept > 0,
        )
        for one in shown
        if (row := people.get(one.customer_id)) is not None and row.aum is not None
    ]
    return lines, len(found), sum((one.kept for one in found), ZERO)
