"""Django's messages of forms, in our words."""

from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.validators import validate_integer
from django.utils import translation

CHOICES = [("A", "甲")]


def empty_file(name: str = "a.csv") -> UploadedFile:
    return InMemoryUploadedFile(BytesIO(b""), "f", name, "text/csv", 0, None)


def messages_of(field: forms.Field, value: object) -> list[str]:
    with pytest.raises(forms.ValidationError) as error:
        field.clean(value)
    return [str(message) for message in error.value.messages]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        (forms.CharField(), "", "请填写此项。"),
        (forms.CharField(max_length=5), "一二三四五六", "最多 5 字，现有 6 字。"),
        (forms.CharField(min_length=3), "一", "至少 3 字，现有 1 字。"),
        (forms.CharField(), "a\0", "含有不能使用的字符。"),
        (forms.CharField(validators=[validate_integer]), "a", "请填写整数。"),
        (forms.IntegerField(), "1.5", "请填写整数。"),
        (forms.IntegerField(max_value=9), "10", "不能大于 9。"),
        (forms.IntegerField(min_value=1), "0", "不能小于 1。"),
        (forms.DecimalField(), "many", "请填写数字。"),
        (forms.DecimalField(max_digits=3), "1234", "最多 3 位数字。"),
        (forms.DecimalField(decimal_places=2), "0.125", "小数最多 2 位。"),
        (
            forms.DecimalField(max_digits=3, decimal_places=2),
            "12",
            "整数部分最多 1 位。",
        ),
        (forms.DateField(), "31.", "请填写日期，例如 2026-01-31。"),
        (forms.TimeField(), "9", "请填写时间，例如 09:30。"),
        (forms.DateTimeField(), "9", "请填写日期和时间，例如 2026-01-31 09:30。"),
        (forms.EmailField(), "a", "邮箱地址格式不正确。"),
        (forms.RegexField("^a$"), "b", "填写的内容不符合要求。"),
        (forms.ChoiceField(choices=CHOICES), "B", "没有“B”这一选项，请重新选择。"),
        (forms.MultipleChoiceField(choices=CHOICES), "B", "请填写一组值。"),
        (forms.FileField(), empty_file(), "文件是空的，请重新选择。"),
        (
            forms.FileField(max_length=5),
            empty_file("abcdef.csv"),
            "文件名最多 5 字，现有 10 字。",
        ),
    ],
)
def test_stock_messages_are_in_our_words(field: forms.Field, value: object, told: str) -> None:
    with translation.override("zh-hans"):
        assert messages_of(field, value) == [told]


def test_english_stays_djangos() -> None:
    with translation.override("en"):
        assert messages_of(forms.CharField(), "") == ["This field is required."]
