"""What a customer has and owes: deposits and investments by class, what falls due, loans, cards."""

from datetime import timedelta

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics.facts import money
from yinqiao.analytics.facts.definition import RISK, Context, Fact, Group, Tables, Value
from yinqiao.insights.choices import FactUnit

TERM_DEPOSITS = ("TIME", "NOTICE", "CD")
INACTIVE_CARD_DAYS = 30


def _accounts(tables: Tables, context: Context) -> ir.Table:
    rows = tables["account"]
    rate = money.choice(rows.currency, context.settings.rates, "1")
    counted = [name for name, _weight in context.settings.aum_weights]
    return rows.select(
        "customer_id",
        "product_class",
        "opened_on",
        cents=money.zero(money.cents(rows.balance)) * rate,
        is_counted=rows.product_class.isin(counted),
    )


def _in_classes(*classes: str) -> Value:
    return lambda rows, _context: money.yuan(
        rows.cents.sum(where=rows.product_class.isin(classes)).fill_null(0)
    )


def _class(key: str, title: str, *classes: str) -> Fact:
    formula = _(
        "Balances of accounts of this class at the end of the data date, in yuan at the mid rate"
    )
    return Fact(key, title, formula, FactUnit.YUAN, _in_classes(*classes), rows="accounts")


def _classes_held(rows: ir.Table, _context: Context) -> ir.Value:
    return rows.product_class.nunique(where=rows.is_counted & (rows.cents > 0))


HELD = Group(
    _("Assets held"),
    ("account",),
    _accounts,
    (
        _class("demand_amount", _("Demand deposits"), "DEMAND"),
        _class("term_amount", _("Time, notice and large deposits"), *TERM_DEPOSITS),
        _class("structured_amount", _("Structured deposits"), "STRUCTURED"),
        _class("bond_amount", _("Savings bonds"), "TBOND"),
        _class("wealth_amount", _("Wealth products"), "WM"),
        _class("fund_amount", _("Funds"), "FUND"),
        _class("insurance_amount", _("Insurance (agency)"), "INS"),
        _class("metal_amount", _("Precious metal"), "METAL"),
        _class("trust_amount", _("Trust and asset plans"), "ALT"),
        Fact(
            "product_classes",
            _("Product classes held"),
            _("Number of classes counted in AUM with a balance above zero"),
            FactUnit.COUNT,
            _classes_held,
            rows="accounts",
            is_core=True,
        ),
        Fact(
            "accounts_open",
            _("Open accounts"),
            _("Number of accounts that have not ended"),
            FactUnit.COUNT,
            lambda rows, _context: rows.count(),
            rows="accounts",
        ),
        Fact(
            "first_account_on",
            _("First account"),
            _("Opening day of the oldest account"),
            FactUnit.DATE,
            lambda rows, _context: rows.opened_on.min(),
            rows="accounts",
        ),
    ),
)


def _maturities(tables: Tables, context: Context) -> ir.Table:
    # Which accounts fall due is one rule for the desk, the customer page, the trigger and these (`holdings.rules.falls_due`).
    accounts = tables["account"].filter(tables["account"].falls_due)
    parts = [accounts.select("customer_id", "matures_on", "currency", amount=accounts.balance)]
    if "position" in tables:
        positions = tables["position"]
        parts.append(
            positions.select("customer_id", "matures_on", "currency", amount=positions.market_value)
        )
    rows = ibis.union(*parts) if len(parts) > 1 else parts[0]
    rows = rows.filter((rows.matures_on >= ibis.literal(context.on)) & (rows.amount > 0))
    rate = money.choice(rows.currency, context.settings.rates, "1")
    return rows.select(
        "customer_id", "matures_on", cents=money.zero(money.cents(rows.amount)) * rate
    )


def _maturing(days: int) -> Value:
    return lambda rows, context: money.yuan(
        rows.cents.sum(
            where=rows.matures_on <= ibis.literal(context.on + timedelta(days=days))
        ).fill_null(0)
    )


MATURITIES = Group(
    _("Falling due"),
    ("account", "position"),
    _maturities,
    (
        *(
            Fact(
                f"maturing_{days}",
                title,
                _(
                    "Term deposits and positions that fall due within these days after the data date; a notice deposit has no term"
                ),
                FactUnit.YUAN,
                _maturing(days),
                rows="accounts",
            )
            for days, title in (
                (7, _("Falling due in 7 days")),
                (15, _("Falling due in 15 days")),
                (30, _("Falling due in 30 days")),
                (90, _("Falling due in 90 days")),
            )
        ),
        Fact(
            "next_maturity_on",
            _("Next maturity"),
            _(
                "The nearest day on which a term deposit or position falls due; a notice deposit has no term"
            ),
            FactUnit.DATE,
            lambda rows, _context: rows.matures_on.min(),
            rows="accounts",
        ),
        Fact(
            "next_maturity_amount",
            _("Largest amount of what falls due in 90 days"),
            _("The largest single term deposit or position that falls due within 90 days"),
            FactUnit.YUAN,
            lambda rows, context: money.yuan(
                rows.cents.max(
                    where=rows.matures_on <= ibis.literal(context.on + timedelta(days=90))
                ).fill_null(0)
            ),
            rows="accounts",
        ),
    ),
)


def _loans(tables: Tables, context: Context) -> ir.Table:
    rows = tables["loan"]
    rate = money.choice(rows.currency, context.settings.rates, "1")
    return rows.mutate(
        cents=money.zero(money.cents(rows.balance)) * rate,
        late_cents=money.zero(money.cents(rows.overdue_amount)) * rate,
    )


def _coming(name: str) -> Value:
    return lambda rows, context: rows[name].min(where=rows[name] >= ibis.literal(context.on))


LOANS = Group(
    _("Loans owed"),
    ("loan",),
    _loans,
    (
        Fact(
            "loans",
            _("Loans"),
            _("Number of loans that are being repaid"),
            FactUnit.COUNT,
            lambda rows, _context: rows.count(),
            rows="loans",
            owner=RISK,
        ),
        Fact(
            "loan_amount",
            _("Loans owed"),
            _("Balances of the loans, in yuan at the mid rate"),
            FactUnit.YUAN,
            lambda rows, _context: money.yuan(rows.cents.sum()),
            rows="loans",
            owner=RISK,
        ),
        Fact(
            "mortgage_amount",
            _("Mortgage owed"),
            _("Balances of the mortgages"),
            FactUnit.YUAN,
            lambda rows, _context: money.yuan(
                rows.cents.sum(where=rows.product_class == "MORTGAGE").fill_null(0)
            ),
            rows="loans",
            owner=RISK,
        ),
        Fact(
            "overdue_days",
            _("Days overdue"),
            _("The longest delay among the loans"),
            FactUnit.DAYS,
            lambda rows, _context: rows.overdue_days.max(),
            rows="loans",
            owner=RISK,
            is_core=True,
        ),
        Fact(
            "overdue_amount",
            _("Amount overdue"),
            _("Overdue amounts of all loans"),
            FactUnit.YUAN,
            lambda rows, _context: money.yuan(rows.late_cents.sum()),
            rows="loans",
            owner=RISK,
        ),
        Fact(
            "repricing_on",
            _("Next repricing"),
            _("The nearest day on which the rate of a loan is set anew"),
            FactUnit.DATE,
            _coming("next_repricing_on"),
            rows="loans",
            owner=RISK,
        ),
        Fact(
            "limit_expires_on",
            _("Credit limit ends"),
            _("The nearest end of a credit limit"),
            FactUnit.DATE,
            _coming("limit_expires_on"),
            rows="loans",
            owner=RISK,
        ),
        Fact(
            "prepayment_asked_on",
            _("Prepayment asked for"),
            _("Newest day on which early repayment was asked for"),
            FactUnit.DATE,
            lambda rows, _context: rows.prepayment_requested_on.max(),
            rows="loans",
            owner=RISK,
        ),
    ),
)


def _cards(tables: Tables, context: Context) -> ir.Table:
    rows = tables["card"]
    since = ibis.literal(context.on - timedelta(days=INACTIVE_CARD_DAYS))
    return rows.mutate(
        is_credit=rows.card_type == "CREDIT",
        is_unused=(rows.status == "NOT_ACTIVATED") & (rows.issued_on <= since),
    )


CARDS = Group(
    _("Cards"),
    ("card",),
    _cards,
    (
        Fact(
            "credit_cards",
            _("Credit cards"),
            _("Number of credit cards that are not cancelled"),
            FactUnit.COUNT,
            lambda rows, _context: rows.count(where=rows.is_credit),
            rows="cards",
        ),
        Fact(
            "card_limit",
            _("Card limit"),
            _("Limits of the credit cards"),
            FactUnit.YUAN,
            lambda rows, _context: money.yuan(
                money.cents(rows.credit_limit).sum(where=rows.is_credit).fill_null(0)
            ),
            rows="cards",
        ),
        Fact(
            "card_used",
            _("Card limit used"),
            _("Amounts used of the credit cards"),
            FactUnit.YUAN,
            lambda rows, _context: money.yuan(
                money.cents(rows.used_amount).sum(where=rows.is_credit).fill_null(0)
            ),
            rows="cards",
        ),
        Fact(
            "card_used_on",
            _("Last use of a card"),
            _("Newest day on which one of the cards was used"),
            FactUnit.DATE,
            lambda rows, _context: rows.last_used_on.max(),
            rows="cards",
        ),
        Fact(
            "inactive_cards",
            _("Cards not activated"),
            _("Cards that are not activated 30 days after their issue"),
            FactUnit.COUNT,
            lambda rows, _context: rows.count(where=rows.is_unused),
            rows="cards",
        ),
    ),
)
