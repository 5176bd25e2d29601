"""Whose address it is, and whom to believe about it."""

from ipaddress import ip_network

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from yinqiao.platform.ui.proxies import SAID_BY_PROXIES, ProxyMiddleware, address_of


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "expected"),
    [
        ("10.0.0.7", "", [], "10.0.0.7"),
        ("10.0.0.7", "1.2.3.4", [], "10.0.0.7"),
        ("10.0.0.7", "9.9.9.9, 1.2.3.4", ["10.0.0.7"], "1.2.3.4"),
        ("10.0.0.7", "9.9.9.9, 1.2.3.4, 10.0.0.8", ["10.0.0.0/24"], "1.2.3.4"),
        ("10.0.1.7", "1.2.3.4", ["10.0.0.0/24"], "10.0.1.7"),
        ("10.0.0.7", "not an address", ["10.0.0.7"], "10.0.0.7"),
        ("10.0.0.7", "", ["10.0.0.7"], "10.0.0.7"),
        ("::ffff:10.0.0.7", "", [], "10.0.0.7"),
        ("::ffff:10.0.0.7", "1.2.3.4", ["10.0.0.7"], "1.2.3.4"),
        ("FE80:0:0:0:0:0:0:1", "", [], "fe80::1"),
        ("", "1.2.3.4", [], ""),
    ],
)
def test_whose_address_it_is(
    settings: Settings, peer: str, forwarded: str, trusted: list[str], expected: str
) -> None:
    settings.TRUSTED_PROXIES = tuple(map(ip_network, trusted))
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == expected


@pytest.mark.parametrize(("peer", "is_believed"), [("10.0.0.7", True), ("10.0.0.8", False)])
def test_only_a_trusted_proxy_is_heard(settings: Settings, peer: str, *, is_believed: bool) -> None:
    settings.TRUSTED_PROXIES = (ip_network("10.0.0.7"),)
    heard: list[str] = []

    def note(request: HttpRequest) -> HttpResponse:
        heard.extend(name for name in SAID_BY_PROXIES if name in request.META)
        return HttpResponse()

    said = dict.fromkeys(SAID_BY_PROXIES, "https")
    ProxyMiddleware(note)(RequestFactory().get("/", REMOTE_ADDR=peer, **said))
    assert heard == (list(SAID_BY_PROXIES) if is_believed else [])


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("trusted", "is_led_to_tls"), [("127.0.0.1", False), ("10.0.0.7", True)])
def test_tls_in_front_is_believed_of_the_trusted_proxy_only(
    client: Client, settings: Settings, trusted: str, *, is_led_to_tls: bool
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.TRUSTED_PROXIES = (ip_network(trusted),)
    answer = client.get("/sign-in/", headers={"X-Forwarded-Proto": "https"})
    assert (answer.status_code == 301) is is_led_to_tls
