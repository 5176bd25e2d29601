"""Contribution, EVA, value and loyalty against worked vectors (DOMAIN §9, A24, A26)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from yinqiao.analytics import limits, rules
from yinqiao.analytics.facts import building, worth
from yinqiao.analytics.tests.bank import SETTINGS, account, facts_of
from yinqiao.products.tests.factories import ftp_points

D = Decimal
DAY = date(2026, 12, 31)
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)
# The curves of the vector: one point each, at a year.
CURVES = [
    ("DEPOSIT", "CNY", 0.0, 1e9, FIRST, LAST, 0.0165),
    ("LOAN", "CNY", 0.0, 1e9, FIRST, LAST, 0.0170),
]
RISK = [("CONSUMER", "NORMAL", FIRST, LAST, 0.012, 0.45, 0.5, 0.08, 0.1, 880.0)]
YEAR_BEGIN = date(2025, 12, 31)


def deposit(
    number=1, rate="0.0055", *, product_class="TIME", term=365, value_on=date(2026, 3, 1), **more
):
    return (*account(number, product_class=product_class, **more), D(rate), term, value_on)


def loan(
    balance=800_000,
    rate="0.034",
    *,
    grade="NORMAL",
    product_class="CONSUMER",
    begun=date(2026, 1, 1),
):
    return (1, product_class, "CNY", D(balance), 0, D(0), None, None, None, 9, D(rate), begun, begun + timedelta(days=365), grade)  # fmt: skip


def vector(**changed):
    given = {
        "account": [deposit(), account(9, product_class="CONSUMER")],
        "balance": [(1, YEAR_BEGIN, D(300_000)), (9, YEAR_BEGIN, D(800_000))],
        "loan": [loan()],
        "fee": [(1, date(2026, 1, 1), "ANNUAL", D(1_100)), (1, DAY, "AGENCY_SALE", D(100)), (1, date(2025, 12, 31), "ANNUAL", D(77))],
        "ftp_rate": CURVES,
        "risk_parameter": RISK,
    }  # fmt: skip
    return facts_of(
        DAY, **{name: rows for name, rows in {**given, **changed}.items() if rows is not None}
    )[1]


def test_the_vector_of_the_domain_page():
    row = vector()
    assert row["deposit_margin"] == D("3300.00")
    assert row["loan_margin"] == D("13600.00")
    assert row["fee_income"] == D("1200.00")
    # Two accounts of 10 yuan a year, and 880 for the loan.
    assert row["operating_cost"] == D("900.00")
    assert row["expected_loss"] == D("4320.00")
    assert row["contribution"] == D("12880.00")
    assert row["capital_charge"] == D("3200.00")
    assert row["eva"] == D("9680.00")


@pytest.mark.parametrize(
    ("source", "lacking"),
    [
        ("ftp_rate", {"deposit_margin", "loan_margin", "contribution", "eva"}),
        ("risk_parameter", {"expected_loss", "capital_charge", "operating_cost", "contribution", "eva"}),
        ("fee", {"fee_income", "contribution", "eva"}),
        ("balance", {"deposit_margin", "loan_margin", "contribution", "eva"}),
    ],
)  # fmt: skip
def test_without_a_source_it_is_not_known_never_zero(source, lacking):
    row = vector(**{source: None})
    assert all(row[key] is None for key in lacking)
    assert lacking <= building.unconnected({"account", "balance", "loan", "fee", "ftp_rate", "risk_parameter", "customer"} - {source})  # fmt: skip


def test_the_price_is_that_of_the_nearest_term_as_of_the_day_of_the_contract():
    # Points at 1, 365 and 1095 days, from two days on.
    curve = [
        ("DEPOSIT", "CNY", 0.0, 183.0, FIRST, LAST, 0.01),
        ("DEPOSIT", "CNY", 183.0, 730.0, FIRST, date(2026, 6, 1), 0.02),
        ("DEPOSIT", "CNY", 183.0, 730.0, date(2026, 6, 1), LAST, 0.03),
        ("DEPOSIT", "CNY", 730.0, 1e9, FIRST, LAST, 0.05),
    ]
    margins = [
        vector(account=[held], ftp_rate=curve)["deposit_margin"]
        for held in (
            deposit(rate="0", term=365, value_on=date(2026, 5, 31)),
            deposit(rate="0", term=365, value_on=date(2026, 6, 1)),
            deposit(rate="0", term=1095, value_on=date(2026, 6, 1)),
            deposit(rate="0", term=None, product_class="DEMAND", value_on=None),
        )
    ]
    assert margins == [D(6_000), D(9_000), D(15_000), D(3_000)]


def test_what_is_no_deposit_or_has_no_rate_or_no_curve_has_no_margin():
    for held in (
        deposit(product_class="FUND"),
        (*account(1, product_class="TIME"),),
        deposit(currency="USD"),
    ):
        assert vector(account=[held])["deposit_margin"] == D(0)


def test_a_dollar_counts_in_yuan():
    curve = [("DEPOSIT", "USD", 0.0, 1e9, FIRST, LAST, 0.0165)]
    assert vector(account=[deposit(currency="USD")], ftp_rate=curve)["deposit_margin"] == D(23_100)


def test_curves_become_pieces_around_their_points(committed_db):
    pieces = ftp_points([("DEPOSIT", 1, date(2025, 11, 1), "0.01"), ("DEPOSIT", 365, date(2025, 11, 1), "0.02"), ("DEPOSIT", 365, date(2026, 2, 1), "0.03")])  # fmt: skip
    assert pieces == [
        ("DEPOSIT", "CNY", 0.0, 183.0, FIRST, LAST, 0.01),
        ("DEPOSIT", "CNY", 183.0, 1e9, FIRST, date(2026, 2, 1), 0.02),
        ("DEPOSIT", "CNY", 183.0, 1e9, date(2026, 2, 1), LAST, 0.03),
    ]


WORTH = {
    "account": [deposit(balance=250_000), account(2, product_class="WM", balance=300_000), account(3, product_class="FUND", balance=100_000)],
    "balance": [(1, YEAR_BEGIN, D(250_000)), (2, YEAR_BEGIN, D(300_000)), (3, YEAR_BEGIN, D(100_000))],
    "loan": [loan(2_000_000)],
    "payroll": [(1, f"2026-{month:02d}", date(2026, month, 10), D(12_000)) for month in range(6, 12)],
    "transaction": [(1, 1, DAY - timedelta(days=back), "D", D("-1500"), "DINING", "POS") for back in range(15)],
}  # fmt: skip


def test_the_value_score_is_the_sum_of_its_parts():
    row = facts_of(DAY, **WORTH)[1]
    parts = {part.name: row[f"value_{part.name}"] for part in worth.VALUE_PARTS}
    assert parts == {
        # 250,000 of 500,000 by 20; 400,000 of 1,000,000 by 20; more than full by 15; 12,000 of 20,000 by 15;
        # 22,500 of 30,000 by 10; 650,000 of 3,000,000 by 20.
        "deposits": D("10.00"), "wealth": D("8.00"), "loans": D("15.00"), "income": D("9.00"), "spending": D("7.50"), "assets": D("4.33"),
    }  # fmt: skip
    assert row["value_score"] == sum(parts.values()) == D("53.83")


def test_another_version_of_the_weights_is_another_score():
    scores = {**SETTINGS.scores, "deposits": ("40", "500000"), "assets": ("0", "3000000")}
    row = facts_of(DAY, replace(SETTINGS, scores=scores), **WORTH)[1]
    assert (row["value_deposits"], row["value_assets"], row["value_score"]) == (D(20), D(0), D("59.50"))  # fmt: skip


def test_the_loyalty_score_is_the_sum_of_its_parts():
    # 83 months of 120 by 40, three classes of five by 35, 15 transactions of 30 by 25.
    row = facts_of(DAY, **WORTH)[1]
    assert row["tenure_months"] == 83
    assert (row["loyalty_tenure"], row["loyalty_depth"], row["loyalty_activity"]) == (D("27.67"), D("21.00"), D("12.50"))  # fmt: skip
    assert row["loyalty_score"] == D("61.17")


def test_the_parts_of_the_parameters_are_those_of_the_scores():
    assert tuple(part.name for part in worth.VALUE_PARTS) == rules.VALUE_PARTS
    assert tuple(part.name for part in worth.LOYALTY_PARTS) == rules.LOYALTY_PARTS


@pytest.mark.parametrize(
    ("check", "text", "is_good"),
    [
        (limits.problem_with_value_weights, "deposits:20 wealth:20 loans:15 income:15 spending:10 assets:20", True),
        (limits.problem_with_value_weights, "deposits:20 wealth:20 loans:15 income:15 spending:10 assets:21", False),
        (limits.problem_with_value_weights, "deposits:20 wealth:20 loans:15 income:15 spending:30", False),
        (limits.problem_with_loyalty_marks, "tenure:120 depth:5 activity:30", True),
        (limits.problem_with_loyalty_marks, "tenure:120 depth:0 activity:30", False),
        (limits.problem_with_loyalty_weights, "tenure:40 depth:35 activity:25 luck:0", False),
    ],
)  # fmt: skip
def test_weights_that_cannot_be_are_refused(check, text, is_good):
    assert (check(text.split()) == "") is is_good
