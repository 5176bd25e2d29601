"""Numbers and money of UI.md §11, in both languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.platform.i18n import formats

ZH, EN = "zh-hans", "en"


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        ("0", "0.00 元", "0.00 CNY"),
        ("8642.5", "8,642.50 元", "8,642.50 CNY"),
        ("9999.99", "9,999.99 元", "9,999.99 CNY"),
        ("9999.996", "1.0 万", "10.0 k"),
        ("10000", "1.0 万", "10.0 k"),
        ("640000", "64.0 万", "640.0 k"),
        ("12864000", "1,286.4 万", "12.86 M"),
        ("99999600", "1.00 亿", "100.0 M"),
        ("682000000", "6.82 亿", "682.0 M"),
        ("9999996000", "100.0 亿", "10.00 bn"),
        ("386240000000", "3,862.4 亿", "386.2 bn"),
        ("-12864000", "−1,286.4 万", "−12.86 M"),
    ],
)
def test_money(amount: str, chinese: str, english: str) -> None:
    assert formats.money(Decimal(amount), language=ZH) == chinese
    assert formats.money(Decimal(amount), language=EN) == english


def test_signs_currency_and_missing() -> None:
    assert formats.money(Decimal(12000), language=ZH, signed=True) == "+1.2 万"
    assert formats.money(Decimal(0), language=ZH, signed=True) == "0.00 元"
    assert formats.money(Decimal(125000), language=ZH, currency="USD") == "USD 12.5 万"
    assert formats.money(Decimal("-5.5"), language=EN, currency="USD") == "USD −5.50"
    assert formats.money(None, language=ZH) == "—"


def test_full_figure_for_hover() -> None:
    assert formats.money_in_full(Decimal(12864000)) == "12,864,000.00"
    assert formats.money_in_full(Decimal(-125000), currency="USD") == "USD −125,000.00"
    assert formats.money_in_full(None) == "—"


def test_counts() -> None:
    assert formats.count(3208, language=ZH) == "3,208"
    assert formats.count(99_999, language=ZH) == "99,999"
    assert formats.count(640_000, language=ZH) == "64.0 万"
    assert formats.count(640_000, language=EN) == "640.0 k"
    assert formats.count(-5, language=ZH) == "−5"
    assert formats.count(None, language=ZH) == "—"


def test_rates_shares_points_and_ratios() -> None:
    assert formats.rate(Decimal("0.031")) == "3.10%"
    assert formats.share(Decimal("0.41")) == "41%"
    assert formats.points(Decimal("0.08")) == "+8.0pp"
    assert formats.points(Decimal("-0.0125")) == "−1.3pp"
    assert formats.points(Decimal(0)) == "0.0pp"
    assert formats.ratio(Decimal("14.2")) == "1 : 14.2"
    assert formats.decimal(Decimal(0)) == "0.0"
    assert formats.decimal(Decimal("-1234.5")) == "−1,234.5"
    assert {formats.rate(None), formats.share(None), formats.points(None), formats.ratio(None)} == {
        "—"
    }


@given(st.decimals(min_value=0, max_value=10**14, places=2))
def test_no_figure_outgrows_its_unit(amount: Decimal) -> None:
    figure, unit = formats.money(amount, language=ZH).split(" ")
    if unit != "亿":
        assert Decimal(figure.replace(",", "")) < 10_000
