"""Who acts, in one transaction, within one scope: what stands before every view (contracts 1 and 3).

A request is open (probes, static files, pages declared PUBLIC), or it carries a live session or a token; anything else
is led to the sign-in page and back. The answer of the view is written inside the transaction, a stream in one of its own.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from functools import lru_cache

from django.conf import settings as django_settings
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.db import transaction
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from yinqiao.access.choices import SessionEnd
from yinqiao.access.http import LOGIN_KEY, bearer_token, to_password_page, to_sign_in
from yinqiao.access.queries import actors as who
from yinqiao.access.services import passwords, sessions
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.ui import faults
from yinqiao.platform.ui.pages import PUBLIC, declared
from yinqiao.platform.ui.proxies import address_of
from yinqiao.platform.ui.requests import actor_or_none, request_id_of, wants_fragment, wants_problem

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# Pages that ask by themselves: they must not keep an absent person signed in.
BACKGROUND = ("ui:live", "ui:bell")
ALLOWED_BEFORE_CHANGE = ("access:password", "access:sign-out", "ui:language", "ui:theme")
SERVER_ERROR = 500


class SessionMiddleware(DjangoSessionMiddleware):
    """Django's, but only the answer to a page takes the session cookie away.

    A poll sent with the cookie of an ended session may be answered after somebody has signed in again in another tab: it would
    delete the new cookie. The old one names a session that is gone, and is worth nothing.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Leave out the deletion from answers to pieces of a page and to scripts."""
        answer = super().process_response(request, response)
        cookie = answer.cookies.get(django_settings.SESSION_COOKIE_NAME)
        if cookie is not None and not cookie.value and not _is_navigation(request):
            del answer.cookies[django_settings.SESSION_COOKIE_NAME]
        return answer


class ActorMiddleware:
    """Sets ``request.actor``, opens the request's transaction and scope, ends sessions that may not go on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through as somebody, as nobody where that is allowed, or not at all."""
        request.actor = None  # type: ignore[attr-defined]  # PageRequest
        if request.path_info.startswith(django_settings.STATIC_URL):
            return self.get_response(request)
        now = clock.now()
        if wants_problem(request):
            return self._api(request, now)
        refusal = self._sign_in_state(request, now)
        if refusal is not None and not _is_public(request):
            return refusal
        actor = actor_or_none(request)
        return self._as(actor, request) if actor is not None else self.get_response(request)

    def _api(self, request: HttpRequest, now: datetime) -> HttpResponseBase:
        """The API knows tokens only: a session cookie is no credential there, so there is nothing to forge."""
        secret = bearer_token(request)
        actor = None
        if secret:
            actor = who.actor_for_token(
                secret, now=now, ip=address_of(request), request_id=request_id_of(request)
            )
        if actor is None and (secret or not _is_open_api(request)):
            fault = faults.plain_fault(
                request, faults.UNAUTHORIZED, code="TOKEN_NEEDED", message=_("Send a valid token.")
            )
            response = faults.respond(request, fault)
            response.headers["WWW-Authenticate"] = "Bearer"
            return response
        request.actor = actor  # type: ignore[attr-defined]
        return self._as(actor, request) if actor is not None else self.get_response(request)

    def _sign_in_state(self, request: HttpRequest, now: datetime) -> HttpResponseBase | None:
        """Set the actor of a live session and return None; return the answer for anybody else."""
        login_id = request.session.get(LOGIN_KEY)
        session = (
            who.current_session(login_id=login_id, now=now) if isinstance(login_id, int) else None
        )
        if session is None:
            return to_sign_in(request)
        ip = address_of(request)
        end = sessions.end_of(session.login, session.user, now=now, ip=ip)
        if end is not None:
            return _ended(request, session, end=end, now=now)
        if not _is_background(request):
            sessions.touch(session.login, now=now)
        request.user = session.user
        actor = who.actor_of_session(session, now=now, ip=ip, request_id=request_id_of(request))
        request.actor = actor  # type: ignore[attr-defined]
        if passwords.needs_change(session.user, now=now) and not _is_one_of(
            request, ALLOWED_BEFORE_CHANGE
        ):
            return to_password_page(request)
        return None

    def _as(self, actor: Actor, request: HttpRequest) -> HttpResponseBase:
        with scope_session(actor):
            response = self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
        return _scoped_stream(response, actor)


def _ended(
    request: HttpRequest, session: who.CurrentSession, *, end: SessionEnd, now: datetime
) -> HttpResponseBase:
    """Close the session for good, forget the cookie's content, and say why on the sign-in page."""
    if session.login.ended_at is None:
        actor = who.actor_for(
            session.user, now=now, ip=address_of(request), request_id=request_id_of(request)
        )
        sessions.close_session(actor=actor, now=now, login_id=session.login.pk, reason=end)
    request.session.flush()
    return to_sign_in(request, end)


def _scoped_stream(response: HttpResponseBase, actor: Actor) -> HttpResponseBase:
    """Give a stream its own transaction and scope: it is read after the request's are over.

    A file asks the database nothing, and a slow reader's open transaction would hold up the sealer.
    """
    if isinstance(response, FileResponse):
        return response
    if isinstance(response, StreamingHttpResponse) and not response.is_async:
        content = response.streaming_content
        if not isinstance(content, AsyncIterator):
            response.streaming_content = _in_scope(iter(content), actor)
    return response


def _in_scope(content: Iterator[bytes], actor: Actor) -> Iterator[bytes]:
    with scope_session(actor):
        yield from content


def _is_public(request: HttpRequest) -> bool:
    """Tell whether the page is declared for everybody. An unknown address is not: it tells strangers nothing."""
    try:
        page = declared.find(resolve(request.path_info).view_name)
    except Resolver404:
        return False
    return page is not None and page.permission == PUBLIC


def _is_open_api(request: HttpRequest) -> bool:
    return request.path_info.endswith("/openapi.json")


def _is_navigation(request: HttpRequest) -> bool:
    return not wants_fragment(request) and "application/json" not in request.headers.get(
        "Accept", ""
    )


def _is_background(request: HttpRequest) -> bool:
    return _is_one_of(request, BACKGROUND)


def _is_one_of(request: HttpRequest, names: tuple[str, ...]) -> bool:
    return request.path_info in _addresses(names)


@lru_cache(maxsize=8)
def _addresses(names: tuple[str, ...]) -> frozenset[str]:
    found = set()
    for name in names:
        try:
            found.add(reverse(name))
        except NoReverseMatch:
            continue
    return frozenset(found)
