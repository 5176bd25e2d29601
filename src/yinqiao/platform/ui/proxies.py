"""Who really asks: what a proxy in front says counts only if the proxy is one of ours (settings.TRUSTED_PROXIES)."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]
Address = IPv4Address | IPv6Address
# What only a proxy may say; from anybody else it is taken off before anything reads it.
SAID_BY_PROXIES: Final = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REQUEST_ID",
)


class ProxyMiddleware:
    """Stands first: what comes after may believe the headers that are left."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Take off what a stranger says in a proxy's name."""
        if not _is_trusted(_peer(request)):
            for name in SAID_BY_PROXIES:
                request.META.pop(name, None)
        return self.get_response(request)


def address_of(request: HttpRequest) -> str:
    """Return the network address of the person, in one spelling; empty if the connection has none.

    It is that of the connection; behind trusted proxies the last address they name that is not a proxy's own.
    """
    address = _peer(request)
    said = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    while said and _is_trusted(address):
        earlier = _parsed(said.pop().strip())
        if earlier is None:
            break
        address = earlier
    return str(address) if address is not None else ""


def _peer(request: HttpRequest) -> Address | None:
    return _parsed(str(request.META.get("REMOTE_ADDR", "")))


def _is_trusted(address: Address | None) -> bool:
    return address is not None and any(address in network for network in settings.TRUSTED_PROXIES)


def _parsed(text: str) -> Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
