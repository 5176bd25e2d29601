"""Stages, deadlines and workdays, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.lib.workdays import BusinessCalendar, workdays_between
from yinqiao.sales import rules
from yinqiao.sales.choices import State

# The national holiday of 2026: 1 to 7 October off, Saturday the 10th worked instead.
NATIONAL = BusinessCalendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    makeup_workdays=frozenset({date(2026, 10, 10)}),
)
DAYS = st.dates(date(2026, 9, 1), date(2026, 11, 30))


@pytest.mark.parametrize(
    ("touched_on", "first_day_up"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),  # Monday: Monday to Wednesday pass
        (date(2026, 11, 19), date(2026, 11, 24)),  # Thursday, over a weekend
        (date(2026, 11, 20), date(2026, 11, 25)),  # Friday
        (date(2026, 11, 21), date(2026, 11, 25)),  # Saturday counts as Friday
        (date(2026, 9, 30), date(2026, 10, 10)),  # over the holiday, into a Saturday that is worked
        (date(2026, 10, 3), date(2026, 10, 10)),  # in the midst of it
        (date(2026, 10, 9), date(2026, 10, 13)),  # the make-up day counts
    ],
)
def test_untouched_for_three_workdays(touched_on, first_day_up):
    before = first_day_up - timedelta(days=1)
    assert touched_on <= rules.last_calm_day(NATIONAL, first_day_up, 3)
    assert touched_on > rules.last_calm_day(NATIONAL, before, 3)


@given(touched_on=DAYS, today=DAYS, workdays=st.integers(1, 10))
def test_the_last_calm_day_is_what_counting_workdays_says(touched_on, today, workdays):
    counted = workdays_between(NATIONAL, touched_on, today) >= workdays
    assert (touched_on <= rules.last_calm_day(NATIONAL, today, workdays)) is counted


def test_a_contact_never_throws_it_back():
    assert {state: rules.after_contact(state) for state in rules.OPEN} == {
        State.NEW: State.CONTACTED,
        State.ASSIGNED: State.CONTACTED,
        State.CONTACTED: State.CONTACTED,
        State.NEEDS: State.NEEDS,
        State.PROPOSED: State.PROPOSED,
        State.PROCESSING: State.PROCESSING,
    }


def test_every_state_is_open_or_ended():
    assert set(rules.OPEN) | set(rules.HANDLED) | {State.CLOSED} == set(State)
    assert [state for state in State if rules.may_win(state)] == list(rules.WORKED)


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, "PAST"), (0, "PAST"), (1, ""), (90, ""), (91, "TOO_FAR")]
)
def test_how_far_it_may_be_put_off(days, expected):
    today = date(2026, 11, 24)
    assert rules.snooze_refusal(today + timedelta(days=days), today) == expected


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 11, 23), "安心盈 8 万元 将于 2026-11-26 到期，距到期 3 天，续存意向未知"),
        (date(2026, 11, 26), "安心盈 8 万元 将于 2026-11-26 到期，就在今天，续存意向未知"),
        (date(2026, 11, 27), "安心盈 8 万元 已于 2026-11-26 到期，续存意向未知"),
    ],
)
def test_what_is_past_is_told_as_past(day, told):
    reason = "安心盈 8 万元 将于 2026-11-26 到期，距到期 4 天，续存意向未知"
    assert rules.told_on(reason, day) == told


def test_a_delay_is_counted_anew_while_it_lasts():
    reason = "下次尽职调查日期 2026-10-13，已逾期 40 天"
    today, due = date(2026, 11, 26), date(2026, 10, 13)
    assert (
        rules.told_on(reason, today, happens_on=due) == "下次尽职调查日期 2026-10-13，已逾期 44 天"
    )
    assert rules.told_on(reason, today) == reason
    assert (
        rules.told_on("有效期至 2026-12-01", today, happens_on=date(2026, 12, 1))
        == "有效期至 2026-12-01"
    )


@pytest.mark.parametrize("reason", ["近 7 天流出 50 万元", "将于 2026-99-99 到期", ""])
def test_other_reasons_stay_as_they_are(reason):
    assert rules.told_on(reason, date(2027, 1, 1)) == reason


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("存单 30 万 将于 2026-12-03 到期，距到期 4 天，到期自动转存", "存单 30 万 将于 2026-12-03 到期，到期自动转存"),
        ("下次尽职调查日期 2026-10-13，已逾期 44 天", "下次尽职调查日期 2026-10-13"),
        ("近 7 天流出 60 万", "近 7 天流出 60 万"),
    ],
)  # fmt: skip
def test_a_timeline_counts_no_days(reason, told):
    assert rules.without_countdown(reason) == told


def test_a_stage_that_gives_no_days_lets_nothing_come_to_a_stand():
    told = [
        (rules.is_slow(days, slow_days=3), rules.is_stuck(days, slow_days=3))
        for days in (2, 3, 5, 6)
    ]
    assert told == [(False, False), (True, False), (True, False), (True, True)]
    assert not rules.is_slow(999, slow_days=0)
    assert not rules.is_stuck(999, slow_days=0)
