"""How terms stand, and where answers take an order: pure."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.sales.deals import rules
from yinqiao.sales.deals.choices import OrderState, Outcome, PreferenceState, Standing

TODAY = date(2026, 11, 24)
TERMS = rules.Terms(Decimal(500_000), 1095, Decimal("0.0160"), Decimal(10), 5, TODAY)
GRANT = rules.Grant(
    PreferenceState.APPROVED,
    Decimal(500_000),
    1095,
    Decimal("0.0160"),
    points=Decimal(10),
    valid_until=TODAY,
)
RANK = {
    OrderState.DRAFT: 0,
    OrderState.SUBMITTED: 1,
    OrderState.ACCEPTED: 2,
    **dict.fromkeys(rules.FINAL, 3),
}


@pytest.mark.parametrize(
    ("changes", "grant", "expected"),
    [
        ({"points": Decimal(0)}, None, Standing.LISTED),
        ({"points": Decimal(-3)}, None, Standing.LISTED),
        ({"points": Decimal(5)}, None, Standing.OWN),
        ({}, None, Standing.NEEDED),
        ({}, replace(GRANT, state=PreferenceState.ASKED), Standing.ASKED),
        ({}, replace(GRANT, state=PreferenceState.REFUSED), Standing.REFUSED),
        ({}, replace(GRANT, state=PreferenceState.ENDED), Standing.NEEDED),
        ({}, GRANT, Standing.APPROVED),
        ({"amount": Decimal(400_000)}, GRANT, Standing.APPROVED),
        # Another rate or term, a larger amount or (once the list has fallen) a larger favour was never asked for.
        ({"points": Decimal(40)}, GRANT, Standing.NEEDED),
        ({"amount": Decimal(500_001)}, GRANT, Standing.NEEDED),
        ({"rate": Decimal("0.0161"), "points": Decimal(11)}, GRANT, Standing.NEEDED),
        ({"term_days": 730}, GRANT, Standing.NEEDED),
        ({}, replace(GRANT, valid_until=TODAY - timedelta(days=1)), Standing.LAPSED),
        ({"offered_until": TODAY - timedelta(days=1)}, GRANT, Standing.LAPSED),
    ],
)
def test_terms_stand_by_limit_and_grant(changes, grant, expected):
    assert rules.standing(replace(TERMS, **changes), grant, today=TODAY) is expected


def test_shares_add_up_to_a_whole_at_most():
    assert [rules.shares_fit(one) for one in ([], [60, 40], [60, 41], [-1, 50], [101])] == [
        True,
        True,
        False,
        False,
        False,
    ]


@given(
    st.lists(st.tuples(st.integers(1, 6), st.sampled_from([one.value for one in rules.TOLD]))),
    st.sampled_from([OrderState.DRAFT.value, OrderState.SUBMITTED.value]),
)
def test_no_order_of_answers_moves_an_order_back_or_out_of_its_end(told, begun):
    state, highest = begun, 0
    for sequence, answer in told:
        after, seen, outcome = rules.take(state, highest, rules.Answer(sequence, answer))
        assert RANK[after] >= RANK[state]
        assert seen == max(highest, sequence)
        if state in rules.FINAL or sequence <= highest:
            assert (after, outcome) == (state, Outcome.LATE)
        # The same again: nothing moves.
        assert rules.take(after, seen, rules.Answer(sequence, answer))[0] == after
        state, highest = after, seen
