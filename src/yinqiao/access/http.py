"""Small readings of a request that sign-in and the middleware share."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from yinqiao.access.choices import SessionEnd
from yinqiao.platform.ui import faults
from yinqiao.platform.ui.requests import wants_fragment

SAFE_METHODS = frozenset({"GET", "HEAD"})
LOGIN_KEY = "login"


def bearer_token(request: HttpRequest) -> str:
    """Return the secret of an ``Authorization: Bearer`` header, or nothing."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def safe_next(request: HttpRequest, address: str) -> str:
    """Return `address` if it leads into this site and not back to signing in or out, else nothing."""
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}
    ):
        return ""
    return (
        ""
        if address.startswith((reverse("access:sign-in"), reverse("access:sign-out")))
        else address
    )


def here(request: HttpRequest) -> str:
    """Return the page to come back to: the one in the browser's address bar."""
    if wants_fragment(request):
        return _path(request.headers.get("HX-Current-URL", ""))
    if request.method in SAFE_METHODS:
        return request.get_full_path()
    return _path(request.headers.get("Referer", ""))


def to_sign_in(request: HttpRequest, end: SessionEnd | None = None) -> HttpResponse:
    """Lead to the sign-in page, which says why and comes back here; HTMX leaves the page it is on, with 401."""
    query = {"next": safe_next(request, here(request)), "ended": end.value if end else ""}
    query = {key: value for key, value in query.items() if value and (key, value) != ("next", "/")}
    url = reverse("access:sign-in") + (f"?{urlencode(query)}" if query else "")
    if wants_fragment(request):
        return HttpResponse(status=faults.UNAUTHORIZED, headers={"HX-Redirect": url})
    if "application/json" in request.headers.get("Accept", ""):
        message = str(end.label) if end else _("Please sign in.")
        body = {
            "type": "about:blank",
            "title": _("Please sign in."),
            "status": 401,
            "code": "SIGN_IN_NEEDED",
            "detail": message,
        }
        return JsonResponse(
            body, status=faults.UNAUTHORIZED, content_type="application/problem+json"
        )
    return HttpResponseRedirect(url)


def to_password_page(request: HttpRequest) -> HttpResponse:
    """Lead to the page where a new password must be chosen."""
    url = reverse("access:password")
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def tie_session(request: HttpRequest, login_id: int) -> None:
    """Tie the browser to an open session under new keys, so that none planted before is worth anything."""
    request.session.flush()
    request.session[LOGIN_KEY] = login_id
    rotate_token(request)


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
