"""Money in and out, spending, activity: over the transactions of the last thirteen months (A4, A5, A17)."""

from datetime import timedelta

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics import rules
from yinqiao.analytics.facts import money
from yinqiao.analytics.facts.definition import Context, Fact, Group, Tables, Value
from yinqiao.holdings.choices import OWN_MOVES
from yinqiao.insights.choices import FactUnit

KEPT_DAYS = 396
# As far back as any sum and count of FLOWS looks: 180 days, three whole months before this one.
LATE_DAYS = 180
# Postings that the bank makes by itself are no activity of the customer (DOMAIN §9).
PASSIVE = ("INTEREST", "FEE", "TAX")
ONLINE = ("MOBILE_BANK", "ONLINE_BANK", "CORPORATE_ONLINE", "WECOM")
SPENT_DAYS = 90


def _since(tables: Tables, context: Context, days: int) -> ir.Table:
    rows = tables["transaction"]
    return rows.filter(money.within(rows.posted_on, context.on - timedelta(days=days), context.on))


def _active(tables: Tables, context: Context) -> ir.Table:
    """Return customer and day of what customers did by themselves: two columns of the whole thirteen months."""
    rows = _since(tables, context, KEPT_DAYS)
    return rows.filter(~rows.category.isin(PASSIVE)).select("customer_id", "posted_on")


def _transactions(tables: Tables, context: Context) -> ir.Table:
    rows = _since(tables, context, LATE_DAYS)
    foreign = tables["account"]
    foreign = foreign.filter(foreign.currency != "CNY").select("account_id", "currency")
    joined = rows.left_join(foreign, "account_id")
    rate = money.choice(joined.currency, context.settings.rates, "1")
    is_own = joined.category.isin([category.value for category in OWN_MOVES])
    sign = (joined.direction == "D").ifelse(-1, 1)
    return joined.select(
        "customer_id",
        "posted_on",
        "category",
        "channel",
        # Debits stand with a minus: what goes out is told as an amount, a debit taken back lessens it.
        cents=money.zero(money.cents(joined.amount)) * rate * sign,
        is_in=(joined.direction == "C") & ~is_own,
        is_out=(joined.direction == "D") & ~is_own,
        is_active=~joined.category.isin(PASSIVE),
    )


def _sum(mark: str, first: int, last: int = 0) -> Value:
    """Sum of the months `first` to `last` before that of the data date (0 = the month so far)."""

    def value(rows: ir.Table, context: Context) -> ir.Value:
        ends = [context.on, *rules.month_ends(context.on, first)]
        span = money.within(rows.posted_on, rules.month_start(ends[first]), ends[last])
        return money.yuan(rows.cents.sum(where=rows[mark] & span).fill_null(0))

    return value


def _average(mark: str) -> Value:
    def value(rows: ir.Table, context: Context) -> ir.Value:
        ends = rules.month_ends(context.on, 3)
        span = money.within(rows.posted_on, rules.month_start(ends[-1]), ends[0])
        return money.yuan(rows.cents.sum(where=rows[mark] & span).fill_null(0) / 3)

    return value


def _days_sum(mark: str, days: int) -> Value:
    return lambda rows, context: money.yuan(
        rows.cents.sum(
            where=rows[mark] & money.last_days(rows.posted_on, context.on, days)
        ).fill_null(0)
    )


def _largest(mark: str, days: int) -> Value:
    return lambda rows, context: money.yuan(
        rows.cents.max(
            where=rows[mark] & money.last_days(rows.posted_on, context.on, days)
        ).fill_null(0)
    )


def _count(days: int) -> Value:
    return lambda rows, context: rows.count(
        where=rows.is_active & money.last_days(rows.posted_on, context.on, days)
    )


def _spent(*categories: str) -> Value:
    return lambda rows, context: money.yuan(
        rows.cents.sum(
            where=rows.is_out
            & rows.category.isin(categories)
            & money.last_days(rows.posted_on, context.on, SPENT_DAYS)
        ).fill_null(0)
    )


def _online_share(rows: ir.Table, context: Context) -> ir.Value:
    lately = rows.is_active & money.last_days(rows.posted_on, context.on, SPENT_DAYS)
    online = rows.count(where=lately & rows.channel.isin(ONLINE))
    return online / rows.count(where=lately).nullif(0)


ONE_KIND = _("Payments of this kind in the last 90 days, less what was paid back")


def _spending(key: str, title: str, *categories: str, formula: str = ONE_KIND) -> Fact:
    return Fact(
        key,
        title,
        formula,
        FactUnit.YUAN,
        _spent(*categories),
        rows="transactions",
    )


FLOWS = Group(
    _("Money in and out"),
    ("transaction", "account"),
    _transactions,
    (
        Fact(
            "inflow_month",
            _("Inflow this month"),
            _("Credits of the month so far, without moves between own products"),
            FactUnit.YUAN,
            _sum("is_in", 0),
            rows="transactions",
            is_core=True,
        ),
        Fact(
            "outflow_month",
            _("Outflow this month"),
            _("Debits of the month so far, without moves between own products"),
            FactUnit.YUAN,
            _sum("is_out", 0),
            rows="transactions",
            is_core=True,
        ),
        Fact(
            "inflow_last_month",
            _("Inflow last month"),
            _("Credits of the whole month before, without moves between own products"),
            FactUnit.YUAN,
            _sum("is_in", 1, 1),
            rows="transactions",
        ),
        Fact(
            "outflow_last_month",
            _("Outflow last month"),
            _("Debits of the whole month before, without moves between own products"),
            FactUnit.YUAN,
            _sum("is_out", 1, 1),
            rows="transactions",
        ),
        Fact(
            "inflow_average",
            _("Inflow, average of three months"),
            _(
                "Credits of the three whole months before, without moves between own products, divided by three"
            ),
            FactUnit.YUAN,
            _average("is_in"),
            rows="transactions",
        ),
        Fact(
            "outflow_average",
            _("Outflow, average of three months"),
            _(
                "Debits of the three whole months before, without moves between own products, divided by three"
            ),
            FactUnit.YUAN,
            _average("is_out"),
            rows="transactions",
        ),
        Fact(
            "inflow_90",
            _("Inflow of 90 days"),
            _("Credits of the last 90 days, without moves between own products"),
            FactUnit.YUAN,
            _days_sum("is_in", 90),
            rows="transactions",
        ),
        Fact(
            "outflow_90",
            _("Outflow of 90 days"),
            _("Debits of the last 90 days, without moves between own products"),
            FactUnit.YUAN,
            _days_sum("is_out", 90),
            rows="transactions",
        ),
        Fact(
            "inflow_day",
            _("Inflow of the data date"),
            _("Credits posted on the data date, without moves between own products"),
            FactUnit.YUAN,
            _days_sum("is_in", 1),
            rows="transactions",
        ),
        Fact(
            "largest_inflow_day",
            _("Largest inflow of the data date"),
            _(
                "The largest single credit posted on the data date, without moves between own products"
            ),
            FactUnit.YUAN,
            _largest("is_in", 1),
            rows="transactions",
        ),
        Fact(
            "outflow_day",
            _("Outflow of the data date"),
            _("Debits posted on the data date, without moves between own products"),
            FactUnit.YUAN,
            _days_sum("is_out", 1),
            rows="transactions",
        ),
        Fact(
            "outflow_7",
            _("Outflow of 7 days"),
            _("Debits of the last 7 days, without moves between own products"),
            FactUnit.YUAN,
            _days_sum("is_out", 7),
            rows="transactions",
        ),
        Fact(
            "largest_inflow_7",
            _("Largest inflow of 7 days"),
            _("The largest single credit of the last 7 days, without moves between own products"),
            FactUnit.YUAN,
            _largest("is_in", 7),
            rows="transactions",
        ),
        Fact(
            "largest_outflow_7",
            _("Largest outflow of 7 days"),
            _("The largest single debit of the last 7 days, without moves between own products"),
            FactUnit.YUAN,
            _largest("is_out", 7),
            rows="transactions",
        ),
        Fact(
            "transactions_90",
            _("Transactions of 90 days"),
            _(
                "Postings of the last 90 days that the customer made: interest, fees and taxes do not count"
            ),
            FactUnit.COUNT,
            _count(90),
            rows="transactions",
        ),
        Fact(
            "transactions_180",
            _("Transactions of 180 days"),
            _(
                "Postings of the last 180 days that the customer made: interest, fees and taxes do not count"
            ),
            FactUnit.COUNT,
            _count(180),
            rows="transactions",
        ),
        Fact(
            "online_share",
            _("Share of online transactions"),
            _("Online and mobile transactions of 90 days, divided by all of them"),
            FactUnit.SHARE,
            _online_share,
            rows="transactions",
        ),
        _spending("spent_dining", _("Spending: dining"), "DINING"),
        _spending("spent_shopping", _("Spending: shopping"), "SHOPPING", "GROCERY"),
        _spending("spent_travel", _("Spending: travel and leisure"), "TRAVEL", "ENTERTAINMENT"),
        _spending(
            "spent_transport", _("Spending: transport and motoring"), "TRANSPORT", "MOTORING"
        ),
        _spending(
            "spent_education", _("Spending: schooling and children"), "EDUCATION", "CHILDREN"
        ),
        _spending("spent_medical", _("Spending: medical"), "MEDICAL"),
        _spending("spent_housing", _("Spending: rent and housing"), "RENT", "HOUSING", "UTILITIES"),
        _spending("spent_insurance", _("Spending: insurance premiums"), "INSURANCE"),
        _spending(
            "spent",
            _("Spending of 90 days"),
            "DINING",
            "SHOPPING",
            "GROCERY",
            "TRAVEL",
            "ENTERTAINMENT",
            "TRANSPORT",
            "MOTORING",
            "EDUCATION",
            "CHILDREN",
            "MEDICAL",
            "RENT",
            "HOUSING",
            "UTILITIES",
            "TELECOM",
            "INSURANCE",
            formula=_(
                "Payments for daily life in the last 90 days, less what was paid back: dining, shopping, travel, transport, schooling, medical, housing, telecom and insurance"
            ),
        ),
    ),
)
# Over all months, where the others need half a year: nobody's newest posting is found by summing it.
NEWEST = Group(
    _("Money in and out"),
    ("transaction",),
    _active,
    (
        Fact(
            "last_transaction_on",
            _("Last transaction"),
            _("Day of the newest posting that the customer made"),
            FactUnit.DATE,
            lambda rows, _context: rows.posted_on.max(),
            rows="transactions",
        ),
    ),
)
