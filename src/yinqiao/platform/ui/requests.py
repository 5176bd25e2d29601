"""What a request carries besides Django's own: who acts, the request id, and whether HTMX asks."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from yinqiao.lib.numbers import whole_number
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import DomainError


class PageRequest(HttpRequest):
    """A request after the middleware: `actor` is None before sign-in."""

    actor: Actor | None
    request_id: str
    htmx: HtmxDetails


class SignInNeeded(DomainError):
    """Nobody is signed in, or the session ended: pages go to the sign-in page, the API answers 401."""

    code = "SIGN_IN_NEEDED"
    status = 401


def actor_or_none(request: HttpRequest) -> Actor | None:
    """Return who acts, or None before sign-in."""
    return getattr(request, "actor", None)


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts; raise SignInNeeded if nobody does."""
    actor = actor_or_none(request)
    if actor is None:
        raise SignInNeeded(_("Please sign in."))
    return actor


def request_id_of(request: HttpRequest) -> str:
    """Return the id that logs, audit rows and the answer's header share; empty outside the middleware."""
    return str(getattr(request, "request_id", ""))


def picked_ids(request: HttpRequest, name: str = "id") -> list[int]:
    """Return the rows that the form picked; what is not a number picks nothing."""
    found = (whole_number(text) for text in request.POST.getlist(name))
    return [number for number in found if number is not None]


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether HTMX asks for a piece of the page (a boosted link or a restored history entry is a full page)."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx) and htmx is not None and not htmx.boosted and not htmx.history_restore_request


def wants_problem(request: HttpRequest) -> bool:
    """Tell whether the answer is problem+json: everything under ``/api/``."""
    return request.path.startswith("/api/")
