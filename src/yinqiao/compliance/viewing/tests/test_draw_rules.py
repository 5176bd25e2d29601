"""Which looks in clear are drawn: the share of the day, filled up by person at the end of a month, the same for the same seed."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.compliance.viewing import draw_rules as rules
from yinqiao.compliance.viewing.draw_rules import Look

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LAST = date(2026, 11, 30)
MONTH = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 30)), min_size=1, max_size=40).map(
    lambda rows: [
        Look(number, staff_id, date(2026, 11, day))
        for number, (staff_id, day) in enumerate(rows, start=1)
    ]
)
NUMBERS = {"percent": st.integers(1, 100), "least": st.integers(0, 4), "seed": st.text("0123456789abcdef", max_size=32)}  # fmt: skip


def draw_month(looks, **numbers):
    """Draw night by night, as the job does."""
    had, nights = set(), []
    for day in range(1, 31):
        on = date(2026, 11, day)
        known = [look for look in looks if look.on <= on]
        new = rules.drawn(known, on=on, had=had, **numbers)
        nights.append((on, had, new))
        had = had | new
    return had, nights


@CALM
@given(looks=MONTH, **NUMBERS)
def test_every_night_draws_its_share_and_nothing_twice(looks, percent, least, seed):
    _all, nights = draw_month(looks, percent=percent, least=least, seed=seed)
    for on, had, new in nights:
        of_day = {look.id for look in looks if look.on == on}
        assert not had & new
        if on < LAST:
            assert new <= of_day
            assert len(new) == rules.share_of(len(of_day), percent)
        else:
            assert len(new & of_day) >= rules.share_of(len(of_day), percent)


@CALM
@given(looks=MONTH, **NUMBERS)
def test_at_the_end_of_a_month_everybody_has_the_least_number_or_all_she_did(
    looks, percent, least, seed
):
    had, nights = draw_month(looks, percent=percent, least=least, seed=seed)
    done = Counter(look.staff_id for look in looks)
    drawn = Counter(look.staff_id for look in looks if look.id in had)
    for staff_id, number in done.items():
        assert drawn[staff_id] >= min(least, number)
    # No more than that: who is above it was drawn by the share of some day.
    shared = sum(
        rules.share_of(sum(look.on == on for look in looks), percent) for on, _had, _new in nights
    )
    assert len(had) <= shared + sum(min(least, number) for number in done.values())


@CALM
@given(looks=MONTH, other=st.randoms(use_true_random=False), **NUMBERS)
def test_the_seed_alone_decides_and_the_order_of_the_rows_does_not(
    looks, other, percent, least, seed
):
    shuffled = list(looks)
    other.shuffle(shuffled)
    numbers = {"on": LAST, "seed": seed, "percent": percent, "least": least, "had": ()}
    assert rules.drawn(looks, **numbers) == rules.drawn(shuffled, **numbers)


@pytest.mark.parametrize(
    ("number", "percent", "share"), [(0, 5, 0), (1, 5, 1), (20, 5, 1), (21, 5, 2), (7, 100, 7)]
)
def test_a_share_is_rounded_up(number, percent, share):
    assert rules.share_of(number, percent) == share


@pytest.mark.parametrize(
    ("day", "least"),
    [(date(2026, 11, 29), 0), (LAST, 3), (date(2026, 2, 28), 3), (date(2028, 2, 28), 0)],
)
def test_only_the_last_day_of_a_month_fills_up(day, least):
    assert rules.least_on(day, 3) == least
