"""Contribution of a customer a year (DOMAIN §9): margins over matched transfer prices, fees, costs, expected loss; EVA less the charge on capital.

Margins are those of the year's day-end averages at the contract rate; the transfer price is the point of the curve nearest to the contract's
term, as of its day. They tell what the bank pays inside: who sees them is decided in `insights.policies`.
"""

from datetime import timedelta

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics.facts import money
from yinqiao.analytics.facts.course import MEASURED
from yinqiao.analytics.facts.definition import FINANCE, RISK, Context, Fact, Group, Tables
from yinqiao.insights.choices import FactUnit

DEPOSITS = ("DEMAND", "TIME", "NOTICE", "CD", "STRUCTURED")
FEE_DAYS = 365
_TITLE = _("Contribution")


def _priced(rows: ir.Table, curve: str, tables: Tables) -> ir.Table:
    """Add `ftp` to rows of currency, term and contract_on; rows without a point on the curve fall out."""
    points = tables["ftp_rate"].filter(tables["ftp_rate"].curve == curve)
    # The engine joins by the currency and looks at terms and days as it goes: the pieces are few.
    joined = rows.inner_join(points, "currency")
    is_of_term = (joined.term >= joined.term_from) & (joined.term < joined.term_to)
    is_of_day = (joined.contract_on >= joined.valid_from) & (joined.contract_on < joined.valid_to)
    found = joined.filter(is_of_term & is_of_day)
    return found.select("customer_id", "currency", "rate", "held", "ftp")


def _deposits(tables: Tables, context: Context) -> ir.Table:
    accounts, on = tables["account"], ibis.literal(context.on)
    accounts = accounts.filter(accounts.product_class.isin(DEPOSITS) & accounts.rate.notnull())
    joined = accounts.inner_join(tables[MEASURED], "account_id")
    is_demand = joined.product_class == "DEMAND"
    begun = ibis.coalesce(joined.value_on, joined.opened_on)
    term = ibis.coalesce(joined.term_days, money.days_between(begun, joined.matures_on), 1)
    rows = joined.select(
        "customer_id",
        "currency",
        rate=joined.rate.cast("float64"),
        held=joined.year.cast("float64"),
        # Demand money can go at any time: it is priced at the shortest term, as of today.
        term=ibis.ifelse(is_demand, 1, term).cast("float64"),
        contract_on=ibis.ifelse(is_demand, on, begun),
    )
    return _priced(rows, "DEPOSIT", tables)


def _loan_margins(tables: Tables, _context: Context) -> ir.Table:
    loans = tables["loan"].filter(tables["loan"].rate.notnull())
    joined = loans.left_join(tables[MEASURED], "account_id")
    term = money.days_between(joined.disbursed_on, joined.matures_on)
    rows = joined.select(
        "customer_id",
        "currency",
        rate=joined.rate.cast("float64"),
        held=ibis.coalesce(joined.year, money.cents(joined.balance)).cast("float64"),
        term=ibis.coalesce(term, 1).cast("float64"),
        contract_on=joined.disbursed_on,
    )
    return _priced(rows, "LOAN", tables)


def _loan_risks(tables: Tables, context: Context) -> ir.Table:
    figures, on = tables["risk_parameter"], ibis.literal(context.on)
    figures = figures.filter((figures.valid_from <= on) & (figures.valid_to > on))
    loans = tables["loan"]
    joined = loans.inner_join(figures, ["product_class", "grade"])
    rate = money.choice(joined.currency, context.settings.rates, "1")
    return joined.mutate(exposed=money.zero(money.cents(joined.balance)) * rate)


def _fees(tables: Tables, context: Context) -> ir.Table:
    rows = tables["fee"]
    since = context.on - timedelta(days=FEE_DAYS - 1)
    return rows.filter(money.within(rows.charged_on, since, context.on))


def _margin(sign: int):  # type: ignore[no-untyped-def]
    def value(rows: ir.Table, context: Context) -> ir.Value:
        rate = money.choice(rows.currency, context.settings.rates, "1")
        return money.yuan((rows.held * rate * (rows.ftp - rows.rate) * sign).sum())

    return value


def _fact(key, title, formula, value, *, rows="", owner=FINANCE, of=()) -> Fact:  # type: ignore[no-untyped-def]  # noqa: PLR0917 - the order of Fact itself
    return Fact(key, title, formula, FactUnit.YUAN, value, of=of, owner=owner, rows=rows)


DEPOSIT_MARGIN = Group(
    _TITLE,
    ("balance", "account", "ftp_rate"),
    _deposits,
    (
        _fact(
            "deposit_margin",
            _("Margin of deposits"),
            _(
                "Year average of each deposit by the matched transfer price less its rate; without a point on the curve it is left out"
            ),
            _margin(1),
            rows="accounts",
        ),
    ),
)
LOAN_MARGIN = Group(
    _TITLE,
    ("balance", "account", "loan", "ftp_rate"),
    _loan_margins,
    (
        _fact(
            "loan_margin",
            _("Margin of loans"),
            _(
                "Year average of each loan by its rate less the matched transfer price; without a point on the curve it is left out"
            ),
            _margin(-1),
            rows="loans",
        ),
    ),
)
LOAN_RISK = Group(
    _TITLE,
    ("loan", "risk_parameter"),
    _loan_risks,
    (
        _fact(
            "expected_loss",
            _("Expected loss"),
            _("Loan balance by probability of default and loss given default of its class and grade"),
            lambda rows, _context: money.yuan((rows.exposed * rows.default_rate * rows.loss_rate).sum()),
            rows="loans",
            owner=RISK,
        ),
        _fact(
            "capital_charge",
            _("Charge on capital"),
            _("Loan balance by risk weight, capital ratio and hurdle rate of its class and grade"),
            lambda rows, _context: money.yuan(
                (rows.exposed * rows.risk_weight * rows.capital_ratio * rows.hurdle_rate).sum()
            ),
            rows="loans",
        ),
        _fact(
            "loan_costs",
            _("Costs of loans"),
            _("Yearly cost of each loan by its class and grade"),
            lambda rows, _context: money.yuan((rows.cost * 100).sum()),
            rows="loans",
        ),
    ),
)  # fmt: skip
FEES = Group(
    _TITLE,
    ("fee",),
    _fees,
    (
        _fact(
            "fee_income",
            _("Fees of twelve months"),
            _("Fees that the customer paid in the last 365 days"),
            lambda rows, _context: money.yuan(money.cents(rows.amount).sum()),
        ),
    ),
)
CONTRIBUTION: tuple[Fact, ...] = (
    _fact(
        "operating_cost",
        _("Operating cost"),
        _("Open accounts by the parameter's cost of an account, plus the costs of loans"),
        lambda row, context: row.accounts_open * context.settings.account_cost + row.loan_costs,
        of=("accounts_open", "loan_costs"),
    ),
    _fact(
        "contribution",
        _("Contribution"),
        _("Margins of deposits and loans plus fees, less operating cost and expected loss, a year"),
        lambda row, context: (
            row.deposit_margin + row.loan_margin + row.fee_income - row.expected_loss
            - row.accounts_open * context.settings.account_cost - row.loan_costs
        ),
        of=("deposit_margin", "loan_margin", "fee_income", "expected_loss", "accounts_open", "loan_costs"),
    ),
    _fact(
        "eva",
        _("Economic value added"),
        _("Contribution less the charge on capital"),
        lambda row, context: (
            row.deposit_margin + row.loan_margin + row.fee_income - row.expected_loss
            - row.accounts_open * context.settings.account_cost - row.loan_costs - row.capital_charge
        ),
        of=("deposit_margin", "loan_margin", "fee_income", "expected_loss", "accounts_open", "loan_costs", "capital_charge"),
    ),
)  # fmt: skip
