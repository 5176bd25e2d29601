"""What is odd about a day of looks: limits, habits, marks; every finding can be worked out again from its figures."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.compliance.viewing import rules
from yinqiao.compliance.viewing.choices import AlertKind
from yinqiao.compliance.viewing.queries import sentence
from yinqiao.compliance.viewing.rules import Day, Limits, Mark
from yinqiao.lib.role_limits import limit_of, read_limits

LIMITS = Limits(
    outside={"branch_head": 40, "*": 20},
    budget={"*": 100},
    distance=4.0,
    least_customers=20,
    least_days=10,
    least_peers=5,
    crowd=3,
)
# How long a draw takes says how busy the machine is.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROLE = ("relationship_manager",)
HABIT = [8, 10, 12, 9, 11, 10, 10, 8, 12, 10]


def day(opened, explained=0, staff_id=1, roles=ROLE):
    ids = frozenset(range(1, opened + 1))
    return Day(staff_id, roles, ids, frozenset(range(1, explained + 1)))


def kinds(found):
    return [finding.kind for finding in found]


def counted(looked, *, own=(), peers=None, peer_count=0, limits=LIMITS):
    return rules.odd_counts(
        looked, own=list(own), peers=peers, peer_count=peer_count, limits=limits
    )


@pytest.mark.parametrize(
    ("opened", "explained", "roles", "found"),
    [
        (19, 0, ROLE, []),
        (20, 0, ROLE, ["OUTSIDE"]),
        (100, 81, ROLE, []),
        (101, 101, ROLE, ["BUDGET"]),
        (30, 0, ("branch_head",), []),
        (40, 0, (*ROLE, "branch_head"), ["OUTSIDE"]),
    ],
)
def test_limits_are_those_of_the_widest_role(opened, explained, roles, found):
    assert kinds(counted(day(opened, explained, roles=roles))) == found


def test_a_spike_is_told_with_the_figures_it_rests_on():
    (found,) = counted(day(30, 30), own=HABIT)
    # The median is 10, half of the days lie within 1 of it; chance alone scatters a count of 10 by its root.
    assert (found.kind, found.figures) == (
        "OWN_HABIT",
        {"opened": 30, "usual": 10.0, "deviation": 3.2, "distance": 6.3, "days": 10},
    )


@pytest.mark.parametrize(
    ("opened", "own"),
    [(22, HABIT), (30, HABIT[:9]), (19, [1] * 10), (200, [200] * 10)],
    ids=["near", "too few days", "too few customers", "every day"],
)
def test_no_spike(opened, own):
    limits = replace(LIMITS, budget={}, outside={})
    assert counted(day(opened, opened), own=own, limits=limits) == []


def test_colleagues_count_once_there_are_enough_of_them_and_it_is_new_to_her():
    peers = rules.spread_of(HABIT * 5)
    looked = day(60, 60)
    assert counted(looked, peers=peers, peer_count=4) == []
    assert kinds(counted(looked, peers=peers, peer_count=5)) == ["PEER_HABIT"]
    # Somebody who answers for many opens as many every day.
    assert counted(looked, own=[58, 62, 60] * 4, peers=peers, peer_count=5) == []


@CALM
@given(st.lists(st.integers(0, 500), min_size=1, max_size=40), st.integers(0, 1000))
def test_more_looks_are_never_less_odd(sample, value):
    spread = rules.spread_of(sample)
    assert spread.distance(value) < spread.distance(value + 1)
    assert spread.deviation >= 1


@CALM
@given(st.lists(st.integers(0, 50), min_size=9, max_size=40), st.integers(1000, 10**6))
def test_one_wild_day_does_not_hide_the_next(sample, wild):
    """Robust: however wild a single day was, the usual stays within the days that were not."""
    spread = rules.spread_of([*sample, wild])
    assert min(sample) <= spread.usual <= max(sample)
    assert spread.deviation <= 1.4826 * 50 + 8


def test_marked_customers_and_relatives():
    marks = {1: Mark(False, None), 2: Mark(False, None), 3: Mark(True, 7), 9: Mark(False, None)}
    looked = Day(7, ROLE, frozenset({1, 2, 3, 4}), frozenset({2, 3}))
    assert [(found.kind, found.customer_id) for found in rules.odd_looks(looked, marks)] == [
        ("MARKED", 1),
        ("RELATIVE", 3),
    ]
    other = replace(looked, staff_id=8)
    assert [(found.kind, found.customer_id) for found in rules.odd_looks(other, marks)] == [
        ("MARKED", 1)
    ]


def test_a_crowd_is_of_people_without_a_reason():
    days = [Day(staff, ROLE, frozenset({1, 2}), frozenset({2})) for staff in (1, 2, 3)]
    (found,) = rules.crowds(days, least=3)
    assert (found.customer_id, found.staff_id, found.figures) == (
        1,
        None,
        {"people": 3, "limit": 3},
    )
    assert rules.crowds(days[:2], least=3) == []


def test_every_kind_has_its_sentence():
    figures = dict.fromkeys(
        (
            "opened",
            "outside",
            "limit",
            "usual",
            "deviation",
            "distance",
            "days",
            "people",
            "checker",
            "doubts",
        ),
        1,
    )
    assert all(sentence(kind, figures) for kind in AlertKind)


@pytest.mark.parametrize("text", ["*", "rm:", ":5", "rm:-1", "rm:x", ""])
def test_a_limit_is_a_role_and_a_number(text):
    with pytest.raises(ValueError, match="no role and number"):
        read_limits([text])


def test_who_has_no_limit():
    assert limit_of(("teller",), {"branch_head": 3}) is None
    assert limit_of((), {"*": 3}) == 3
