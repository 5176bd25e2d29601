"""The figures of a manager's month: worked out from the data for many people at once, held against targets and the pace of the month."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, Sum

from yinqiao.customers import queries as customers
from yinqiao.customers.queries import BookLine
from yinqiao.insights import queries as insights
from yinqiao.interactions import queries as interactions
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import months, policies
from yinqiao.sales.choices import Kpi, State
from yinqiao.sales.models import Target

MATURITY = "MATURITY"
ZERO = Decimal(0)
SHARES = (Kpi.RETENTION, Kpi.CONVERSION)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one person. `value` is None when nothing feeds it (未接入) or there was nothing to measure.

    `of` is the whole that `value` is counted from (key customers, closed opportunities), None for amounts. `before` is last month's.
    """

    kpi: Kpi
    value: Decimal | None
    of: Decimal | None = None
    before: Decimal | None = None
    target: Decimal | None = None

    @property
    def progress(self) -> Decimal | None:
        """How much of the target is reached, 1 = all of it; None without one."""
        if self.value is None or not self.target:
            return None
        return self.value / self.target


@dataclass(frozen=True, slots=True)
class Figures:
    """The month of one person, in the order of `Kpi`."""

    staff_id: int
    month: months.Month
    data_on: date | None
    measures: tuple[Measure, ...]

    def __getitem__(self, kpi: Kpi) -> Measure:
        return next(measure for measure in self.measures if measure.kpi == kpi)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What the opportunities of one person came to."""

    matured: Decimal = ZERO
    kept: Decimal = ZERO
    won: int = 0
    closed: int = 0


def kpi_figures(*, actor: Actor, staff_ids: Collection[int], now: datetime) -> dict[int, Figures]:
    """Return the month of each of these people, as far as their customers are in the actor's scope; in a constant number of queries."""
    today = clock.bank_date(now)
    month = months.month_of(today, organization.calendar())
    book = customers.books(actor=actor, staff_ids=staff_ids)
    totals = insights.book_totals((line.customer_id, line.main_rm_id) for line in book)
    key = _key_customers(book, today)
    reached = interactions.contacted(
        customer_ids=[line.customer_id for line in key], since=month.begins, until=month.ends
    )
    counts = _counts(actor, staff_ids, month=month)
    last = months.month_of(month.first - months.ONE_DAY, organization.calendar())
    before = _counts(actor, staff_ids, month=last)
    targets = targets_of(staff_ids=staff_ids, month=month.first)
    return {
        pk: Figures(
            staff_id=pk,
            month=month,
            data_on=totals[pk].data_on if pk in totals else None,
            measures=tuple(
                _measures(
                    totals.get(pk),
                    [line for line in key if line.main_rm_id == pk],
                    reached=reached,
                    counts=(counts.get(pk, _Counts()), before.get(pk, _Counts())),
                    targets={kpi: value for (owner, kpi), value in targets.items() if owner == pk},
                )
            ),
        )
        for pk in staff_ids
    }


def summed(figures: Collection[Figures], *, staff_id: int, month: months.Month) -> Figures:
    """Return the month of a team: amounts and customers added up, shares weighed by what they are shares of, targets likewise."""
    days = [found.data_on for found in figures if found.data_on is not None]
    return Figures(
        staff_id=staff_id,
        month=month,
        data_on=max(days, default=None),
        measures=tuple(_sum([found[kpi] for found in figures], kpi) for kpi in Kpi),
    )


def _sum(measures: Collection[Measure], kpi: Kpi) -> Measure:
    known = [one for one in measures if one.value is not None]
    targets = [one.target for one in measures if one.target is not None]
    whole = sum((one.of or ZERO for one in measures), ZERO)
    if kpi not in SHARES:
        before = [one.before for one in known if one.before is not None]
        return Measure(
            kpi,
            sum((one.value or ZERO for one in known), ZERO) if known else None,
            of=whole if kpi is Kpi.KEY_CONTACTS else None,
            before=sum(before, ZERO) if before else None,
            target=sum(targets, ZERO) if targets else None,
        )
    parts = sum(((one.value or ZERO) * (one.of or ZERO) for one in known), ZERO)
    return Measure(
        kpi,
        parts / whole if whole else None,
        of=whole,
        target=sum(targets, ZERO) / len(targets) if targets else None,
    )


def targets_of(*, staff_ids: Collection[int], month: date) -> dict[tuple[int, str], Decimal]:
    """Return the targets of a month by (person, KPI)."""
    rows = Target.objects.filter(staff_id__in=staff_ids, month=month)
    return {
        (staff_id, kpi): value
        for staff_id, kpi, value in rows.values_list("staff_id", "kpi", "value")
    }


def _measures(
    totals: insights.BookTotals | None,
    key: Collection[BookLine],
    *,
    reached: Collection[int],
    counts: tuple[_Counts, _Counts],
    targets: Mapping[str, Decimal],
) -> Iterable[Measure]:
    now, before = counts
    yield Measure(
        Kpi.AUM,
        totals.month_average if totals else None,
        before=totals.previous_average if totals else None,
        target=targets.get(Kpi.AUM),
    )
    yield Measure(
        Kpi.AUM_GROWTH,
        totals.aum - totals.month_end if totals else None,
        target=targets.get(Kpi.AUM_GROWTH),
    )
    yield Measure(
        Kpi.RETENTION,
        now.kept / now.matured if now.matured else None,
        of=now.matured,
        before=before.kept / before.matured if before.matured else None,
        target=targets.get(Kpi.RETENTION),
    )
    yield Measure(
        Kpi.KEY_CONTACTS,
        Decimal(sum(line.customer_id in reached for line in key)),
        of=Decimal(len(key)),
        target=targets.get(Kpi.KEY_CONTACTS, Decimal(len(key)) or None),
    )
    yield Measure(
        Kpi.CONVERSION,
        Decimal(now.won) / now.closed if now.closed else None,
        of=Decimal(now.closed),
        before=Decimal(before.won) / before.closed if before.closed else None,
        target=targets.get(Kpi.CONVERSION),
    )


def _key_customers(book: Iterable[BookLine], today: date) -> list[BookLine]:
    tiers = customers.tiers_from(parameters.text("sales.key_tier", on=today))
    return [line for line in book if line.tier in tiers and not line.is_company]


def _counts(actor: Actor, staff_ids: Collection[int], *, month: months.Month) -> dict[int, _Counts]:
    """Count by owner what matured in the month up to its `today` and was kept, and what was closed in it."""
    matured = Q(kind=MATURITY, happens_on__gte=month.first, happens_on__lte=month.today)
    closed = Q(
        closed_at__gte=month.begins, closed_at__lt=month.ends, state__in=(State.WON, State.LOST)
    )
    rows = (
        policies.visible_to(actor)
        .filter(matured | closed, owner_id__in=staff_ids)
        .order_by()
        .values_list("owner_id")
        .annotate(
            matured=Sum("amount", filter=matured),
            kept=Sum("amount", filter=matured & Q(state=State.WON)),
            won=Count("pk", filter=closed & Q(state=State.WON)),
            closed=Count("pk", filter=closed),
        )
    )
    return {
        pk: _Counts(matured or ZERO, kept or ZERO, won, closed)
        for pk, matured, kept, won, closed in rows
    }
