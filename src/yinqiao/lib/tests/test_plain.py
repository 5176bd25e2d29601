"""Decimals as people read them."""

from decimal import Decimal

import pytest

from yinqiao.lib.numbers import plain


@pytest.mark.parametrize(
    ("number", "text"),
    [("12.500000", "12.5"), ("100", "100"), ("1E+2", "100"), ("0.00", "0"), ("-0.10", "-0.1")],
)
def test_no_zeros_at_the_end_and_no_powers(number, text):
    assert plain(Decimal(number)) == text
