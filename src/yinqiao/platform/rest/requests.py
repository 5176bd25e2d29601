"""What an operation finds on its request."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import DomainError
from yinqiao.platform.ui.requests import actor_of


class ApiRequest(HttpRequest):
    """A request behind the gate: `now` is the moment it came in, `version` what If-Match names (None: not sent)."""

    actor: Actor
    request_id: str
    now: datetime
    version: int | None


class BadRequest(DomainError):
    """The request cannot be read at all."""

    code = "BAD_REQUEST"
    status = 400


class BadBody(BadRequest):
    """What was sent is not JSON."""

    heading = gettext_noop("What was sent cannot be read")


def caller_of(request: HttpRequest) -> Actor:
    """Return who calls; raise SignInNeeded (401) for nobody."""
    return actor_of(request)


def refuse_nul(request: HttpRequest) -> None:
    """Refuse the one character that PostgreSQL cannot keep, before it is anywhere near it."""
    if any("\x00" in value for values in request.GET.lists() for value in (values[0], *values[1])):
        raise BadRequest(_("The address holds a character that cannot be stored."))
