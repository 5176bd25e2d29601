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


@pytest.mark.parametrize("transaction_type", ["TRANSFER", "CARD_PAYMENT", "QUICK_PAYMENT", ""])
@pytest.mark.parametrize(
    "name",
    [
        "王小明",
        "李四",
        "欧阳小明",
        "买买提·艾力",
        "李知行",
        "王文化",
        "John Smith",
        "财付通-张三",
        "支付宝（中国）网络技术有限公司－李四",
        "陈先生",
        "",
    ],
)
def test_who_reads_like_a_person_is_one_whatever_the_posting(name, transaction_type):
    assert not rules.is_firm(name, transaction_type=transaction_type)


@pytest.mark.parametrize(
    "name",
    [
        "澜江电力公司",
        "福建供水有限公司",
        "工商银行",
        "税务局",
        "永辉超市",
        "支付宝（中国）网络技术",
        "东方航空",
        "中国移动",
        "王小明餐饮店",
        "马克·华菲有限公司",
        "Apple Store",
    ],
)
def test_firms_are_told_by_their_name(name):
    assert rules.is_firm(name, transaction_type="TRANSFER")


@pytest.mark.parametrize("transaction_type", ["QUICK_PAYMENT", "TRANSFER"])
@pytest.mark.parametrize(
    "name",
    [
        "支付宝-买买提艾力",
        "支付宝买买提艾力",
        "微信转账麦家",
        "财付通-麦家",
        "微信支付-禤明",
        "买买提艾力-支付宝",
        "支付宝（中国）网络技术有限公司-麦家",
    ],
)
def test_who_is_paid_through_a_service_is_a_person_unless_called_a_firm(name, transaction_type):
    assert not rules.is_firm(name, transaction_type=transaction_type)


@pytest.mark.parametrize("name", ["麦家", "禤明", "买买提艾力", "瑞幸", "永辉超市-麦家"])
def test_a_quick_payment_alone_tells_no_firm(name):
    assert not rules.is_firm(name, transaction_type="QUICK_PAYMENT")


@pytest.mark.parametrize(
    "name",
    [
        "支付宝-永辉超市",
        "财付通-滴滴出行",
        "永辉超市",
        "支付宝",
        "财付通支付科技有限公司",
        "美团-东江咖啡",
    ],
)
def test_a_quick_payment_to_a_called_firm_is_one(name):
    assert rules.is_firm(name, transaction_type="QUICK_PAYMENT")


@pytest.mark.parametrize("name", ["银联商务-瑞幸", "支付宝-买买提艾力", "麦家"])
def test_at_a_terminal_the_posting_tells(name):
    assert rules.is_firm(name, transaction_type="CARD_PAYMENT")


@pytest.mark.parametrize("name", ["瑞幸", "星巴克", "拼多多", "滴滴出行", "高德打车", "UNIQLO"])
def test_merchants_are_told_by_the_posting(name):
    assert rules.is_firm(name, transaction_type="CARD_PAYMENT")


@pytest.mark.parametrize("name", ["瑞幸", "买买提吐尔逊", "麦家", "UNIQLO"])
def test_where_nothing_tells_it_may_be_a_person(name):
    assert not rules.is_firm(name, transaction_type="TRANSFER")
