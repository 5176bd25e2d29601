"""Every group of facts on rows small enough to reckon by hand, the vectors of DOMAIN, and what an unconnected source leaves unknown."""

import argparse
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.analytics import commands
from yinqiao.analytics.facts import building
from yinqiao.analytics.facts.definition import ZERO_UNITS
from yinqiao.analytics.tests.bank import SCHEMAS, SETTINGS, account, facts_of, posting
from yinqiao.insights.queries import FactLine, fact_columns

D = Decimal
DAY = date(2026, 11, 22)


def days(back: int) -> date:
    return DAY - timedelta(days=back)


def test_there_are_sixty_and_more_each_with_its_words_and_its_column():
    found = building.all_facts()
    keys = [fact.key for fact in found]
    assert len(keys) == len(set(keys)) >= 60
    assert set(keys) == fact_columns()
    told = building.definitions()
    assert [item.key for item in told] == keys
    assert all(item.title and item.formula and item.inputs and item.owner for item in told)


def test_course_of_assets():
    balances = [
        (1, date(2025, 12, 31), D(1000)),
        (1, date(2026, 8, 1), D(4000)),
        (1, date(2026, 10, 1), D(2000)),
        (1, date(2026, 11, 21), D(500)),
    ]
    row = facts_of(DAY, balance=balances, account=[account(1)])[1]
    assert row["aum_month_end"] == D("2000.00")
    assert row["aum_year_end"] == D("1000.00")
    assert row["aum_peak"] == D("4000.00")
    assert row["aum_three_month_average"] == D("3333.33")
    assert row["aum_change_month"] == D("-1500.00")
    assert row["aum_change_year"] == D("-500.00")
    assert row["aum_month_average"] == D("1863.64")
    assert row["aum_drop"] == D("0.440907")
    assert row["tier_now"] == "MASS"
    assert row["to_next_tier"] == D("48136.36")


@pytest.mark.parametrize(
    ("amount", "is_near", "lacking"),
    [
        ("449999", False, "50001"),
        ("450000", True, "50000"),
        ("500000", False, "2500000"),
        ("6000000", False, None),
    ],
)
def test_near_the_next_tier_is_a_tenth_below(amount, is_near, lacking):
    row = facts_of(DAY, balance=[(1, date(2026, 10, 1), D(amount))], account=[account(1)])[1]
    assert row["is_near_next_tier"] is is_near
    assert row["to_next_tier"] == (D(lacking) if lacking else None)


def test_what_the_bank_sets_decides_what_is_near_and_idle():
    accounts, balances = [account(1, balance=20_000)], [(1, date(2026, 10, 1), D(400_000))]
    wider = replace(SETTINGS, near_percent=20, idle_demand=20_000)
    for settings_, expected in ((SETTINGS, False), (wider, True)):
        row = facts_of(DAY, settings_, balance=balances, account=accounts)[1]
        assert (row["is_near_next_tier"], row["has_idle_money"]) == (expected, expected)


def test_money_in_and_out():
    rows = [
        posting(DAY, "100"),
        posting(DAY, "-30", category="DINING"),
        posting(days(6), "-70", category="SHOPPING", channel="MOBILE_BANK"),
        posting(days(7), "-9", category="GROCERY"),
        posting(date(2026, 10, 31), "800"),
        posting(date(2026, 8, 1), "2200"),
        # Bought from the own account, and what the bank posts by itself.
        posting(DAY, "-5000", category="INVESTMENT"),
        posting(DAY, "1.50", category="INTEREST"),
    ]
    row = facts_of(DAY, transaction=rows, account=[account(1)])[1]
    assert (row["inflow_month"], row["outflow_month"]) == (D("101.50"), D("109.00"))
    assert (row["inflow_day"], row["outflow_day"], row["outflow_7"]) == (D("101.50"), D(30), D(100))
    assert row["largest_inflow_day"] == D(100)
    assert (row["inflow_last_month"], row["inflow_average"]) == (D(800), D(1000))
    assert row["net_inflow_month"] == D("-7.50")
    assert (row["largest_inflow_7"], row["largest_outflow_7"]) == (D(100), D(70))
    assert (row["spent_dining"], row["spent_shopping"], row["spent"]) == (D(30), D(79), D(109))
    assert (row["transactions_90"], row["transactions_180"]) == (6, 7)
    assert row["last_transaction_on"] == DAY
    assert row["online_share"] == D("0.166667")


def test_a_debit_taken_back_lessens_what_went_out_and_dollars_count_in_yuan():
    rows = [
        (2, 1, DAY, "D", D("-10.00"), "DINING", "POS"),
        (2, 1, DAY, "D", D("4.00"), "DINING", "POS"),
    ]
    row = facts_of(DAY, transaction=rows, account=[account(2, currency="USD")])[1]
    assert row["outflow_day"] == D("42.00")


@pytest.mark.parametrize(
    ("before", "now", "change", "rise"),
    [
        (100, 130, 30, "0.3"),
        (100, 40, -60, "-0.6"),
        (0, 50, 50, "1"),
        (0, 0, 0, "0"),
        ("0.01", "9000000.01", 9_000_000, "1000"),
    ],
)
def test_assets_of_the_day_before_and_what_a_day_brought(before, now, change, rise):
    balances = [(1, days(1), D(before)), (1, DAY, D(now))]
    row = facts_of(DAY, balance=balances, account=[account(1)])[1]
    assert (row["aum_day_before"], row["aum_change_day"]) == (D(before), D(change))
    assert (row["aum_rise_day"], row["is_company"]) == (D(rise), False)


def test_what_went_out_in_a_day_is_held_against_what_there_was():
    rows = [posting(DAY, "-300"), posting(days(1), "-200")]
    row = facts_of(DAY, transaction=rows, balance=[(1, days(3), D(700))], account=[account(1)])[1]
    assert row["outflow_share_day"] == D("0.3")
    company = facts_of(DAY, customer=[(1, "COMPANY", None, "")])[1]
    assert company["is_company"] is True


@pytest.mark.parametrize(
    ("back", "in_month", "in_90"), [(21, 1, 1), (22, 0, 1), (89, 0, 1), (90, 0, 0)]
)
def test_windows_include_their_first_day(back, in_month, in_90):
    row = facts_of(DAY, transaction=[posting(days(back), "10")], account=[account(1)])[1]
    assert (row["inflow_month"], row["inflow_90"]) == (D(10 * in_month), D(10 * in_90))
    assert row["transactions_90"] == in_90


def test_what_falls_due():
    accounts = [
        account(1, product_class="TIME", balance=70_000, matures_on=DAY + timedelta(days=7)),
        account(2, product_class="TIME", balance=5, matures_on=DAY - timedelta(days=1)),
        account(3, product_class="WM", balance=999, matures_on=DAY + timedelta(days=1)),
    ]
    positions = [
        (1, "WM", "CNY", D(200_000), date(2026, 12, 7)),
        (1, "WM", "CNY", D(30), DAY + timedelta(days=16)),
    ]
    row = facts_of(DAY, account=accounts, position=positions)[1]
    assert (row["maturing_7"], row["maturing_15"], row["maturing_30"]) == (
        D(70_000),
        D(270_000),
        D(270_030),
    )
    assert (row["next_maturity_on"], row["maturity_days"]) == (DAY + timedelta(days=7), 7)
    assert row["next_maturity_amount"] == D(200_000)


def test_a_notice_deposit_does_not_fall_due():
    """DOMAIN: a notice of seven days names a day, but no term; sold with a term of 90 days it has one."""
    soon, later = DAY + timedelta(days=3), DAY + timedelta(days=12)
    accounts = [
        account(1, product_class="NOTICE", balance=500_000, matures_on=soon, falls_due=False),
        account(2, product_class="NOTICE", balance=80_000, matures_on=later, falls_due=True),
        # Structured deposits and savings bonds have a term as a time deposit has.
        account(3, product_class="STRUCTURED", balance=30_000, matures_on=later, falls_due=True),
        account(4, 2, product_class="NOTICE", balance=500_000, matures_on=soon, falls_due=False),
    ]
    rows = facts_of(DAY, account=accounts)
    known = ("maturing_7", "maturing_15", "next_maturity_amount", "next_maturity_on")
    assert [rows[1][name] for name in known] == [D(0), D(110_000), D(80_000), later]
    assert [rows[2][name] for name in known] == [D(0), D(0), D(0), None]
    # What she holds is the same as before.
    assert rows[1]["term_amount"] == D(580_000)


@pytest.mark.parametrize(
    ("late", "bucket"),
    [(0, "M0"), (1, "M1"), (30, "M1"), (31, "M2"), (60, "M2"), (61, "M3"), (90, "M3"), (91, "M4")],
)
def test_overdue_buckets(late, bucket):
    loans = [(1, "MORTGAGE", "CNY", D(100), late, D(1), None, None, None)]
    assert facts_of(DAY, loan=loans)[1]["overdue_bucket"] == bucket


def test_salary_that_stopped_and_what_is_lacking():
    paid = [(1, f"2026-{month:02d}", date(2026, month, 10), D(6000)) for month in (5, 6, 7, 8, 9)]
    held = [account(1, balance=60_000)]
    loans = [(1, "MORTGAGE", "CNY", D(900_000), 0, D(0), None, None, None)]
    cards = [(2, "CREDIT", "ACTIVE", DAY, None, D(100), D(25))]
    row = facts_of(DAY, payroll=paid, account=held, loan=loans, card=cards)[1]
    assert (row["salary_average"], row["salary_months"]) == (D(5000), 5)
    assert row["has_salary_stopped"] is True
    assert (row["lacks_wealth"], row["lacks_card"], row["has_idle_money"]) == (True, True, True)


def test_sign_ins_fall_on_the_days_of_the_bank():
    # 16:30 in Greenwich is half past midnight of the next day here.
    rows = [(1, datetime(2026, 11, 21, 16, 30, tzinfo=UTC))]
    row = facts_of(DAY, login=rows)[1]
    assert (row["last_login_on"], row["days_since_login"], row["logins_30"]) == (DAY, 0, 1)


def test_age_and_tenure_are_whole():
    people = [
        (1, "PERSON", date(2000, 11, 22), ""),
        (2, "PERSON", date(2000, 11, 23), ""),
        (3, "PERSON", None, ""),
    ]
    opened = [
        account(1, 1, opened_on=date(2026, 5, 22)),
        account(2, 2, opened_on=date(2026, 5, 23)),
    ]
    rows = facts_of(DAY, customer=people, account=opened)
    assert [rows[number]["age"] for number in (1, 2, 3)] == [26, 25, None]
    assert [rows[number]["tenure_months"] for number in (1, 2, 3)] == [6, 5, None]


@pytest.mark.parametrize(
    ("born", "days"),
    [((1980, 11, 22), 0), ((1980, 11, 25), 3), ((1980, 11, 21), 364), ((2000, 2, 29), 98)],
)
def test_days_to_the_birthday(born, days):
    people = [(1, "PERSON", date(*born), "")]
    assert facts_of(DAY, customer=people)[1]["birthday_days"] == days


def test_three_months_without_a_transaction():
    accounts = [account(number, number) for number in (1, 2)] + [account(3, 3, opened_on=days(20))]
    rows = facts_of(
        DAY,
        account=accounts,
        transaction=[posting(days(89), "1", customer=2, account_id=2), posting(days(91), "1")],
    )
    assert [rows[number]["is_inactive"] for number in (1, 2, 3)] == [True, False, False]


def test_fifths_share_the_mean_of_tied_ranks_within_a_tier():
    accounts = [account(number, number) for number in range(1, 11)]
    balances = [(number, date(2026, 1, 1), D(100 * number)) for number in range(1, 9)]
    # Two of ten have the same: places 9 and 10 make 9.5 each.
    balances += [(number, date(2026, 1, 1), D(5000)) for number in (9, 10)]
    moves = [posting(days(3), "1", customer=number, account_id=number) for number in (1, 2)]
    rows = facts_of(DAY, account=accounts, balance=balances, transaction=moves)
    assert [int(rows[number]["rfm_money"]) for number in range(1, 11)] == [
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
        5,
        5,
    ]
    assert [rows[number]["rfm_recency"] for number in (1, 3)] == [D(4), None]
    assert rows[9]["is_sleeping_value"] is False
    assert int(rows[9]["rfm_frequency"]) == 3


def test_a_household_is_summed_and_singles_stand_alone():
    people = [
        (1, "PERSON", None, "H1"),
        (2, "PERSON", None, "H1"),
        (3, "PERSON", None, ""),
        (4, "COMPANY", None, ""),
    ]
    accounts = [account(number, number) for number in (1, 2, 3)]
    balances = [(number, date(2026, 1, 1), D(100 * number)) for number in (1, 2, 3)]
    rows = facts_of(DAY, customer=people, account=accounts, balance=balances)
    assert [rows[number]["household_aum"] for number in (1, 2, 3, 4)] == [
        D(300),
        D(300),
        D(300),
        D(0),
    ]


def test_the_latest_life_event_counts_from_its_day():
    told = [(1, "MARRIAGE", date(2026, 11, 12)), (2, "HOME", DAY + timedelta(days=1))]
    rows = facts_of(DAY, life_event=told)
    known = ("life_event", "life_event_on", "days_since_life_event")
    assert [rows[1][name] for name in known] == [
        "MARRIAGE",
        date(2026, 11, 12),
        (DAY - date(2026, 11, 12)).days,
    ]
    assert [rows[2][name] for name in known] == [None, None, None]
    assert set(known) <= building.unconnected({"customer", "account"})


def test_of_each_register_the_newest_events_up_to_the_data_date_count():
    events = [
        (1, "NAME", days(40)), (1, "SHAREHOLDER", days(3)), (1, "ADDRESS", days(3)), (1, "CAPITAL", days(-1)),
        (1, "PENALTY", days(9)), (1, "COURT_CASE", days(300)), (1, "TAX_RATING", days(2)), (2, "NEW_KIND", days(1)),
    ]  # fmt: skip
    rows = facts_of(DAY, registry_event=events)
    known = (
        "registration_change", "registration_changed_on", "days_since_registration_change",
        "court_event", "court_event_on", "days_since_court_event", "tax_rated_on", "days_since_tax_rating",
    )  # fmt: skip
    expected = ["SHAREHOLDER", days(3), 3, "PENALTY", days(9), 9, days(2), 2]
    assert [rows[1][name] for name in known] == expected
    # A kind that the product does not know is told on the customer page, not by a trigger.
    assert [rows[2][name] for name in known] == [None] * len(known)
    assert set(known) <= building.unconnected({"customer", "account"})


def test_bills_and_ratings_are_facts_once_a_table_feeds_them():
    bills = [(1, days(29), D("10.10")), (1, DAY, D(20)), (1, days(30), D(400)), (1, days(-1), D(7))]
    # Two in one day, the lower counts; an earlier one does not.
    ratings = [(2, days(4), D("4.00")), (2, days(4), D("3.60")), (2, days(5), D("1.00"))]
    rows = facts_of(DAY, bill_discount=bills, service_rating=ratings)
    known = ("bill_discounted_on", "bill_discounted_30", "days_since_bill_discount", "service_rated_on", "service_score", "days_since_service_rating")  # fmt: skip
    assert [rows[1][name] for name in known] == [DAY, D("30.10"), 0, None, None, None]
    assert [rows[2][name] for name in known] == [None, 0, None, days(4), 3, 4]
    assert set(known) <= building.unconnected(set(SCHEMAS) - {"bill_discount", "service_rating"})
    without = facts_of(DAY, account=[account(1)])[1]
    assert [without[name] for name in known] == [None] * len(known)


def test_days_without_contact_count_from_the_last_one_or_from_the_take_over():
    def ago(days):
        return DAY - timedelta(days=days)

    since = [(1, ago(400), None), (2, ago(400), ago(20)), (2, ago(20), None), (3, ago(400), DAY)]
    since += [(4, ago(70), None), (5, DAY + timedelta(days=1), None), (6, ago(90), ago(-1))]
    contacts = [(1, ago(45)), (1, ago(50)), (2, ago(45)), (3, ago(45))]
    rows = facts_of(DAY, main_period=since, contact=contacts)
    expected = {
        1: (ago(400), 45),
        # Of her predecessor's time: she owes one since she took over.
        2: (ago(20), 20),
        # No longer, or not yet anybody's.
        3: (None, None),
        5: (None, None),
        # Never spoken to.
        4: (ago(70), 70),
        6: (ago(90), 90),
    }
    known = {pk: (rows[pk]["managed_since"], rows[pk]["days_without_contact"]) for pk in expected}
    assert known == expected
    assert {"managed_since", "days_without_contact"} <= building.unconnected(
        {"customer", "contact"}
    )


def test_a_source_that_is_not_connected_leaves_its_facts_unknown_never_zero():
    row = facts_of(DAY, account=[account(1, balance=5)])[1]
    assert row["demand_amount"] == D(5)
    lacking = building.unconnected({"customer", "account"})
    assert {
        "aum",
        "inflow_month",
        "aum_drop",
        "tier_now",
        "rfm_money",
        "days_since_login",
    } <= lacking
    assert not {"demand_amount", "age", "maturing_15"} & lacking
    assert all(row[key] is None for key in lacking)
    known = {fact.key for fact in building.all_facts() if fact.unit in ZERO_UNITS} - lacking
    assert known
    assert all(row[key] is not None for key in known - {"age"})


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 120), st.integers(-9_999_99, 9_999_99).filter(bool)),
        min_size=1,
        max_size=12,
    )
)
def test_flows_are_the_sum_of_the_rows(moves):
    rows = [posting(days(back), D(cents) / 100) for back, cents in moves]
    row = facts_of(DAY, transaction=rows, account=[account(1)])[1]
    lately = [D(cents) / 100 for back, cents in moves if back < 90]
    assert row["inflow_90"] == sum((value for value in lately if value > 0), D(0))
    assert row["outflow_90"] == -sum((value for value in lately if value < 0), D(0))
    assert row["net_inflow_90"] == sum(lately, D(0))


def listed(capsys):
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    arguments = parser.parse_args(["facts", "list"])
    assert arguments.run(arguments) == 0
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


@pytest.mark.django_db
def test_the_list_of_the_shell_names_every_fact_under_a_header(capsys):
    (told, header, *lines) = listed(capsys)
    assert told == ["# 数据日期", "尚未计算"]
    assert header == ["键名", "指标", "单位", "计算口径", "数据来源", "归口部门", "状态", "数据日期"]  # fmt: skip
    assert [line[0] for line in lines] == [fact.key for fact in building.all_facts()]
    assert lines[0][1:3] == ["AUM", "元"]
    assert "AUM 月日均" in [line[1] for line in lines]
    assert {tuple(line[6:]) for line in lines} == {("尚未计算", "—")}


def test_the_list_of_the_shell_tells_the_data_date_and_what_is_not_connected(capsys, monkeypatch):
    told = {"topic": "t", "title": "t", "formula": "f", "unit": "YUAN", "unit_label": "元", "inputs": (), "owner": "o", "rows": "", "is_core": False, "known_share": "", "data_on": DAY}  # fmt: skip
    held = [FactLine("aum", is_connected=True, **told), FactLine("salary_month", is_connected=False, **told)]  # fmt: skip
    monkeypatch.setattr(commands.insights, "fact_definitions", lambda: held)
    (first, _header, *lines) = listed(capsys)
    assert first == ["# 数据日期", "2026-11-22"]
    states = {line[0]: tuple(line[6:]) for line in lines}
    assert states["aum"] == ("已接入", "2026-11-22")
    assert states["salary_month"] == ("未接入", "—")


def test_a_share_of_next_to_nothing_stops_nobody():
    cents, millions = D("0.01"), D(90_000_000)
    balances = [(1, date(2026, 8, 1), cents), (1, days(1), millions), (2, days(3), D(700))]
    rows = facts_of(DAY, balance=balances, account=[account(1), account(2, 2)])
    assert rows[1]["aum_drop"] == -999_999
    assert rows[1]["aum"] == millions
    assert rows[2]["aum"] == 700
