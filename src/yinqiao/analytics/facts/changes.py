"""Changes, shares and standing made of the amounts of the same row."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics import rules
from yinqiao.analytics.facts.definition import RISK, Context, Fact
from yinqiao.insights.choices import FactUnit

# Tiers are those of persons.
PERSON = "PERSON"
OVERDUE_BOUNDS = ((0, "M0"), (30, "M1"), (60, "M2"), (90, "M3"))
_NO = ibis.literal(value=False)
MOST_RISE = 1_000


def _tier(row: ir.Table, context: Context) -> ir.Value:
    cases = [
        (row.aum_month_average >= ibis.literal(float(bound)), ibis.literal(name))
        for name, bound in reversed(
            list(zip(rules.TIERS[1:], context.settings.tier_bounds, strict=True))
        )
    ]
    tier = ibis.cases(*cases, else_=rules.TIERS[0])
    return ibis.ifelse(row.kind == PERSON, tier, ibis.null())


def _next_bound(row: ir.Table, context: Context) -> ir.NumericValue:
    """Return the lower bound of the tier above; null for the highest, and for companies."""
    bounds = [ibis.literal(float(bound)) for bound in context.settings.tier_bounds]
    above = ibis.cases(*[(row.aum_month_average < bound, bound) for bound in bounds])
    return ibis.ifelse(row.kind == PERSON, above, ibis.null())


def _to_next_tier(row: ir.Table, context: Context) -> ir.Value:
    return _next_bound(row, context) - row.aum_month_average


def _is_near_tier(row: ir.Table, context: Context) -> ir.Value:
    bound = _next_bound(row, context)
    return (row.aum_month_average >= bound * (1 - context.settings.near_percent / 100)).fill_null(
        _NO
    )


def _drop(row: ir.Table, _context: Context) -> ir.Value:
    base = row.aum_three_month_average
    return (base - row.aum_month_average) / base.nullif(0)


def _rise(row: ir.Table, _context: Context) -> ir.Value:
    before, change = row.aum_day_before, row.aum - row.aum_day_before
    # From nothing to something is a rise by the whole; a fen that became millions fits in no share.
    return ibis.cases(
        ((before <= 0) & (change > 0), ibis.literal(1.0)),
        (before <= 0, ibis.literal(0.0)),
        (change > before * MOST_RISE, ibis.literal(float(MOST_RISE))),
        (change < -before, ibis.literal(-1.0)),
        else_=(change / before.nullif(0)).cast("float64"),
    )


def _bucket(row: ir.Table, _context: Context) -> ir.Value:
    days = row.overdue_days.fill_null(0)
    return ibis.cases(*[(days <= most, name) for most, name in OVERDUE_BOUNDS], else_="M4")


CHANGES: tuple[Fact, ...] = (
    Fact(
        "is_company",
        _("Is a company"),
        _("The customer is a company, not a person"),
        FactUnit.FLAG,
        lambda row, _context: row.kind != PERSON,
    ),
    Fact(
        "aum_change_day",
        _("Change of AUM in a day"),
        _("AUM less AUM of the day before"),
        FactUnit.YUAN,
        lambda row, _context: row.aum - row.aum_day_before,
        of=("aum", "aum_day_before"),
    ),
    Fact(
        "aum_rise_day",
        _("Rise of AUM in a day"),
        _("Change of AUM in a day divided by AUM of the day before; 1 where that was nothing"),
        FactUnit.SHARE,
        _rise,
        of=("aum", "aum_day_before"),
    ),
    Fact(
        "aum_change_month",
        _("Change of AUM this month"),
        _("AUM less AUM at the last month end"),
        FactUnit.YUAN,
        lambda row, _context: row.aum - row.aum_month_end,
        of=("aum", "aum_month_end"),
    ),
    Fact(
        "aum_change_year",
        _("Change of AUM this year"),
        _("AUM less AUM at the last year end"),
        FactUnit.YUAN,
        lambda row, _context: row.aum - row.aum_year_end,
        of=("aum", "aum_year_end"),
    ),
    Fact(
        "aum_drop",
        _("Drop of AUM"),
        _("One less month average by the average of three months: 0.2 is a fifth less"),
        FactUnit.SHARE,
        _drop,
        of=("aum_month_average", "aum_three_month_average"),
    ),
    Fact(
        "total_assets",
        _("Total financial business"),
        _("AUM plus LUM"),
        FactUnit.YUAN,
        lambda row, _context: row.aum + row.lum,
        of=("aum", "lum"),
    ),
    Fact(
        "net_inflow_month",
        _("Net inflow this month"),
        _("Inflow less outflow of the month so far"),
        FactUnit.YUAN,
        lambda row, _context: row.inflow_month - row.outflow_month,
        of=("inflow_month", "outflow_month"),
    ),
    Fact(
        "net_inflow_90",
        _("Net inflow of 90 days"),
        _("Inflow less outflow of the last 90 days"),
        FactUnit.YUAN,
        lambda row, _context: row.inflow_90 - row.outflow_90,
        of=("inflow_90", "outflow_90"),
    ),
    Fact(
        "outflow_share_day",
        _("Outflow of the data date by assets"),
        _("Outflow of the data date divided by AUM at its beginning (AUM plus the outflow)"),
        FactUnit.SHARE,
        lambda row, _context: row.outflow_day / (row.aum + row.outflow_day).nullif(0),
        of=("outflow_day", "aum"),
    ),
    Fact(
        "outflow_share_7",
        _("Outflow of 7 days by assets"),
        _("Outflow of 7 days divided by AUM at its beginning (AUM plus the outflow)"),
        FactUnit.SHARE,
        lambda row, _context: row.outflow_7 / (row.aum + row.outflow_7).nullif(0),
        of=("outflow_7", "aum"),
    ),
    Fact(
        "deposit_share",
        _("Share of deposits"),
        _("Demand and term deposits divided by AUM"),
        FactUnit.SHARE,
        lambda row, _context: (row.demand_amount + row.term_amount) / row.aum.nullif(0),
        of=("demand_amount", "term_amount", "aum"),
    ),
    Fact(
        "card_use",
        _("Use of the card limit"),
        _("Card limit used divided by the card limit"),
        FactUnit.SHARE,
        lambda row, _context: row.card_used / row.card_limit.nullif(0),
        of=("card_used", "card_limit"),
    ),
    Fact(
        "overdue_bucket",
        _("Overdue bucket"),
        _("M0 none, M1 1 to 30 days, M2 31 to 60, M3 61 to 90, M4 more"),
        FactUnit.CODE,
        _bucket,
        of=("overdue_days",),
        owner=RISK,
        is_core=True,
    ),
    Fact(
        "tier_now",
        _("Tier by assets"),
        _("Tier in whose bounds the month average of AUM lies; grace and manual keep come on top"),
        FactUnit.CODE,
        _tier,
        of=("aum_month_average",),
        is_core=True,
    ),
    Fact(
        "to_next_tier",
        _("Lacking to the next tier"),
        _("Lower bound of the tier above less the month average of AUM"),
        FactUnit.YUAN,
        _to_next_tier,
        of=("aum_month_average",),
    ),
    Fact(
        "is_near_next_tier",
        _("Near the next tier"),
        _("Month average of AUM so near below the next lower bound as the parameter says"),
        FactUnit.FLAG,
        _is_near_tier,
        of=("aum_month_average",),
    ),
    Fact(
        "household_members",
        _("Members of the household"),
        _("Number of customers of the same household, this one included"),
        FactUnit.COUNT,
        lambda row, _context: ibis.ifelse(
            row.household_no == "", 1, row.count().over(ibis.window(group_by=row.household_no))
        ),
    ),
    Fact(
        "household_aum",
        _("AUM of the household"),
        _("AUM of all customers of the same household; shown only to who may see all of them"),
        FactUnit.YUAN,
        lambda row, _context: ibis.ifelse(
            row.household_no == "",
            row.aum,
            row.aum.sum().over(ibis.window(group_by=row.household_no)),
        ),
        of=("aum",),
    ),
)
