"""Assets over time: AUM at the ends of months, its averages, LUM (DOMAIN §2).

The day-end balance of an account is its last balance row up to that day, carried forward; a row of `rows` is an account with its balances at
the days that the facts ask for, weighted and at the mid rate, in 分.
"""

from datetime import date, timedelta

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics import rules
from yinqiao.analytics.facts import money
from yinqiao.analytics.facts.definition import Context, Fact, Group, Tables
from yinqiao.insights.choices import FactUnit

PAST_MONTHS = 12
AVERAGED_MONTHS = 3
# What lies on the shelf once the balances have been measured.
MEASURED = "measured"


def _spans(balances: ir.Table, last: date) -> ir.Table:
    """Return account_id, cents, start and stop (the first day without) of every balance up to `last`."""
    # Where two batches tell the same day, the earlier one's span has no day: the later batch counts.
    order = [balances.balance_on, balances.batch]
    window = ibis.window(group_by=balances.account_id, order_by=order)
    known = balances.filter(balances.balance_on <= ibis.literal(last))
    spans = known.mutate(until=known.balance_on.lead().over(window))
    end = ibis.literal(last + timedelta(days=1))
    return spans.select(
        "account_id",
        start=spans.balance_on,
        stop=ibis.coalesce(spans.until, end),
        cents=money.cents(spans.balance),
    )


def _held(spans: ir.Table, first: date, last: date) -> ir.NumericValue:
    start = ibis.greatest(spans.start, ibis.literal(first))
    stop = ibis.least(spans.stop, ibis.literal(last + timedelta(days=1)))
    days = ibis.greatest(money.days_between(start, stop), ibis.literal(0))
    return (spans.cents * days).sum()


def _point(spans: ir.Table, day: date) -> ir.NumericValue:
    at = ibis.literal(day)
    return spans.cents.sum(where=(spans.start <= at) & (spans.stop > at))


def _days(first: date, last: date) -> int:
    return (last - first).days + 1


def measured(tables: Tables, context: Context) -> ir.Table:
    """Return account_id and the balances and averages of each account that the facts ask for, in 分."""
    on = context.on
    ends = rules.month_ends(on, PAST_MONTHS)
    spans = _spans(tables["balance"], on)
    averages = [
        (f"average_{back}", rules.month_start(end), end)
        for back, end in enumerate(ends[:AVERAGED_MONTHS], start=1)
    ]
    averages += [("month", rules.month_start(on), on), ("year", rules.year_start(on), on)]
    measures = {
        "now": _point(spans, on),
        "day_before": _point(spans, on - timedelta(days=1)),
        **{f"end_{back}": _point(spans, end) for back, end in enumerate(ends, start=1)},
        **{name: _held(spans, first, last) / _days(first, last) for name, first, last in averages},
    }
    return context.keep("measured", spans.group_by("account_id").aggregate(**measures), "")


def _account_rows(tables: Tables, context: Context) -> ir.Table:
    balances = tables[MEASURED]
    joined = tables["account"].inner_join(balances, "account_id")
    rate = money.choice(joined.currency, context.settings.rates, "1")
    weight = money.choice(joined.product_class, context.settings.aum_weights, "0") * rate
    owed = joined.product_class.isin(list(context.settings.lum_classes)).ifelse(
        rate, ibis.literal(0.0)
    )
    names = [name for name in balances.columns if name != "account_id"]
    return joined.select(
        "customer_id",
        lum=money.zero(joined["now"]) * owed,
        **{name: money.zero(joined[name]) * weight for name in names},
    )


def _of(name: str):  # type: ignore[no-untyped-def]
    return lambda rows, _context: money.yuan(rows[name].sum())


def _peak(rows: ir.Table, _context: Context) -> ir.Value:
    return money.yuan(
        ibis.greatest(*[rows[f"end_{back}"].sum() for back in range(1, PAST_MONTHS + 1)])
    )


def _year_end(rows: ir.Table, context: Context) -> ir.Value:
    # The December before lies as many month ends back as the month has a number.
    return money.yuan(rows[f"end_{context.on.month}"].sum())


def _three_months(rows: ir.Table, _context: Context) -> ir.Value:
    sums = [rows[f"average_{back}"].sum() for back in range(1, AVERAGED_MONTHS + 1)]
    return money.yuan(sum(sums[1:], sums[0]) / AVERAGED_MONTHS)


COURSE = Group(
    _("Course of assets"),
    ("balance", "account"),
    _account_rows,
    (
        Fact(
            "aum",
            _("AUM"),
            _(
                "Balances of the counted classes at the end of the data date, weighted, foreign currency at the mid rate"
            ),
            FactUnit.YUAN,
            _of("now"),
            rows="accounts",
            is_core=True,
        ),
        Fact(
            "aum_month_average",
            _("AUM, month average"),
            _("Day-end AUM of the month so far divided by its days"),
            FactUnit.YUAN,
            _of("month"),
            rows="accounts",
            is_core=True,
        ),
        Fact(
            "aum_year_average",
            _("AUM, year average"),
            _("Day-end AUM since 1 January divided by the days"),
            FactUnit.YUAN,
            _of("year"),
            rows="accounts",
            is_core=True,
        ),
        Fact(
            "lum",
            _("LUM"),
            _("Balances of the counted loan classes at the end of the data date"),
            FactUnit.YUAN,
            _of("lum"),
            rows="accounts",
            is_core=True,
        ),
        Fact(
            "aum_day_before",
            _("AUM of the day before"),
            _("AUM at the end of the day before the data date"),
            FactUnit.YUAN,
            _of("day_before"),
            rows="accounts",
        ),
        Fact(
            "aum_month_end",
            _("AUM at the last month end"),
            _("AUM at the end of the month before the data date"),
            FactUnit.YUAN,
            _of("end_1"),
            rows="accounts",
        ),
        Fact(
            "aum_year_end",
            _("AUM at the last year end"),
            _("AUM on 31 December before the data date"),
            FactUnit.YUAN,
            _year_end,
            rows="accounts",
        ),
        Fact(
            "aum_previous_average",
            _("AUM, average of the last month"),
            _("Day-end AUM of the month before, divided by its days"),
            FactUnit.YUAN,
            _of("average_1"),
            rows="accounts",
        ),
        Fact(
            "aum_three_month_average",
            _("AUM, average of three months"),
            _("Mean of the month averages of the three whole months before the data date"),
            FactUnit.YUAN,
            _three_months,
            rows="accounts",
        ),
        Fact(
            "aum_peak",
            _("AUM, peak of twelve months"),
            _("The highest AUM at the ends of the last twelve months"),
            FactUnit.YUAN,
            _peak,
            rows="accounts",
        ),
    ),
)
