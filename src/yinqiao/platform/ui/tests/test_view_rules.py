from urllib.parse import urlencode

import pytest

from yinqiao.platform.ui.rules import holds_number, kept_query, searches_for_number


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("?tier=PRIVATE&q=&sort=-aum&filter=1&cursor=abc", "sort=-aum&tier=PRIVATE"),
        ("tier=PRIVATE&sort=-aum", "sort=-aum&tier=PRIVATE"),
        (
            "columns=phone&city=%E5%8E%A6%E9%97%A8&columns=aum",
            "city=%E5%8E%A6%E9%97%A8&columns=phone&columns=aum",
        ),
        ("q=+%20&filter=1", ""),
        ("13800001234=1&X=2&a-b=3&_x=4", ""),
        ("q=%00", "q=%00"),
    ],
)
def test_a_view_keeps_filters_order_and_columns_in_one_spelling(given, kept):
    assert kept_query(given) == kept
    assert kept_query(kept) == kept


@pytest.mark.parametrize(
    "text",
    [
        "13800001234",
        "138 0000 1234",
        "+86-138-0000-1234",
        "１３８００００１２３４",
        "138.0000.1234",
        "138_0000_1234",
        "11010519491231002X",
        "110105194912310",
        "6217 0000 0000 9999",
        "E12345678",
        "91110000600037341L",
        "010-62345678",
        "6234567",
        "林婉清13800001234",
        "lin@example.com",
        "lin＠example.com",
        "2026-11-24 13800001234",
    ],
)
def test_what_could_be_the_number_of_a_person_is_known(text):
    assert holds_number(text)
    assert searches_for_number(urlencode({"tier": "MASS", "q": text}))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "林婉清",
        "lwq",
        "C3",
        "2026-11-24",
        "2026-11-24T10:30",
        "123456",
        "-aum",
        "厦门市",
        "RM10238",
    ],
)
def test_names_days_and_short_codes_are_none(text):
    assert not holds_number(text)
