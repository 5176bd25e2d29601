from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from yinqiao.workflow import rules
from yinqiao.workflow.choices import State
from yinqiao.workflow.rules import Refusal, Standing

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LATER, EARLIER = NOW + timedelta(seconds=1), NOW - timedelta(seconds=1)


def standing(state=State.OPEN, expires_at=LATER):
    return Standing(state, version=1, maker_id=7, expires_at=expires_at)


@pytest.mark.parametrize(
    ("case", "checker_id", "seen", "expected"),
    [
        (standing(), 8, 1, None),
        (standing(), 7, 1, Refusal.SELF),
        (standing(), None, 1, Refusal.SELF),
        (standing(), 8, 2, Refusal.STALE),
        (standing(expires_at=NOW), 8, 1, Refusal.EXPIRED),
        (standing(expires_at=EARLIER), 7, 1, Refusal.EXPIRED),
        (standing(State.APPROVED), 8, 1, Refusal.CLOSED),
        (standing(State.REJECTED, EARLIER), 7, 9, Refusal.CLOSED),
    ],
)
def test_refusal(case, checker_id, seen, expected):
    assert rules.refusal_of(case, checker_id=checker_id, seen_version=seen, now=NOW) is expected


def test_nobody_ever_decides_her_own_whatever_the_rest_is():
    cases = product(State, (LATER, EARLIER), (1, 2))
    allowed = [
        rules.refusal_of(standing(state, end), checker_id=7, seen_version=seen, now=NOW) is None
        for state, end, seen in cases
    ]
    assert not any(allowed)


@pytest.mark.parametrize(
    ("state", "staff_id", "expected"),
    [(State.OPEN, 7, True), (State.OPEN, 8, False), (State.APPROVED, 7, False)],
)
def test_only_the_maker_takes_back_and_only_while_it_waits(state, staff_id, expected):
    assert rules.may_withdraw(standing(state), maker_id=staff_id) is expected
