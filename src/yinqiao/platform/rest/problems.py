"""Errors as problem+json (RFC 9457): type, title, status, code, detail, fields, request_id. Never a value that was sent."""

from collections.abc import Callable, Sequence
from typing import Final

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from yinqiao.platform.errors import DomainError, InvalidInput, StaleVersion
from yinqiao.platform.rest.sentences import sentence
from yinqiao.platform.rest.shapes import Answer
from yinqiao.platform.ui import faults
from yinqiao.platform.ui.middleware import log_unexpected

MEDIA_TYPE: Final = "application/problem+json"
PRECONDITION_FAILED: Final = 412
_PLACES: Final = frozenset({"path", "query", "body", "header"})


class Problem(Answer):
    """What every error says."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str
    fields: dict[str, str] = {}


def tell(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer for any exception; what nobody foresaw is logged without its text and told as 500."""
    for kind, make in _TELLERS:
        if isinstance(error, kind):
            return _respond(request, make(request, error))
    log_unexpected(request, error)
    return _respond(request, faults.plain_fault(request, faults.SERVER_ERROR, code="UNEXPECTED"))


def tell_status(request: HttpRequest, status: int, *, code: str) -> HttpResponse:
    """Answer with a status that no exception stands behind."""
    return _respond(request, faults.plain_fault(request, status, code=code))


def _respond(request: HttpRequest, fault: faults.Fault) -> HttpResponse:
    response = faults.respond(request, fault)
    if fault.status == faults.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _domain(request: HttpRequest, error: Exception) -> faults.Fault:
    assert isinstance(error, DomainError)  # noqa: S101 - by the table below
    fault = faults.fault_of(request, error)
    if isinstance(error, StaleVersion) and "If-Match" in request.headers:
        return faults.Fault(
            PRECONDITION_FAILED, fault.code, fault.message, fault.number, fault.fields, fault.extra
        )
    return fault


def _validation(request: HttpRequest, error: Exception) -> faults.Fault:
    assert isinstance(error, ValidationError)  # noqa: S101
    places = [tuple(str(part) for part in item["loc"]) for item in error.errors]
    if all(place[0] == "path" for place in places):
        return faults.plain_fault(request, 404, code="NOT_FOUND")
    fields = {
        _name(place): sentence(item) for place, item in zip(places, error.errors, strict=True)
    }
    message = _("Some values cannot be taken; `fields` says which.")
    return faults.Fault(
        InvalidInput.status, InvalidInput.code, message, faults.number_of(request), fields
    )


def _name(place: Sequence[str]) -> str:
    """``("body", "body", "value")`` → ``value``: the place and the name of the parameter say nothing to the caller."""
    parts = list(place[1:]) if place[0] in _PLACES else list(place)
    return ".".join(parts[1:] if len(parts) > 1 and place[0] != "path" else parts) or place[0]


def _plain(status: int, code: str) -> Callable[[HttpRequest, Exception], faults.Fault]:
    return lambda request, _error: faults.plain_fault(request, status, code=code)


def _busy(request: HttpRequest, error: Exception) -> faults.Fault:
    """A lock, a deadlock, the 5 s limit: nothing was done, the same request may succeed."""
    log_unexpected(request, error)
    if faults.is_database_gone(error):
        return faults.recovering(request)
    return faults.Fault(
        503,
        "BUSY",
        _("Nothing was done. Try again."),
        faults.number_of(request),
        extra={"retry_after": 1},
    )


def _http(request: HttpRequest, error: Exception) -> faults.Fault:
    assert isinstance(error, HttpError)  # noqa: S101
    # Ninja wraps what our parser raised about a body; the parser's words are the better ones.
    if isinstance(error.__context__, DomainError):
        return _domain(request, error.__context__)
    return faults.plain_fault(request, error.status_code, code="BAD_REQUEST")


_TELLERS: tuple[tuple[type[Exception], Callable[[HttpRequest, Exception], faults.Fault]], ...] = (
    (DomainError, _domain),
    (ValidationError, _validation),
    (Http404, _plain(404, "NOT_FOUND")),
    (PermissionDenied, _plain(403, "NO_PERMISSION")),
    (RequestDataTooBig, _plain(413, "BODY_TOO_LARGE")),
    (SuspiciousOperation, _plain(400, "BAD_REQUEST")),
    (HttpError, _http),
    (OperationalError, _busy),
    (InterfaceError, _busy),
    (DataError, _plain(422, "INVALID_INPUT")),
    (IntegrityError, _plain(409, "CONFLICT")),
)
