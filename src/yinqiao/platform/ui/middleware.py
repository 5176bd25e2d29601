"""Request id, security headers and errors: what every answer gets, whatever room it comes from."""

import logging
import re
import secrets
import traceback
import uuid
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from structlog.contextvars import bound_contextvars

from yinqiao.platform.errors import DomainError
from yinqiao.platform.ui import faults
from yinqiao.platform.ui.requests import wants_problem

GetResponse = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("yinqiao.web")

CACHEABLE: Final = "yq_is_public"
_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'{nonce}; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}


class RequestIdMiddleware:
    """Give each request an id (or keep a well-formed one from the balancer) for logs, audit rows and the answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set ``request.request_id`` and the X-Request-ID header."""
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _REQUEST_ID.match(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]  # PageRequest
        with bound_contextvars(request_id=request_id):
            response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        return response


class LanguageMiddleware:
    """Speak the language that the person chose (its cookie), else the bank's own: Chinese.

    Unlike Django's, it does not follow the browser: staff machines come with English browsers and expect Chinese pages.
    A program that calls the API has no cookie: its Accept-Language counts.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Activate the language for the time of the request."""
        is_api = wants_problem(request)
        language = (
            translation.get_language_from_request(request) if is_api else self._chosen(request)
        )
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if is_api:
            patch_vary_headers(response, ["Accept-Language"])
        return response

    @staticmethod
    def _chosen(request: HttpRequest) -> str:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class SecurityHeadersMiddleware:
    """A strict content policy and the other headers on every answer; nothing but static files is ever stored (P41).

    A page that a library needs a style nonce for writes ``{% csp_nonce %}``; only then the policy carries one.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers after the view."""
        used: list[str] = []

        def nonce() -> str:
            used.append(secrets.token_urlsafe(16))
            return used[0]

        request.csp_nonce = SimpleLazyObject(nonce)  # type: ignore[attr-defined]
        response = self.get_response(request)
        allowed = f" 'nonce-{used[0]}'" if used else ""
        response.headers["Content-Security-Policy"] = _POLICY.format(nonce=allowed)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if not (
            request.path.startswith(f"{settings.STATIC_URL}") or getattr(response, CACHEABLE, False)
        ):
            response.headers["Cache-Control"] = "no-store"
        return response


class DomainErrorMiddleware:
    """Turn errors of views into answers; whatever the request had opened a transaction for is rolled back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse the one character that PostgreSQL cannot keep, before any page has to think of it; else pass through."""
        if not wants_problem(request) and _holds_nul(request):
            return _unreadable(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Answer for `error`; None leaves Django's own exceptions (404, 403, bad request) to its handlers."""
        if isinstance(error, DomainError):
            response: HttpResponseBase = faults.respond(request, faults.fault_of(request, error))
        elif _is_djangos(error):
            return None
        elif _was_nul_in_parts(request):
            response = _unreadable(request)
        else:
            log_unexpected(request, error)
            fault = (
                faults.recovering(request)
                if faults.is_database_gone(error)
                else faults.plain_fault(request, faults.SERVER_ERROR, code="UNEXPECTED")
            )
            response = faults.respond(request, fault)
        _roll_back()
        return response


def log_unexpected(request: HttpRequest, error: BaseException) -> None:
    """Log where and what kind, never the message: it may quote a customer's value."""
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    where = " < ".join(
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    match = request.resolver_match
    log.error(
        "unexpected error",
        extra={
            "error": type(error).__qualname__,
            "where": where,
            "page": match.view_name if match else "",
            "method": request.method,
            "number": faults.number_of(request),
        },
    )


def _unreadable(request: HttpRequest) -> HttpResponse:
    return faults.respond(
        request, faults.plain_fault(request, faults.BAD_REQUEST, code="BAD_REQUEST")
    )


def _holds_nul(request: HttpRequest) -> bool:
    """Look at the address and at plain forms. Files come in parts that their page reads, and checks, itself."""
    if "\x00" in request.path_info or _is_nul_in(request.GET):
        return True
    return request.content_type == "application/x-www-form-urlencoded" and _is_nul_in(request.POST)


def _was_nul_in_parts(request: HttpRequest) -> bool:
    """Tell whether a form in parts, which its page has read and failed with, held the character."""
    return request.content_type == "multipart/form-data" and _is_nul_in(request.POST)


def _is_nul_in(sent: QueryDict) -> bool:
    return any("\x00" in text for name, texts in sent.lists() for text in (name, *texts))


def _short(filename: str) -> str:
    parts = filename.split("/")
    start = next((i for i, part in enumerate(parts) if part in {"src", "site-packages"}), -3)
    return "/".join(parts[start + 1 :] if start >= 0 else parts[-2:])


def _is_djangos(error: Exception) -> bool:
    return isinstance(error, Http404 | PermissionDenied | BadRequest | SuspiciousOperation)


def _roll_back() -> None:
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        connection.set_rollback(True)
