"""Readings of a request: tokens, the way back."""

import pytest
from django.test import RequestFactory

from yinqiao.access.http import bearer_token, safe_next


@pytest.mark.parametrize(
    ("header", "expected"),
    [("Bearer abc", "abc"), ("bearer  abc ", "abc"), ("Basic abc", ""), ("", ""), ("Bearer", "")],
)
def test_bearer_tokens(header: str, expected: str) -> None:
    assert bearer_token(RequestFactory().get("/", headers={"Authorization": header})) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/customers/?q=1", "/customers/?q=1"),
        ("customers/", ""),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
        ("https://evil.example/", ""),
        ("/sign-in/?next=/", ""),
        ("/sign-out/", ""),
    ],
)
def test_the_way_back_stays_here(address: str, expected: str) -> None:
    assert safe_next(RequestFactory().get("/"), address) == expected
