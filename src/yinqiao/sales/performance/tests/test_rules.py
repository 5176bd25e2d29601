"""Splits, phasing, pace, incentives and causes by themselves."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.sales.performance import rules
from yinqiao.sales.performance.rules import Held, Member

D = Decimal
WEEK = [date(2026, 11, 2) + timedelta(days=n) for n in range(10)]


@settings(max_examples=60)
@given(st.integers(-(10**15), 10**15), st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_parts_add_up_to_the_whole_and_lie_within_one_of_their_share(whole, weights):
    parts = rules.split(whole, weights)
    assert sum(parts) == whole
    total = sum(weights)
    if total:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part * total - whole * weight) <= total


def test_an_amount_is_split_to_the_cent():
    assert rules.split_amount(D("100.00"), [D(1), D(1), D(1)]) == [
        D("33.33"),
        D("33.34"),
        D("33.33"),
    ]
    assert rules.split_amount(D(12), [D(0), D(0)]) == [D(6), D(6)]


def test_a_target_changed_within_the_month_leaves_the_days_before_as_they_were():
    values = [Held(WEEK[0], D(100)), Held(WEEK[5], D(200))]
    # Five days asked for 10 each; from the sixth on 20.
    assert rules.expected_by(values, WEEK, WEEK[4]) == D(50)
    assert rules.expected_by(values, WEEK, WEEK[-1]) == D(150)
    assert rules.in_force(values, WEEK[4]) == D(100)
    assert rules.in_force(values, WEEK[5]) == D(200)


def test_of_two_values_from_one_day_the_later_holds():
    assert rules.in_force([Held(WEEK[0], D(1)), Held(WEEK[0], D(2))], WEEK[1]) == D(2)
    # Set within the month: before it nothing else held.
    assert rules.in_force([Held(WEEK[3], D(7))], WEEK[0]) == D(7)
    assert rules.expected_by([], WEEK, WEEK[0]) is None


def test_months_of_a_span():
    assert rules.months_of("QUARTER", date(2026, 10, 1)) == [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)]  # fmt: skip
    assert rules.end_of("YEAR", date(2026, 1, 1)) == date(2026, 12, 31)
    assert not rules.begins_span("QUARTER", date(2026, 11, 1))


@pytest.mark.parametrize(
    ("pay", "value", "target", "paid"),
    [
        ("PER_10K", D(1_000_000), D(1_000_000), D(800)),
        ("PER_10K", D(800_000), D(1_000_000), D(400)),
        ("PER_10K", D(799_999), D(1_000_000), D(0)),
        ("EACH", D(12), D(10), D(96)),
        ("FIXED", D(9), D(10), D(5)),
        ("FIXED", D(9), None, D(0)),
        ("EACH", D(-3), D(10), D(0)),
    ],
)
def test_incentives_go_by_the_highest_step_reached(pay, value, target, paid):
    steps = rules.read_steps("0.8:5, 1:8")
    assert rules.incentive(pay, steps, value=value, target=target) == paid


@pytest.mark.parametrize("text", ["", "1", "1:2,0.5:3", "1:-2", "a:b", "1:2,1:3", "1:NaN"])
def test_steps_that_are_none_are_refused(text):
    with pytest.raises(ValueError, match=r"step"):
        rules.read_steps(text)


def test_what_was_won_is_split_with_who_touched_last():
    parts = rules.touched_parts(D("100.01"), owner=1, touched=2, percent=50)
    assert sum(parts.values()) == D("100.01")
    assert parts.keys() == {1, 2}
    assert rules.touched_parts(D(5), owner=1, touched=1, percent=50) == {1: D(5)}
    assert rules.touched_parts(D(5), owner=1, touched=2, percent=100) == {1: D(0), 2: D(5)}


STEPS = st.dictionaries(
    st.sampled_from(["INFLOW", "OUTFLOW", "MARKET", "SWITCH", "FX"]), st.integers(-(10**9), 10**9)
)


@settings(max_examples=40)
@given(st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.integers(0, 10**9), STEPS)
def test_causes_of_a_customer_come_to_her_part_of_the_change(
    was, is_now, is_new, is_lost, begin, steps
):
    begin = 0 if is_new else begin
    was = was and not is_new
    end = begin + sum(steps.values())
    found = rules.causes(Member(was, is_now, is_new, begin, end), steps, is_lost=is_lost)
    assert sum(found.values()) == (end if is_now else 0) - (begin if was else 0)
    assert 0 not in found.values()
