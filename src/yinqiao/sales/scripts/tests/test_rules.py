"""Which script fits whom: conservative to treasury bonds, aggressive to equity funds, and only where the gate lets something be recommended (A61)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.sales.scripts import rules
from yinqiao.sales.scripts.choices import Appetite
from yinqiao.sales.scripts.rules import Listener, Words

BOND = Words(1, product_class="TBOND", appetite="CONSERVATIVE")
EQUITY = Words(2, product_class="FUND", appetite="AGGRESSIVE")
PLAIN = Words(3)
TAGGED = Words(4, tag="CHILD", tier="WEALTH")
SHELF = (PLAIN, TAGGED, EQUITY, BOND)
ALL = frozenset({"TBOND", "FUND"})


def fitting(**who: object) -> list[int]:
    return [one.version_id for one in rules.fitting(SHELF, Listener(**who))]


@pytest.mark.parametrize(
    ("who", "ids"),
    [
        ({"grade": "C1", "suitable": ALL}, [1, 3]),
        ({"grade": "C2", "suitable": ALL}, [1, 3]),
        ({"grade": "C3", "suitable": ALL}, [3]),
        ({"grade": "C4", "suitable": ALL}, [2, 3]),
        ({"grade": "C5", "suitable": ALL}, [2, 3]),
        # The gate decides: aggressive, but nothing of the class may be recommended.
        ({"grade": "C5", "suitable": frozenset({"TBOND"})}, [3]),
        ({"grade": "", "suitable": ALL}, [3]),
        # Once a product is proposed, words about another have no place.
        ({"grade": "C5", "suitable": ALL, "product_class": "TBOND"}, [3]),
        ({"grade": "C1", "tags": frozenset({"CHILD"}), "tier": "WEALTH", "suitable": ALL}, [1, 4, 3]),
        ({"tags": frozenset({"CHILD"}), "tier": "MASS"}, [3]),
    ],
)  # fmt: skip
def test_the_closest_fit_comes_first_and_what_does_not_fit_is_not_there(who, ids):
    assert fitting(**who) == ids


@settings(max_examples=50)
@given(
    st.sampled_from(["", "C1", "C2", "C3", "C4", "C5"]),
    st.sets(st.sampled_from(["TBOND", "FUND", "WM"])),
    st.sampled_from(["", "TBOND", "FUND", "WM"]),
    st.sampled_from(["", *Appetite.values]),
)
def test_nothing_about_an_unsuitable_class_ever_fits(grade, suitable, named, appetite):
    words = Words(1, product_class=named, appetite=appetite)
    score = rules.fit(words, Listener(grade=grade, suitable=frozenset(suitable)))
    if score is not None:
        assert not named or named in suitable
        assert not appetite or rules.appetite_of(grade) == appetite


def test_of_two_alike_the_newer_comes_first_and_the_last_day_is_the_last():
    old, new = Words(1, effective_from=date(2026, 1, 1)), Words(2, effective_from=date(2026, 6, 1))
    assert [one.version_id for one in rules.fitting([old, new], Listener())] == [2, 1]
    since, until = date(2026, 11, 1), date(2026, 11, 30)
    days = (date(2026, 10, 31), since, until, date(2026, 12, 1))
    assert [rules.is_in_force(day, since=since, until=until) for day in days] == [False, True, True, False]  # fmt: skip
