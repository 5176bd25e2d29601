"""The figures of a manager's month: worked out from the data for many people at once, held against targets and the pace of the month."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yinqiao.customers import queries as customers
from yinqiao.insights import queries as insights
from yinqiao.interactions import queries as interactions
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import months, policies
from yinqiao.sales.choices import Act, Kpi, State
from yinqiao.sales.models import Opportunity, Step, Target
from yinqiao.sales.queries.retention import Retention, retentions

ZERO = Decimal(0)
SHARES = (Kpi.RETENTION, Kpi.CONVERSION)
Targets = Mapping[tuple[int, str], Decimal]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one person. `value` is None when nothing feeds it (未接入) or there was nothing to measure.

    `of` is the whole that `value` is counted from (key customers, contacted opportunities, what matured), None for amounts and what is 未接入. `before` is last month's.
    `pace` is where something that adds up over the month should stand, 1 = all of the target; None for what stands at a level.
    """

    kpi: Kpi
    value: Decimal | None
    of: Decimal | None = None
    before: Decimal | None = None
    target: Decimal | None = None
    pace: Decimal | None = None

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

    won: int = 0
    contacted: int = 0


def kpi_figures(*, actor: Actor, staff_ids: Collection[int], now: datetime) -> dict[int, Figures]:
    """Return the month of each of these people, as far as their customers are in the actor's scope; in a constant number of queries.

    Amounts stand as of the data date and are held against the targets of its month: on the first they are still last month's.
    """
    today = clock.bank_date(now)
    calendar = organization.calendar()
    month = months.month_of(today, calendar)
    totals = insights.book_totals(customers.book_members(actor=actor, staff_ids=staff_ids))
    data_on = max((found.data_on for found in totals.values()), default=today)
    of_data = months.month_of(data_on, calendar)
    whole, reached = _key_customers(actor, staff_ids, month)
    counts = _counts(actor, staff_ids, month=month)
    last = months.month_of(month.first - months.ONE_DAY, calendar)
    before = _counts(actor, staff_ids, month=last)
    targets = targets_of(staff_ids=staff_ids, month=month.first)
    # On most days the month of the data is this one.
    of_amounts = (
        targets
        if of_data.first == month.first
        else targets_of(staff_ids=staff_ids, month=of_data.first)
    )
    kept: dict[int, Retention] = {}
    if totals:
        kept = retentions(actor=actor, staff_ids=staff_ids, first=of_data.first, last=data_on)
    nothing, unknown = _Counts(), Retention()
    return {
        pk: Figures(
            staff_id=pk,
            month=month,
            data_on=totals[pk].data_on if pk in totals else None,
            measures=(
                *_amounts(totals.get(pk), pk, of_amounts, pace=of_data.pace),
                _retention(kept.get(pk, unknown), pk, of_amounts),
                _contacts((whole.get(pk, 0), reached.get(pk, 0)), pk, targets, pace=month.pace),
                _conversion(counts.get(pk, nothing), before.get(pk, nothing), pk, targets),
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
    # Of nothing and of what nobody knows together, nobody knows either.
    is_told = bool(whole) or all(one.of is not None for one in measures)
    pace = max((one.pace for one in measures if one.pace is not None), default=None)
    if kpi not in SHARES:
        before = [one.before for one in known if one.before is not None]
        return Measure(
            kpi,
            sum((one.value or ZERO for one in known), ZERO) if known else None,
            of=whole if kpi is Kpi.KEY_CONTACTS else None,
            before=sum(before, ZERO) if before else None,
            target=sum(targets, ZERO) if targets else None,
            pace=pace,
        )
    parts = sum(((one.value or ZERO) * (one.of or ZERO) for one in known), ZERO)
    return Measure(
        kpi,
        parts / whole if whole else None,
        of=whole if measures and is_told else None,
        target=_weighed_target(measures),
    )


def _weighed_target(measures: Collection[Measure]) -> Decimal | None:
    """Return the target of a team for a share, each weighed by what it is a share of; where there is nothing to weigh by, their mean."""
    known = [(one.target, one.of or ZERO) for one in measures if one.target is not None]
    weight = sum((of for _target, of in known), ZERO)
    if weight:
        return sum((target * of for target, of in known), ZERO) / weight
    return sum((target for target, _of in known), ZERO) / len(known) if known else None


def targets_of(*, staff_ids: Collection[int], month: date) -> dict[tuple[int, str], Decimal]:
    """Return the targets of a month by (person, KPI)."""
    rows = Target.objects.filter(staff_id__in=staff_ids, month=month)
    return {
        (staff_id, kpi): value
        for staff_id, kpi, value in rows.values_list("staff_id", "kpi", "value")
    }


def _amounts(
    totals: insights.BookTotals | None,
    staff_id: int,
    targets: Targets,
    *,
    pace: Decimal,
) -> tuple[Measure, Measure]:
    return (
        Measure(
            Kpi.AUM,
            totals.month_average if totals else None,
            before=totals.previous_average if totals else None,
            target=targets.get((staff_id, Kpi.AUM)),
        ),
        Measure(
            Kpi.AUM_GROWTH,
            totals.aum - totals.month_end if totals else None,
            target=targets.get((staff_id, Kpi.AUM_GROWTH)),
            pace=pace,
        ),
    )


def _retention(kept: Retention, staff_id: int, targets: Targets) -> Measure:
    return Measure(
        Kpi.RETENTION,
        (kept.kept or ZERO) / kept.matured if kept.matured else None,
        of=kept.matured,
        target=targets.get((staff_id, Kpi.RETENTION)),
    )


def _contacts(
    counts: tuple[int, int], staff_id: int, targets: Targets, *, pace: Decimal
) -> Measure:
    whole, reached = counts
    return Measure(
        Kpi.KEY_CONTACTS,
        # Who has no key customers, as with companies, has no figure.
        Decimal(reached) if whole else None,
        of=Decimal(whole),
        target=targets.get((staff_id, Kpi.KEY_CONTACTS), Decimal(whole) or None),
        pace=pace,
    )


def _conversion(now: _Counts, before: _Counts, staff_id: int, targets: Targets) -> Measure:  # noqa: PLR0917 - of two months
    return Measure(
        Kpi.CONVERSION,
        Decimal(now.won) / now.contacted if now.contacted else None,
        of=Decimal(now.contacted),
        before=Decimal(before.won) / before.contacted if before.contacted else None,
        target=targets.get((staff_id, Kpi.CONVERSION)),
    )


def _key_customers(
    actor: Actor, staff_ids: Collection[int], month: months.Month
) -> tuple[dict[int, int], dict[int, int]]:
    """Return by manager how many key customers there are, and how many of them the bank reached this month."""
    tiers = customers.tiers_from(parameters.text("sales.key_tier", on=month.today))
    members = customers.book_members(actor=actor, staff_ids=staff_ids, tiers=tiers)
    whole = dict(members.values_list("main_rm_id").annotate(Count("customer_id")))
    reached = interactions.contacted_by_manager(members, since=month.begins, until=month.ends)
    return whole, reached


def _counts(actor: Actor, staff_ids: Collection[int], *, month: months.Month) -> dict[int, _Counts]:
    """Count by owner what was contacted and won in the month."""
    rows = (
        contacted_in(month, actor=actor, staff_ids=staff_ids)
        .order_by()
        .values_list("owner_id")
        .annotate(won=Count("pk", filter=won_in(month)), contacted=Count("pk"))
    )
    return {pk: _Counts(won, contacted) for pk, won, contacted in rows if pk is not None}


def won_in(month: months.Month) -> Q:
    """Return the filter of what was won in a month."""
    return Q(state=State.WON, closed_at__gte=month.begins, closed_at__lt=month.ends)


def contacted_in(
    month: months.Month, *, actor: Actor, staff_ids: Collection[int]
) -> QuerySet[Opportunity]:
    """Return the opportunities of these people about which a customer was reached in a month, or that were won in it: what conversion is a share of (DOMAIN §6)."""
    reached = Step.objects.filter(
        opportunity=OuterRef("pk"), act=Act.CONTACTED, at__gte=month.begins, at__lt=month.ends
    )
    # Whoever was reached in the month was touched in it, or later.
    return policies.visible_to(actor).filter(
        Exists(reached) | won_in(month), owner_id__in=staff_ids, touched_at__gte=month.begins
    )
