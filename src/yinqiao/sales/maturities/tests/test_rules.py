"""How much is likely to stay, and who is called on which day."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yinqiao.sales.maturities import rules
from yinqiao.sales.maturities.rules import Due, Planned, Rate, Sample

MONDAY = date(2026, 11, 23)
DAYS = [MONDAY + timedelta(days=n) for n in range(12) if n % 7 < 5]


def sample(tier, count, kept, *, has_renewed=False, kind="DEPOSIT"):
    return Sample(kind, tier, has_renewed, count, Decimal(100 * count), Decimal(kept))


def test_the_narrowest_rate_with_enough_of_a_sample_is_told_with_its_size():
    rates = rules.learn(
        [
            sample("WEALTH", 30, 2400, has_renewed=True),
            sample("WEALTH", 10, 100),
            sample("MASS", 5, 500),
            sample("MASS", 4, 0, kind="POLICY"),
        ],
        least=30,
    )
    assert rates.of("DEPOSIT", "WEALTH", has_renewed=True) == Rate(80, 30)
    assert rates.of("DEPOSIT", "WEALTH", has_renewed=False) == Rate(62, 40)
    assert rates.of("DEPOSIT", "MASS", has_renewed=False) == Rate(66, 45)
    assert rates.of("POLICY", "MASS", has_renewed=False) == Rate(None, 4)
    assert rates.of("WEALTH", "MASS", has_renewed=False) == Rate(None, 0)


def test_where_nobody_knows_all_of_the_money_is_at_risk():
    assert Rate(None, 3).at_risk(Decimal("1000.00")) == Decimal("1000.00")
    assert Rate(80, 30).at_risk(Decimal("1000.00")) == Decimal("200.00")


def test_the_most_at_risk_chooses_first_and_who_finds_no_room_is_told():
    due = [
        Due(1, MONDAY + timedelta(days=1), Decimal(10)),
        Due(2, MONDAY + timedelta(days=1), Decimal(20)),
        Due(3, MONDAY + timedelta(days=4), Decimal(5)),
    ]
    planned = rules.plan(due, workdays=DAYS, a_day=1, busy={}, lead_days=30)
    assert planned == [
        Planned(2, MONDAY),
        Planned(1, None),
        Planned(3, MONDAY + timedelta(days=1)),
    ]
    busy = rules.plan(due[:1], workdays=DAYS, a_day=1, busy={MONDAY: 1}, lead_days=30)
    assert busy == [Planned(1, None)]


@given(
    due=st.lists(
        st.builds(
            Due,
            st.integers(1, 99),
            st.dates(MONDAY, MONDAY + timedelta(days=20)),
            st.decimals(0, 1000, places=2),
        ),
        unique_by=lambda one: one.customer_id,
        max_size=25,
    ),
    a_day=st.integers(1, 3),
    busy=st.dictionaries(st.sampled_from(DAYS), st.integers(0, 3)),
    lead=st.integers(1, 10),
)
def test_no_day_is_overfull_and_nobody_is_called_too_early_or_too_late(due, a_day, busy, lead):
    planned = rules.plan(due, workdays=DAYS, a_day=a_day, busy=busy, lead_days=lead)
    by_id = {one.customer_id: one for one in due}
    assert sorted(one.customer_id for one in planned) == sorted(by_id)
    used = {day: busy.get(day, 0) for day in DAYS}
    for one in planned:
        if one.day is not None:
            on = by_id[one.customer_id].on
            assert on - timedelta(days=lead) <= one.day < on
            used[one.day] += 1
            assert used[one.day] <= a_day
    for one in planned:
        if one.day is None:
            on = by_id[one.customer_id].on
            free = [d for d in DAYS if on - timedelta(days=lead) <= d < on and used[d] < a_day]
            assert free == []
