"""Readings of a request: the address in one spelling, proxies only where trusted, the way back."""

import pytest
from django.test import RequestFactory

from yinqiao.access.http import address_of, bearer_token, safe_next


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "expected"),
    [
        ("10.0.0.7", "", (), "10.0.0.7"),
        ("10.0.0.7", "1.2.3.4", (), "10.0.0.7"),
        ("10.0.0.7", "9.9.9.9, 1.2.3.4", ("10.0.0.7",), "1.2.3.4"),
        ("10.0.0.7", "not an address", ("10.0.0.7",), "10.0.0.7"),
        ("::ffff:10.0.0.7", "", (), "10.0.0.7"),
        ("FE80:0:0:0:0:0:0:1", "", (), "fe80::1"),
        ("", "1.2.3.4", ("",), ""),
    ],
)
def test_whose_address_it_is(
    settings: object, peer: str, forwarded: str, trusted: tuple[str, ...], expected: str
) -> None:
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == expected


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
