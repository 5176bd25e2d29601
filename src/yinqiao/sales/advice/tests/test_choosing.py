"""The rules without a database: which rule leaves a product out, what is shown within the limits, who is held out, what may be claimed."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.sales.advice import parameters, rules
from yinqiao.sales.advice.choices import Action, Outcome, Result
from yinqiao.sales.advice.rules import FITS, Group, Likelihood, Limits
from yinqiao.sales.advice.rules.choosing import Offer
from yinqiao.sales.advice.tests.factories import buyers, people, person

WM, FUND, CARD, TIME, INS = (Offer(pk, name) for pk, name in enumerate(("WM", "FUND", "CARD", "TIME", "INS"), 1))  # fmt: skip
LIMITS = Limits(worth={"FUND": 1.1})


def outcome(row: dict[str, object], offer: Offer = WM) -> Outcome:
    return Outcome(rules.outcomes(people(row), [offer], LIMITS).item())


def lines(*rows: dict[str, object], offers=(WM, FUND, CARD, TIME, INS), most=3):
    frame = people(*rows)
    found = rules.candidates(frame, rules.outcomes(frame, offers, LIMITS), offers, limits=LIMITS)
    return rules.chosen(found, offers, most=most)


@pytest.mark.parametrize(
    ("said", "row", "offer"),
    [
        (Outcome.PASSED, {}, WM),
        (Outcome.OFF_SALE, {}, Offer(1, "WM", is_open=False)),
        (Outcome.QUOTA, {}, Offer(1, "WM", has_quota=False)),
        (Outcome.PAUSED, {}, Offer(1, "WM", weight=0)),
        (Outcome.KIND, {"is_company": True}, CARD),
        (Outcome.KIND, {}, Offer(1, "PAYROLL")),
        (Outcome.AGE, {"age": 17.9}, WM),
        (Outcome.AGE, {"age": None}, WM),
        (Outcome.AGE, {"age": 71.0}, INS),
        (Outcome.PASSED, {"age": 70.9, "mortgage_amount": 1.0}, INS),
        (Outcome.LICENCE, {"licences": []}, Offer(1, "WM", licence="WEALTH")),
        (Outcome.PASSED, {"licences": [], "main_rm_id": None}, Offer(1, "WM", licence="WEALTH")),
        (Outcome.SUITABILITY, {"s1": False}, WM),
        (Outcome.SUITABILITY, {"s1": None}, WM),
        (Outcome.PREFERENCE, {"avoid": "不谈股票"}, FUND),
        (Outcome.HELD, {"held": [1]}, WM),
        (Outcome.PASSED, {"held": [4], "held_classes": ["TIME"]}, TIME),
        (Outcome.HELD, {"held_classes": ["CARD"], "credit_cards": 0}, CARD),
        (Outcome.RESTING, {"resting": [1]}, WM),
        (Outcome.NO_NEED, {"money": 0.0}, WM),
        (Outcome.NO_NEED, {}, CARD),
        (Outcome.PASSED, {"credit_cards": 0}, CARD),
        (Outcome.NO_MONEY, {}, Offer(1, "WM", minimum=1_000_001)),
        # What stops a sale is told before what only speaks against it.
        (Outcome.SUITABILITY, {"s1": False, "avoid": "理财", "money": 0.0}, WM),
    ],
)
def test_the_first_rule_that_leaves_a_product_out_is_told(said, row, offer):
    assert outcome(person(**row), offer) is said


def test_the_score_is_the_product_of_its_factors_and_the_lever_moves_it():
    heavy = Offer(2, "FUND", weight=2.0)
    rows = lines(person(), offers=[WM, heavy]).sort("place").to_dicts()
    assert [row["product_id"] for row in rows] == [2, 1]
    for row in rows:
        score = row["propensity"] * row["value"] * row["urgency"] * row["lever"]
        assert row["score"] == pytest.approx(score)
    assert rows[1]["urgency"] == pytest.approx(0.5 ** (9 / 15))
    assert (rows[0]["action"], rows[0]["is_gap"]) == (Action.COMPLETE, True)


def test_an_assessment_is_advised_where_only_that_stands_in_the_way():
    row = person(s1=False, a1=True, s2=False, a2=True)
    (only,) = lines(row, offers=[WM, FUND]).to_dicts()
    assert (only["action"], only["product_id"], only["sample"]) == (Action.ASSESS, None, 2)
    assert lines(person(s1=False, a1=False), offers=[WM]).is_empty()


@settings(max_examples=12, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.integers(1, 3), st.integers(1, 2), st.sets(st.integers(1, 5)), st.floats(1, 9e6)),
        min_size=1,
        max_size=12,
    ),
    cap=st.integers(1, 3),
    unit=st.integers(1, 4),
    most=st.integers(1, 3),
)  # fmt: skip
def test_no_limit_is_passed_and_nothing_unsuitable_is_ever_among_them(rows, cap, unit, most):
    offers = [
        Offer(pk, name, most_a_manager=cap, most_a_unit=unit)
        for pk, name in enumerate(("WM", "WM", "FUND", "TIME", "CD"), 1)
    ]
    table = [
        person(number, main_rm_id=rm, org_id=org, money=money, **{f"s{pk}": pk in suits for pk in range(1, 6)})
        for number, (rm, org, suits, money) in enumerate(rows, 1)
    ]  # fmt: skip
    found = lines(*table, offers=offers, most=most)
    suits = {number: row[2] for number, row in enumerate(rows, 1)}
    assert all(row["product_id"] in suits[row["customer_id"]] for row in found.to_dicts())
    shown = found.filter(pl.col("result") == Result.SHOWN.value)
    for by, limit in (
        (["customer_id"], most),
        (["customer_id", "product_class"], 1),
        (["rm_id", "product_id"], cap),
        (["org_id", "product_id"], unit),
    ):
        counts = shown.group_by(by).len()["len"]
        assert counts.is_empty() or counts.max() <= limit
    # What is left out by no limit is left out because there was no room.
    for row in found.filter(pl.col("result") == Result.BEATEN.value).to_dicts():
        mine = shown.filter(pl.col("customer_id") == row["customer_id"])
        same = mine.filter(pl.col("product_class") == row["product_class"])
        assert mine.height == most or same.height == 1


@settings(max_examples=30, deadline=None)
@given(ids=st.lists(st.integers(1, 2**62), min_size=1), percent=st.integers(0, 20))
def test_the_hold_out_is_the_same_row_by_row_and_column_wise(ids, percent):
    frame = pl.DataFrame({"customer_id": ids})
    told = frame.select(h=rules.held_out("2026Q4", percent))["h"].to_list()
    assert told == [rules.is_held_out(pk, "2026Q4", percent) for pk in ids]


def test_the_hold_out_has_its_share_and_is_drawn_anew_each_quarter():
    frame = pl.DataFrame({"customer_id": range(1, 100_001)})
    one, other = (frame.select(h=rules.held_out(period, 10))["h"] for period in ("2026Q4", "2027Q1"))  # fmt: skip
    assert 9_700 < one.sum() < 10_300
    assert 850 < (one & other).sum() < 1_150


def test_an_effect_is_told_with_its_interval_and_only_of_enough():
    found = rules.effect(Group(2000, 160), Group(2000, 100), least=100)
    assert found.difference == pytest.approx(0.03)
    published = rules.effect(Group(70, 56), Group(80, 48), least=30)  # Newcombe 1998, method 10
    assert (round(published.low, 4), round(published.high, 4)) == (0.0524, 0.3339)
    assert (round(found.z, 2), found.p < 0.001, found.is_claimed) == (3.85, True, True)
    assert not rules.effect(Group(99, 20), Group(99, 2), least=100).is_claimed
    assert not rules.effect(Group(500, 4), Group(500, 0), least=100).is_enough
    assert not rules.effect(Group(0, 0), Group(0, 0), least=1).is_enough
    dirty = rules.effect(Group(2000, 160), Group(2000, 100), least=100, contaminated=101)
    assert (dirty.is_clean, dirty.is_claimed) == (False, False)


def test_a_segment_is_drawn_towards_the_bank_and_too_few_say_nothing():
    frame, bank = buyers(1, 0.05)
    of_many = Likelihood(bank.sample, bank.buyers, [("WEALTH", 2, 1, 80, 20)])
    few = Likelihood(bank.sample, bank.buyers, [("WEALTH", 2, 1, 29, 29)])
    row = rules.with_segment(frame, of_many).row(0, named=True)
    assert (row["p"], row["n"]) == (pytest.approx(21 / 100), 80)
    row = rules.with_segment(frame, few).row(0, named=True)
    assert (row["p"], row["n"], row["is_own"]) == (pytest.approx(0.05), 10_000, False)


def test_features_hold_only_what_was_known_on_the_day():
    table = people(person(1)).select("customer_id", "is_company", "age", "tier").with_columns(opened_on=pl.date(2020, 1, 1))  # fmt: skip
    days = [date(2026, 1, 5), date(2026, 9, 1)]
    bought = pl.DataFrame({"customer_id": [1, 1], "product_id": [1, 2], "product_class": ["WM", "FUND"], "is_held": [0, 1], "bought_on": days})  # fmt: skip
    then = rules.features(table, bought, at=date(2026, 6, 1), today=date(2026, 11, 23)).row(0, named=True)  # fmt: skip
    now = rules.features(table, bought, at=date(2026, 11, 23), today=date(2026, 11, 23)).row(0, named=True)  # fmt: skip
    assert (then["held_WM"], then["held_FUND"], then["classes_band"]) == (True, False, 1)
    assert (now["held_WM"], now["held_FUND"], now["recent"]) == (True, True, True)


def test_every_class_has_a_number_and_a_bad_one_is_named():
    good = [f"{name}:1" for name in FITS]
    assert parameters.problem_with_worth(good) == ""
    for bad in (good[:-1], [*good, "X:1"], ["WM:0", *good[1:]], ["WM"], "WM:a"):
        assert parameters.problem_with_worth(bad)
