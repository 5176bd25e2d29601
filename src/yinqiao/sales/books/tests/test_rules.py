"""The pure rules of books."""

from datetime import date
from decimal import Decimal

import pytest

from yinqiao.sales.books import parameters, rules
from yinqiao.sales.books.choices import OPEN, State

WEIGHTS = {"MASS": Decimal("0.3"), "PRIVATE": Decimal(8), "COMPANY": Decimal(6)}


def test_what_is_over_goes_nowhere_and_what_is_open_may_be_withdrawn():
    for state in State:
        assert rules.may_become(state, State.CANCELLED) is (state in OPEN)
        if state not in OPEN:
            assert rules.STEPS[state] == frozenset()


def test_across_branches_the_other_head_decides_once_more():
    there = State.TO_APPROVE_THERE
    assert rules.after_approval(is_across=True, state=State.TO_APPROVE) == there
    assert rules.after_approval(is_across=True, state=there) == State.APPROVED
    assert rules.after_approval(is_across=False, state=State.TO_APPROVE) == State.APPROVED


def test_the_weight_is_of_the_tier_or_of_a_company():
    weigh = rules.weight_of
    assert weigh("PRIVATE", is_company=False, weights=WEIGHTS) == 8
    assert weigh("", is_company=True, weights=WEIGHTS) == 6
    assert weigh("UNHEARD", is_company=False, weights=WEIGHTS) == 1


def test_the_sample_is_the_same_each_time_and_as_large_as_said():
    drawn = [pk for pk in range(4_000) if rules.is_checked(1, pk, Decimal(10))]
    assert 330 < len(drawn) < 470
    assert drawn == [pk for pk in range(4_000) if rules.is_checked(1, pk, Decimal(10))]
    assert all(rules.is_checked(1, pk, Decimal(100)) for pk in range(50))
    assert not any(rules.is_checked(1, pk, Decimal(0)) for pk in range(50))


@pytest.mark.parametrize(("now", "alarm"), [("91", False), ("90", True), ("120", False), ("0", True)])  # fmt: skip
def test_a_loss_from_the_percentage_on_alarms(now, alarm):
    assert rules.outflow(Decimal(100), Decimal(now), alarm_percent=10).is_alarm is alarm


def test_nothing_was_there_nothing_flows_out():
    assert rules.outflow(Decimal(0), Decimal(0), alarm_percent=10).is_alarm is False


def test_two_main_managers_and_broken_shares_are_found():
    first = date(2026, 11, 1)
    whole = rules.Period(1, True, Decimal(100), first, date(2026, 11, 20))
    late = rules.Period(2, True, Decimal(90), date(2026, 11, 19), None)
    found = rules.problems_of([whole, late], [date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)])  # fmt: skip
    assert [line.partition(":")[0] for line in found] == ["2026-11-19", "2026-11-19", "2026-11-20"]


@pytest.mark.parametrize("value", [["MASS:1"], ["MASS"], ["MASS:x"], ["MASS:-1"]])
def test_a_table_of_weights_names_every_tier_with_a_number(value):
    assert parameters.problem_with_weights(value)


def test_what_stands_in_the_parameters_may_stand_there():
    for one in parameters.PARAMETERS:
        assert one.check is None or not one.check(one.value)
