"""Numbers in free text (DOMAIN §14 #30). All are synthetic."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.platform.masking.notes import scan_free_text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证11010519491231002X，请核对", "身份证110***********002X，请核对"),
        ("身份证110105194912310021手机13800001234", "身份证110***********0021手机138****1234"),
        ("11010519491231002X13800001234", "110***********002X138****1234"),
        ("id 110105 19491231 002x.", "id 110***********002X."),
        ("１１０１０５１９４９１２３１００２Ｘ", "110***********002X"),
        ("老证110105491231002", "老证1****02"),
        ("卡 6217 0000 0000 0000 012 已挂失", "卡 6217 **** **** 0012 已挂失"),
        ("卡6225880000000001", "卡6225 **** **** 0001"),
        ("call +86 138-0000-1234 or 8613800001235", "call 138****1234 or 138****1235"),
        ("13800001234 13900005678", "138****1234 139****5678"),
        ("写信 zhang.san@bank.cn，抄送 a@bank.cn", "写信 z***@bank.cn，抄送 *@bank.cn"),
    ],
)
def test_numbers_are_masked(text: str, masked: str) -> None:
    assert scan_free_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "客户想把 500000 元转成理财，2026-12-07 到期",
        "合同 2026112200001235，客户号 6100287419",
        "ＡＢＣ 全角字母不动",
        "尾号0012，110***********002X，138****1234",
        "流水 20261122103000123456789",
    ],
)
def test_other_text_stays(text: str) -> None:
    assert scan_free_text(text) == text


PIECES = st.sampled_from(
    [
        "11010519491231002X",
        "13800001234",
        "6217000000000000012",
        "6225 8800 0000 0001",
        "a@b.cn",
        "zhang@b.cn",
        "1",
        "0000",
        " ",
        "-",
        "，",
        "王",
        "86",
        "+86 ",
        "x",
        "*",
        "5678 9012 3456",
        "１３８００００１２３４",
        "110105491231002",
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_scanning_twice_changes_nothing(text: str) -> None:
    once = scan_free_text(text)
    assert scan_free_text(once) == once
