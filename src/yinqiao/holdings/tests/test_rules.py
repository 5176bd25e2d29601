from datetime import date
from decimal import Decimal

import pytest

from yinqiao.holdings import rules

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("principal", "rate", "value_on", "matures_on", "expected"),
    [
        ("2000000", "0.031", date(2025, 11, 27), None, "62000.00"),
        ("2000000", "0.031", date(2025, 11, 27), date(2026, 5, 26), "31000.00"),
        ("100", "0.031", date(2026, 11, 23), None, "0.00"),
    ],
)
def test_interest_accrues_on_360_days_and_stops_at_maturity(
    principal, rate, value_on, matures_on, expected
):
    found = rules.accrued_interest(
        Decimal(principal),
        Decimal(rate),
        value_on=value_on,
        on=DAY,
        matures_on=matures_on,
        days_of_year=360,
    )
    assert str(found) == expected


def test_without_a_part_there_is_no_interest():
    assert (
        rules.accrued_interest(
            None, Decimal("0.03"), value_on=DAY, on=DAY, matures_on=None, days_of_year=360
        )
        is None
    )
    assert (
        rules.accrued_interest(
            Decimal(1), None, value_on=DAY, on=DAY, matures_on=None, days_of_year=360
        )
        is None
    )
    assert (
        rules.accrued_interest(
            Decimal(1), Decimal("0.03"), value_on=None, on=DAY, matures_on=None, days_of_year=360
        )
        is None
    )


@pytest.mark.parametrize(
    ("customer", "product", "expected"),
    [("C3", "R3", False), ("C3", "R4", True), ("", "R5", False), ("C1", "", False)],
)
def test_a_product_above_the_customers_grade_is_a_mismatch(customer, product, expected):
    assert rules.is_above(customer, product) is expected


@pytest.mark.parametrize("name", ["王小明", "欧阳小明", "买买提·艾力", "李四"])
def test_people_among_counterparties(name):
    assert rules.is_person_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "澜江电力公司",
        "福建供水有限公司",
        "工商银行",
        "税务局",
        "永辉超市",
        "支付宝（中国）网络技术",
    ],
)
def test_firms_among_counterparties(name):
    assert not rules.is_person_name(name)
