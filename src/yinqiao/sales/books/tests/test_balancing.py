"""A fair proposal, without a database: everybody is given once, even shares, and what speaks for somebody counts."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.sales.books.balancing import Client, Taker, gap_of, propose
from yinqiao.sales.books.choices import Why


def clients(number, *, seed=7):
    draw = random.Random(seed)  # noqa: S311 - examples
    return [
        Client(
            pk,
            load=draw.choice([0.3, 1, 1, 2, 4]),
            value=draw.lognormvariate(12, 1),
            contribution=draw.lognormvariate(6, 1),
        )
        for pk in range(number)
    ]


def totals(chosen, given_to, name):
    found = dict.fromkeys({one.taker_id for one in chosen}, 0.0)
    for one in chosen:
        found[one.taker_id] += getattr(given_to[one.customer_id], name)
    return found


def test_alike_managers_get_alike_books():
    some = clients(200)
    by_id = {one.customer_id: one for one in some}
    chosen = propose(some, [Taker(pk, load=100, capacity=500) for pk in range(4)])
    for name in ("load", "value", "contribution"):
        assert gap_of(totals(chosen, by_id, name)) < 0.05


def test_who_has_less_room_gets_less():
    some = clients(120)
    by_id = {one.customer_id: one for one in some}
    chosen = propose(some, [Taker(1, load=100, capacity=500), Taker(2, load=400, capacity=500)])
    load = totals(chosen, by_id, "load")
    assert 3.5 < load[1] / load[2] < 4.5


def test_assistants_households_languages_and_licences_decide():
    takers = [
        Taker(1, 0, 100, licences=frozenset({"FUND"})),
        Taker(2, 0, 100, languages=frozenset({"nan"})),
    ]
    some = [
        Client(10, 1, 100, assistants=frozenset({2})),
        Client(11, 1, 100, household="h"),
        Client(12, 1, 100, household="h"),
        Client(13, 1, 100, needs=frozenset({"FUND"})),
        Client(14, 1, 100, language="nan"),
        Client(15, 1, 100, needs=frozenset({"INSURANCE"})),
    ]
    found = {one.customer_id: one for one in propose(some, takers)}
    assert (found[10].taker_id, found[10].reasons) == (2, (Why.ASSISTS,))
    assert found[11].taker_id == found[12].taker_id
    assert Why.HOUSEHOLD in found[11].reasons
    assert (found[13].taker_id, found[13].reasons[0]) == (1, Why.LICENCE)
    assert (found[14].taker_id, found[14].reasons[0]) == (2, Why.LANGUAGE)
    assert Why.NO_LICENCE in found[15].reasons


@given(
    sizes=st.lists(st.sampled_from([0.3, 1.0, 8.0]), min_size=1, max_size=30),
    takers=st.integers(1, 5),
)
@settings(max_examples=15, deadline=None)
def test_everybody_is_given_once_and_the_same_question_has_the_same_answer(sizes, takers):
    some = [Client(pk, size, size * 1000) for pk, size in enumerate(sizes)]
    people = [Taker(pk, 0, 50) for pk in range(takers)]
    first = propose(some, people)
    assert [one.customer_id for one in first] == list(range(len(sizes)))
    assert {one.taker_id for one in first} <= set(range(takers))
    assert all(one.reasons for one in first)
    assert propose(some, list(reversed(people))) == first
