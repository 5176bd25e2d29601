"""What a lead is worth, and who gets it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.sales.leads import rules
from yinqiao.sales.leads.rules import Person, Traits, Weights

WEIGHTS = Weights(
    {"WALK_IN": 25, "FILE": 5, "REACHABLE": 10, "NEED": 10, "AGAIN": 15, "COMPANY": 10},
    ((Decimal(50_000), 10), (Decimal(300_000), 20), (Decimal(1_000_000), 30)),
)


def traits(**values):
    return Traits(
        **{
            "origin": "WALK_IN",
            "amount": None,
            "is_reachable": True,
            "has_need": False,
            "is_company": False,
            **values,
        }
    )


@pytest.mark.parametrize(
    ("amount", "points"),
    [(None, 0), ("49999.99", 0), ("50000", 10), ("299999.99", 10), ("300000", 20), ("5000000", 30)],
)
def test_an_amount_scores_from_its_border_on(amount, points):
    given_amount = None if amount is None else Decimal(amount)
    assert rules.score(traits(amount=given_amount), WEIGHTS).points == 35 + points


def test_the_parts_are_told_the_most_first_and_come_to_the_score():
    found = rules.score(traits(amount=Decimal(300_000), has_need=True, times=2), WEIGHTS)
    assert found.reasons == ("WALK_IN:25", "AMOUNT:20", "AGAIN:15", "NEED:10", "REACHABLE:10")
    assert found.points == 80


@given(
    st.sampled_from(["WALK_IN", "FILE"]),
    st.none() | st.decimals(0, 10**9, places=2),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(1, 9),
)
def test_a_score_lies_within_0_and_100_and_is_made_of_its_parts(
    origin, amount, is_reachable, has_need, is_company, times
):
    found = rules.score(Traits(origin, amount, is_reachable, has_need, is_company, times), WEIGHTS)
    parts = sum(int(item.partition(":")[2]) for item in found.reasons)
    assert found.points == min(100, parts)


def person(pk, **values):
    return Person(
        **{"staff_id": pk, "open": 0, "busy": 0, "given": 0, "is_skilled": False, **values}
    )


def test_the_skilled_come_first_then_who_has_the_fewest():
    people = [person(1), person(2, is_skilled=True, open=3), person(3, is_skilled=True, open=2)]
    assert rules.choose(people, capacity=50) == 3


def test_who_got_the_fewest_today_and_is_the_least_busy_breaks_a_tie():
    assert rules.choose([person(1, given=1), person(2)], capacity=50) == 2
    assert rules.choose([person(1, busy=9), person(2, busy=1)], capacity=50) == 2


def test_nobody_gets_more_than_she_may():
    assert rules.choose([person(1, open=50), person(2, open=49, given=9)], capacity=50) == 2
    assert rules.choose([person(1, open=50)], capacity=50) is None


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6), st.integers(1, 40))
def test_given_out_one_after_the_other_loads_grow_even(loads, many):
    held = dict(enumerate(loads))
    for _ in range(many):
        people = [person(pk, open=load) for pk, load in held.items()]
        held[rules.choose(people, capacity=1_000)] += 1
    grown = {pk: load for pk, load in held.items() if load > loads[pk]}
    assert max(grown.values()) - min(grown.values()) <= 1
    assert max(grown.values()) <= min(held.values()) + 1


@pytest.mark.parametrize("items", [["WALK_IN:x"], [], ["WALK_IN:101"], ["WALK_IN:-1"]])
def test_points_that_are_none_are_refused(items):
    with pytest.raises(ValueError):  # noqa: PT011 - any
        rules.read_points(items)


@pytest.mark.parametrize("items", [["50000:10", "10000:20"], ["1:20", "2:10"], ["a:1"]])
def test_amounts_that_do_not_rise_are_refused(items):
    with pytest.raises(ValueError):  # noqa: PT011 - any
        rules.read_amounts(items)
