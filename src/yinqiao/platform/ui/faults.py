"""How an error is told: a page in the shell, a fragment or toast for HTMX, problem+json for the API.

A person reads what failed, what to do and a number to quote; never a message of Python, a value or a path.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.platform.errors import DomainError
from yinqiao.platform.ui.requests import request_id_of, wants_fragment, wants_problem

BAD_REQUEST: Final = 400
UNAUTHORIZED: Final = 401
CONFLICT: Final = 409
SERVER_ERROR: Final = 500
UNAVAILABLE: Final = 503
RECOVERY_SECONDS: Final = 5
# 08: connection, 57P: shut down or starting, 53300: no connection left. None: the connection itself failed.
_GONE: Final = ("08", "57P", "53300")
TITLES: Mapping[int, str] = {
    BAD_REQUEST: gettext_noop("This request cannot be read"),
    UNAUTHORIZED: gettext_noop("Please sign in"),
    403: gettext_noop("This page is not open to you"),
    404: gettext_noop("Nothing here, or outside your scope"),
    405: gettext_noop("This action does not exist here"),
    CONFLICT: gettext_noop("Somebody changed this in the meantime"),
    412: gettext_noop("Somebody changed this in the meantime"),
    413: gettext_noop("This is too large"),
    428: gettext_noop("Say which version you change"),
    422: gettext_noop("Some values need a change"),
    429: gettext_noop("Too many requests"),
    SERVER_ERROR: gettext_noop("Something failed on our side"),
    503: gettext_noop("Not available for a moment"),
}
HINTS: Mapping[int, str] = {
    BAD_REQUEST: gettext_noop("Go back and start from the page again."),
    403: gettext_noop(
        "Your menu lists what you may open. Ask the security administrator for more."
    ),
    404: gettext_noop("Check the address. A customer outside your scope looks the same as none."),
    405: gettext_noop("Go back and start from the page again."),
    CONFLICT: gettext_noop("Look at what changed, then save again."),
    412: gettext_noop("Look at what changed, then save again."),
    413: gettext_noop("Send a smaller file, or split it."),
    429: gettext_noop("Wait a moment, then try again."),
    SERVER_ERROR: gettext_noop(
        "Nothing was saved. Try again; if it stays, tell support the number below."
    ),
    503: gettext_noop("Wait a moment, then try again."),
}
ICONS: Mapping[int, str] = {
    UNAUTHORIZED: "lock",
    403: "shield-lock",
    404: "zoom-exclamation",
    CONFLICT: "git-compare",
    422: "alert-circle",
    429: "hand-stop",
    SERVER_ERROR: "plug-connected-x",
    503: "hourglass",
}
REFUSED_ICON: Final = "hand-stop"
# Of the conflicts these are about another's change; the others refuse an act for a reason of their own, which the message tells.
_CHANGED: Final = frozenset({"STALE_VERSION", "CONFLICT", "HTTP_409"})
_REFUSED: Final = gettext_noop("This cannot be done as things stand")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Fault:
    """An error ready to be told. `number` is what the person quotes (``E-7F31C2``); `extra` is for the API.

    The denied page reads ``extra["owner"]`` (who has it) and ``extra["request_url"]`` (where to ask), if a room gives them.
    """

    status: int
    code: str
    message: str
    number: str
    fields: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
    heading: str = ""

    @property
    def title(self) -> str:
        """The heading: the error's own, else by code or status."""
        if self.heading:
            return _(self.heading)
        if self.is_refused:
            return _(_REFUSED)
        return _(TITLES.get(self.status, TITLES[self._family]))

    @property
    def hint(self) -> str:
        """What to do, by status; empty if the message says it."""
        hint = "" if self.is_refused else HINTS.get(self.status, "")
        return _(hint) if hint else ""

    @property
    def icon(self) -> str:
        """The icon, by status."""
        return REFUSED_ICON if self.is_refused else ICONS.get(self.status, "alert-triangle")

    @property
    def can_retry(self) -> bool:
        """Tell whether trying again may help."""
        return (
            self.status in {CONFLICT, 429} and not self.is_refused
        ) or self.status >= SERVER_ERROR

    @property
    def is_refused(self) -> bool:
        """Tell whether a rule refused the act, rather than somebody's change."""
        return self.status == CONFLICT and self.code not in _CHANGED

    @property
    def _family(self) -> int:
        return SERVER_ERROR if self.status >= SERVER_ERROR else BAD_REQUEST


def number_of(request: HttpRequest) -> str:
    """Return the number a person quotes: ``E-`` and six digits of the request id."""
    return f"E-{request_id_of(request).replace('-', '')[:6].upper()}"


def fault_of(request: HttpRequest, error: DomainError) -> Fault:
    """Turn a domain error into what is told."""
    return Fault(
        error.status,
        error.code,
        error.message,
        number_of(request),
        error.fields,
        error.extra,
        error.heading,
    )


def plain_fault(request: HttpRequest, status: int, *, code: str = "", message: str = "") -> Fault:
    """Return the fault of an HTTP status that no domain error stands behind."""
    return Fault(status, code or f"HTTP_{status}", message, number_of(request))


def is_database_gone(error: BaseException | None) -> bool:
    """Tell whether `error` says that the database does not answer, rather than that it refused a statement."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError) or error.__cause__ is None:
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or str(state).startswith(_GONE)


def recovering(request: HttpRequest) -> Fault:
    """Return the fault of a database that does not answer: the runtime brings it back within seconds."""
    message = _("The system is recovering. Try again in a moment.")
    extra = {"retry_after": RECOVERY_SECONDS}
    return Fault(UNAVAILABLE, "RECOVERING", message, number_of(request), extra=extra)


def respond(request: HttpRequest, fault: Fault) -> HttpResponse:
    """Answer with `fault` in the form that the caller reads."""
    response = _written(request, fault)
    if "retry_after" in fault.extra:
        response.headers["Retry-After"] = str(fault.extra["retry_after"])
    return response


def _written(request: HttpRequest, fault: Fault) -> HttpResponse:
    if wants_problem(request):
        return _problem(request, fault)
    if fault.status == UNAUTHORIZED:
        return _to_sign_in(request)
    if wants_fragment(request):
        return _fragment(request, fault)
    template = "ui/errors/bare.html" if fault.status >= SERVER_ERROR else "ui/errors/page.html"
    return render(request, template, {"fault": fault, "title": fault.title}, status=fault.status)


def _problem(request: HttpRequest, fault: Fault) -> HttpResponse:
    """RFC 9457, with our code, the request id and the fields at fault."""
    body: dict[str, object] = {
        **{key: value for key, value in fault.extra.items() if _is_plain(value)},
        "type": "about:blank",
        "title": fault.title,
        "status": fault.status,
        "code": fault.code,
        "detail": fault.message or fault.hint,
        "request_id": request_id_of(request),
    }
    if fault.fields:
        body["fields"] = dict(fault.fields)
    text = json.dumps(body, ensure_ascii=False, default=str)
    return HttpResponse(text, status=fault.status, content_type="application/problem+json")


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool | list | tuple | dict)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Redirect to the sign-in page and back to this one; HTMX is told to leave the page it is on."""
    is_fragment = wants_fragment(request)
    htmx = getattr(request, "htmx", None)
    here = htmx.current_url_abs_path if is_fragment and htmx else request.get_full_path()
    is_reachable = bool(here) and (is_fragment or request.method in SAFE_METHODS)
    query = f"?{urlencode({'next': here})}" if is_reachable else ""
    url = f"{settings.LOGIN_URL}{query}"
    if is_fragment:
        return HttpResponse(status=UNAUTHORIZED, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _fragment(request: HttpRequest, fault: Fault) -> HttpResponse:
    """A panel that fails shows the error in its own place; a failed action says so in a toast and changes nothing."""
    is_read = request.method in SAFE_METHODS
    template = "ui/errors/panel.html" if is_read else "ui/errors/toast.html"
    response = render(request, template, {"fault": fault}, status=fault.status)
    response.headers["X-Fault"] = fault.code
    if not is_read:
        response.headers["HX-Retarget"] = "#toasts"
        response.headers["HX-Reswap"] = "beforeend"
    return response
