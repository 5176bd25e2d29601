"""Who may give how much of a list rate: pure (A67)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.products import rules
from yinqiao.products.choices import PriceLevel

LIMITS = rules.read_limits(
    ["TIME:MANAGER:5", "TIME:BRANCH:15", "TIME:HEAD:30", "D0201095:MANAGER:0", "D0201095:HEAD:8"]
)


@pytest.mark.parametrize(
    ("product_class", "rate", "points"),
    [
        ("TIME", "0.0165", 15),
        ("TIME", "0.0140", -10),
        ("BIZ_LOAN", "0.0140", 10),
        ("BIZ_LOAN", "0.0165", -15),
    ],
)
def test_a_favour_is_more_on_a_deposit_and_less_on_a_loan(product_class, rate, points):
    found = rules.favour(product_class, list_rate=Decimal("0.0150"), rate=Decimal(rate))
    assert found == points


@pytest.mark.parametrize(
    ("code", "points", "level"),
    [
        ("D0200365", "5", PriceLevel.MANAGER),
        ("D0200365", "5.5", PriceLevel.BRANCH),
        ("D0200365", "30", PriceLevel.HEAD),
        ("D0200365", "30.01", None),
        # Its own line goes before that of its class.
        ("D0201095", "5", PriceLevel.HEAD),
        ("D0201095", "9", None),
    ],
)
def test_the_lowest_level_whose_limit_covers_a_favour_decides(code, points, level):
    found = rules.level_that_may(LIMITS, code=code, product_class="TIME", points=Decimal(points))
    assert found == level


def test_what_has_no_contract_rate_leaves_nothing_to_give():
    limits = rules.read_limits(["WM:MANAGER:10", "WM:BRANCH:10", "WM:HEAD:10"])
    assert rules.limit(limits, code="W1", product_class="WM", level="HEAD") == 0
    assert [rules.is_priced(one) for one in ("WM", "TBOND", "CD", "nothing")] == [
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "items",
    [
        ["TIME:MANAGER"],
        ["TIME:TELLER:5"],
        ["TIME:MANAGER:5.5"],
        ["TIME:MANAGER:301"],
        ["TIME:MANAGER:5", "TIME:MANAGER:6"],
        ["TIME:MANAGER:9", "TIME:BRANCH:8", "TIME:HEAD:30"],
    ],
)
def test_limits_that_cannot_be_are_refused(items):
    with pytest.raises(ValueError, match=r"limit|twice|falling|values|valid"):
        rules.read_limits(items)


@given(st.decimals(min_value=0, max_value=400, places=2))
def test_whoever_stands_higher_may_give_no_less(points):
    level = rules.level_that_may(LIMITS, code="", product_class="TIME", points=points)
    covers = [
        points <= rules.limit(LIMITS, code="", product_class="TIME", level=one.value)
        for one in PriceLevel
    ]
    assert covers == sorted(covers)
    assert (level is not None) == any(covers)
