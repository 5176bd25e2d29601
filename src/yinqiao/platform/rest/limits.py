"""How much a caller may ask: length of a body, requests a minute (P45)."""

from datetime import datetime
from typing import Final

from django.db import connections
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yinqiao.lib.numbers import whole_number
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import DomainError
from yinqiao.platform.parameters import queries as parameters

REQUESTS: Final = "api.requests_per_minute"
BODY: Final = "api.body_bytes"
# Counted outside the request's transaction: a request that is rolled back has been made all the same.
COUNTER: Final = "refusals"
_COUNT = """
insert into rest_rate_window as w (key, started_at, requests) values (%s, %s, 1)
on conflict (key) do update set
    requests = case when w.started_at < excluded.started_at then 1 else w.requests + 1 end,
    started_at = greatest(w.started_at, excluded.started_at)
returning requests
"""


class TooManyRequests(DomainError):
    """The token has used up its minute; `extra["retry_after"]` is in seconds."""

    code = "TOO_MANY_REQUESTS"
    status = 429


class BodyTooLarge(DomainError):
    """The body is longer than the limit."""

    code = "BODY_TOO_LARGE"
    status = 413


def check_body(request: HttpRequest) -> None:
    """Raise BodyTooLarge by the announced length, before anything is read."""
    limit = parameters.integer(BODY)
    length = whole_number(request.META.get("CONTENT_LENGTH") or "0")
    if length is None or length > limit:
        raise BodyTooLarge(
            _("The body may have at most %(limit)s bytes.") % {"limit": limit},
            extra={"limit": limit},
        )


def count(actor: Actor, *, now: datetime) -> None:
    """Count one request of the actor's token; raise TooManyRequests over the limit."""
    minute = now.replace(second=0, microsecond=0)
    with connections[COUNTER].cursor() as cursor:
        cursor.execute(_COUNT, (actor.session_key or f"user:{actor.user_id}", minute))
        made = int(cursor.fetchone()[0])
    if made > parameters.integer(REQUESTS):
        raise TooManyRequests(
            _("Too many requests in this minute."), extra={"retry_after": 60 - now.second}
        )
