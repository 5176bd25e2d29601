"""Whose value stands (DOMAIN §2): core before ECIF before CRM before self-declared, the newer in a class, a gap never."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.customers.identity import rules
from yinqiao.customers.identity.rules import MEMBER, SURVIVOR, Record, Value, Why

RANKS = ("CORE", "ECIF", "CRM", "SELF")
OLD, NEW = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kept", "other", "expected"),
    [
        (Value("甲", "CORE", OLD), Value("甲", "SELF", NEW), (SURVIVOR, Why.SAME)),
        (Value("", "CORE", NEW), Value("乙", "SELF", OLD), (MEMBER, Why.GAP)),
        (Value("UNKNOWN", "CORE", NEW), Value("MARRIED", "SELF", OLD), (MEMBER, Why.GAP)),
        (Value("甲", "SELF", OLD), Value("", "CORE", NEW), (SURVIVOR, Why.GAP)),
        (Value("甲", "CRM", NEW), Value("乙", "CORE", OLD), (MEMBER, Why.SOURCE)),
        (Value("甲", "ECIF", OLD), Value("乙", "CRM", NEW), (SURVIVOR, Why.SOURCE)),
        (Value("甲", "CORE", OLD), Value("乙", "CORE", NEW), (MEMBER, Why.NEWER)),
        (Value("甲", "CORE", NEW), Value("乙", "CORE", OLD), (SURVIVOR, Why.NEWER)),
        (Value("甲", "CORE", OLD), Value("乙", "CORE", OLD), (SURVIVOR, Why.KEPT)),
        (Value("甲", "OLD_CRM", NEW), Value("乙", "SELF", OLD), (MEMBER, Why.SOURCE)),
    ],
)
def test_whose_value_stands(kept, other, expected):
    assert rules.stands(kept, other, ranks=RANKS) == expected


VALUES = st.builds(
    Value,
    st.sampled_from(["", "U", "甲", "乙"]),
    st.sampled_from([*RANKS, "OTHER"]),
    st.sampled_from([OLD, NEW]),
)


@given(VALUES, VALUES)
def test_a_gap_never_stands_before_a_value(one, two):
    side, _why = rules.stands(one, two, ranks=RANKS)
    standing = one if side == SURVIVOR else two
    assert standing.is_gap == (one.is_gap and two.is_gap)


def test_which_record_is_kept():
    core = Record(2, "CORE", False, 3, NEW)
    assert rules.kept_of(core, Record(1, "CRM", True, 9, OLD), ranks=RANKS) == 2
    assert rules.kept_of(core, Record(1, "CORE", True, 1, NEW), ranks=RANKS) == 1
    assert rules.kept_of(core, Record(1, "CORE", False, 4, NEW), ranks=RANKS) == 1
    assert rules.kept_of(core, Record(1, "CORE", False, 3, OLD), ranks=RANKS) == 1
    assert rules.kept_of(core, Record(1, "CORE", False, 3, NEW), ranks=RANKS) == 1


def test_a_phone_or_a_name_alone_is_never_enough():
    assert not rules.is_strong(("MOBILE", "NAME"))
    assert not rules.is_strong(("PINYIN", "ADDRESS", "EMAIL"))
    assert rules.is_strong(("ID_NUMBER",))
    assert rules.is_strong(("NAME", "USCC"))
