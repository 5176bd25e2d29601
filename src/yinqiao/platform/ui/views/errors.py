"""Django's own errors (unknown address, CSRF, bad request, anything outside a view) told in the same way.

`config.urls` names these as handler400, handler403, handler404, handler500; settings name `csrf_failure`.
"""

import sys

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yinqiao.platform.errors import DomainError
from yinqiao.platform.ui import faults
from yinqiao.platform.ui.middleware import log_unexpected


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return faults.respond(request, faults.plain_fault(request, 400, code="BAD_REQUEST"))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403."""
    return faults.respond(request, faults.plain_fault(request, 403, code="NO_PERMISSION"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return faults.respond(request, faults.plain_fault(request, 404, code="NOT_FOUND"))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, the domain error that a middleware raised, or 503 while the database is away."""
    error = sys.exc_info()[1]
    if isinstance(error, DomainError):
        return faults.respond(request, faults.fault_of(request, error))
    if error is not None:
        log_unexpected(request, error)
    if faults.is_database_gone(error):
        return faults.respond(request, faults.recovering(request))
    return faults.respond(
        request, faults.plain_fault(request, faults.SERVER_ERROR, code="UNEXPECTED")
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form without a valid token: the page is too old, or another site sent it."""
    message = _(
        "This page is too old to be sent. Reload it and try again; what you typed is still in the form."
    )
    return faults.respond(request, faults.plain_fault(request, 403, code="CSRF", message=message))
