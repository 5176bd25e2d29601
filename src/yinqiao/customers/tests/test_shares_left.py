"""What those who assist leave to the main manager: whole on every day, with as few periods as there are changes."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from yinqiao.customers.shares_left import shares_left

DAY = date(2026, 11, 24)


def at(number):
    return DAY + timedelta(days=number)


def test_another_period_begins_where_somebody_ends_to_assist():
    parts = [(at(-9), None, Decimal(30)), (at(-9), at(3), Decimal(10)), (at(5), None, Decimal(0))]
    assert shares_left(parts, first=DAY, end=None) == [
        (DAY, at(3), Decimal(60)),
        (at(3), None, Decimal(70)),
    ]
    assert shares_left([], first=DAY, end=at(9)) == [(DAY, at(9), Decimal(100))]


@given(
    st.lists(
        st.tuples(st.integers(-5, 9), st.integers(1, 9) | st.none(), st.integers(0, 33)), max_size=3
    ),
    st.integers(1, 12) | st.none(),
)
def test_every_day_is_whole_and_the_periods_meet(told, ends):
    parts = [
        (at(first), None if length is None else at(first + length), Decimal(share))
        for first, length, share in told
    ]
    end = None if ends is None else at(ends)
    found = shares_left(parts, first=DAY, end=end)
    assert (found[0][0], found[-1][1]) == (DAY, end)
    assert all(one[1] == after[0] for one, after in pairwise(found))
    for number in range(ends or 20):
        day = at(number)
        (share,) = [one for first, to, one in found if first <= day and (to is None or day < to)]
        others = sum(one for first, to, one in parts if first <= day and (to is None or day < to))
        assert share + others == 100
