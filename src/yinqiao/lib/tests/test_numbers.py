"""Whole numbers from the outside."""

import pytest

from yinqiao.lib.numbers import LARGEST, whole_number


@pytest.mark.parametrize("text", ["0", "7", "0042", str(LARGEST)])
def test_digits_are_numbers(text):
    assert whole_number(text) == int(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 7",
        "7\n",
        "-1",
        "+1",
        "1.0",
        "1_000",
        "0x1f",
        "²",
        "٣",
        "７",
        "\x007",
        str(LARGEST + 1),
        "9" * 5000,
    ],
)
def test_everything_else_is_none(text):
    assert whole_number(text) is None
