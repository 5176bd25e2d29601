"""Values at fault are told in the caller's language, whatever kind of fault Pydantic found."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal, get_args

import pytest
from django.utils import translation
from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError
from pydantic_core import core_schema

from yinqiao.platform.rest.sentences import sentence

CANARY = "13812345678"
# Their words are ours already, or they never come from what a program sends.
OWN_WORDS = {"value_error"}


class Colour(Enum):
    RED = "RED"
    BLUE = "BLUE"


def told(kind: object, value: object, language: str) -> str:
    with translation.override(language), pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (error,) = caught.value.errors()
    with translation.override(language):
        return sentence(error)


@pytest.mark.parametrize(
    ("kind", "value", "chinese", "english"),
    [
        (int, CANARY + "x", "请填写整数", "A whole number is needed."),
        (Decimal, "x", "请填写数字", "A number is needed."),
        (Decimal, "NaN", "请填写数字", "A number is needed."),
        (bool, CANARY, "请填写 true 或 false", "Write true or false."),
        (date, "tomorrow", "须为日期，如 2026-11-22", "A date as 2026-11-22 is needed."),
        (date, [], "须为日期，如 2026-11-22", "A date as 2026-11-22 is needed."),
        (
            AwareDatetime,
            "2026-11-22T08:00",
            "须注明时区，如 +08:00",
            "Say the time zone, such as +08:00.",
        ),
        (str, 5, "须为文本", "A text is needed."),
        (list[int], "x", "须为列表", "A list is needed."),
        (Colour, CANARY, "可选值：'RED', 'BLUE'", "One of 'RED', 'BLUE'."),
        (Literal["a", "b"], CANARY, "可选值：'a', 'b'", "One of 'a', 'b'."),
        (Annotated[str, Field(max_length=3)], CANARY, "最多 3 个字符", "At most 3 characters."),
        (
            Annotated[str, Field(pattern="^C[1-5]$")],
            CANARY,
            "格式不正确",
            "This value has another form than the one needed.",
        ),
        (Annotated[int, Field(le=12)], 13, "不得大于 12", "At most 12."),
        (Annotated[list[int], Field(max_length=1)], [1, 2], "最多 1 项", "At most 1 entries."),
        (
            Annotated[Decimal, Field(decimal_places=2)],
            "1.234",
            "小数部分最多 2 位",
            "At most 2 digits after the point.",
        ),
    ],
)
def test_each_common_fault_has_its_sentence(
    kind: object, value: object, chinese: str, english: str
) -> None:
    assert told(kind, value, "zh-hans") == chinese
    assert told(kind, value, "en") == english


@pytest.mark.parametrize("kind", sorted(set(get_args(core_schema.ErrorType)) - OWN_WORDS))
def test_no_fault_is_told_in_the_words_of_the_library(kind: str) -> None:
    error = {"type": kind, "msg": f"Input should be {CANARY}", "loc": ("body", "size"), "ctx": {}}
    with translation.override("zh-hans"):
        text = sentence(error)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in text)
    assert CANARY not in text


def test_moments_without_a_zone_and_days_with_hours_are_told(db: None) -> None:
    assert told(datetime, [], "zh-hans") == "须为时间，如 2026-11-22T08:00:00+08:00"
    assert told(date, "2026-11-22T08:00:00", "zh-hans") == "须为日期，如 2026-11-22"
