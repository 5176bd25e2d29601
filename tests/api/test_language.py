"""Problems are worded for people, in the language that the program asks for; Chinese unless it asks."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from pytest_django import Settings

from tests.api.conftest import Bank, Caller

CHINESE = {
    412: "内容已被他人修改",
    428: "请注明所修改的版本",
    400: "提交的内容无法识别",
}
ENGLISH = {
    412: "Somebody changed this in the meantime",
    428: "Say which version you change",
    400: "What was sent cannot be read",
}


@pytest.fixture(autouse=True)
def bank_speaks_chinese(settings: Settings, nothing_kept: None) -> None:
    settings.LANGUAGE_CODE = "zh-hans"


def provoked(caller: Caller, bank: Bank, language: str) -> dict[int, HttpResponse]:
    """Change with an old version, without one, and with a body that is no JSON."""
    if language:
        caller.headers["Accept-Language"] = language
    address = f"customers/{bank.own.pk}"
    broken = caller.client.patch(
        f"/api/v1/{address}",
        "{",
        content_type="application/json",
        headers=caller.headers | {"If-Match": '"1"'},
    )
    answers = [
        caller.patch(address, {"nickname": "林姐"}, match='"7"'),
        caller.patch(address, {"nickname": "林姐"}),
        broken,
    ]
    return {answer.status_code: answer for answer in answers}


@pytest.mark.parametrize(
    ("language", "titles", "told"),
    [
        ("", CHINESE, "zh-hans"),
        ("zh-CN,zh;q=0.9,en;q=0.8", CHINESE, "zh-hans"),
        ("en-US,en;q=0.9", ENGLISH, "en"),
        ("fr", CHINESE, "zh-hans"),
        ("*", CHINESE, "zh-hans"),
        ("x" * 5_000, CHINESE, "zh-hans"),
    ],
)
def test_titles_follow_accept_language(
    bank: Bank,
    as_caller: Callable[..., Caller],
    language: str,
    titles: dict[int, str],
    told: str,
) -> None:
    answers = provoked(as_caller("rm"), bank, language)
    assert {status: answer.json()["title"] for status, answer in answers.items()} == titles
    for answer in answers.values():
        assert answer.headers["Content-Language"] == told
        assert "Accept-Language" in answer.headers["Vary"]
    words = {"zh-hans": "JSON", "en": "The body is not valid JSON in UTF-8."}
    assert words[told] in answers[400].json()["detail"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "zh-CN",
            {
                "tier": "可选值：'MASS', 'BASIC_WEALTH', 'WEALTH', 'PREMIER', 'PRIVATE'",
                "birthday_month": "不得大于 12",
                "risk_grade": "格式不正确",
                "org_id": "请填写整数",
                "limit": "不得大于 200",
            },
        ),
        (
            "en",
            {
                "tier": "One of 'MASS', 'BASIC_WEALTH', 'WEALTH', 'PREMIER', 'PRIVATE'.",
                "birthday_month": "At most 12.",
                "risk_grade": "This value has another form than the one needed.",
                "org_id": "A whole number is needed.",
                "limit": "At most 200.",
            },
        ),
    ],
)
def test_fields_at_fault_follow_accept_language_too(
    bank: Bank, as_caller: Callable[..., Caller], language: str, expected: dict[str, str]
) -> None:
    caller = as_caller("rm")
    caller.headers["Accept-Language"] = language
    answer = caller.get(
        "customers", tier="GOLD", birthday_month=13, risk_grade="X", org_id="x", limit=900
    )
    assert (answer.status_code, answer.json()["fields"]) == (422, expected)
    assert answer.headers["Content-Type"] == "application/problem+json"
