"""Writes that a caller may repeat: the same Idempotency-Key gives the same answer and one effect (P34).

A key belongs to its account. The answer is kept in the effect's transaction, so a lost connection or a killed process leaves
either both or none. Only an answer that had an effect (2xx) is kept; after an error nothing happened and the key is free.
The gate looks at token, account and permission again before each repetition; here a kept answer is told again only while its
object is still visible to the caller and no clearance is lost that the answer may show.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yinqiao.platform.crypto import fields, index
from yinqiao.platform.errors import DomainError, NotFound, PermissionRefused
from yinqiao.platform.rest.models import IdempotencyRecord
from yinqiao.platform.rest.requests import ApiRequest

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
KEPT_HEADERS: Final = ("ETag", "Location")
_KEY = re.compile(r"[\x21-\x7e]{8,100}\Z")
_FIELD: Final = "rest.answer"
_ERROR: Final = 400


class KeyNeeded(DomainError):
    """A write that makes something new must carry a key."""

    code = "IDEMPOTENCY_KEY_NEEDED"
    status = 400


class KeyUsedOtherwise(DomainError):
    """The key came before with another request."""

    code = "IDEMPOTENCY_KEY_REUSED"
    status = 422


class InFlight(DomainError):
    """The first request with this key is still running."""

    code = "IDEMPOTENCY_IN_FLIGHT"
    status = 409


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request with a key: whose, for which operation, and a keyed digest of what it asks."""

    user_id: int
    key: str
    operation: str
    digest: bytes
    made_at: datetime
    clearances: frozenset[str]


def once(
    request: ApiRequest,
    *,
    operation: str,
    is_key_needed: bool,
    is_visible: Callable[[], bool],
    run: Callable[[], HttpResponse],
) -> HttpResponse:
    """Run the write, or return the answer that its key has already got. Stands inside the request's transaction."""
    key = key_of(request, is_needed=is_key_needed)
    user_id = request.actor.user_id
    if not key or user_id is None:
        return run()
    clearances = request.actor.clearances
    attempt = Attempt(user_id, key, operation, _digest(request), request.now, clearances)
    _lock(attempt)
    record = IdempotencyRecord.objects.filter(user_id=user_id, key=key).first()
    if record is not None:
        response = _replay(record, attempt)
        if not is_visible():
            raise NotFound(_("Nothing here, or outside your scope"))
        return response
    response = run()
    if response.status_code < _ERROR:
        _keep(attempt, response)
    return response


def key_of(request: HttpRequest, *, is_needed: bool) -> str:
    """Return the key sent, or nothing; raise KeyNeeded if it is missing but needed, or not 8 to 100 printable characters."""
    key = request.headers.get(HEADER, "")
    if (is_needed and not key) or (key and not _KEY.match(key)):
        raise KeyNeeded(
            _("Send an Idempotency-Key of 8 to 100 characters, a new one for each new request.")
        )
    return key


def short_key(request: HttpRequest) -> str:
    """Return a name of the request's key for services that keep one of their own; the same key gives the same name."""
    return f"api:{hashlib.sha256(request.headers.get(HEADER, '').encode()).hexdigest()[:40]}"


def _lock(attempt: Attempt) -> None:
    """Hold the key until the transaction ends; whoever comes meanwhile is told so at once and does not queue."""
    name = f"{attempt.user_id}:{attempt.key}".encode()
    number = int.from_bytes(hashlib.sha256(name).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", (number,))
        if not cursor.fetchone()[0]:
            raise InFlight(
                _("The first request with this key is still running. Ask again."),
                extra={"retry_after": 1},
            )


def _digest(request: HttpRequest) -> bytes:
    """Keyed, because a body may hold nothing but a phone number."""
    return index.blind(
        "rest.request",
        f"{request.method} {request.get_full_path()}\n{request.body.decode('latin-1')}",
    )


def _replay(record: IdempotencyRecord, attempt: Attempt) -> HttpResponse:
    if bytes(record.digest) != attempt.digest:
        raise KeyUsedOtherwise(_("This key was used for another request."))
    if not attempt.clearances.issuperset(record.clearances):
        raise PermissionRefused(
            _("Your rights have changed since this was answered. Read the object again.")
        )
    body = fields.decrypt(_FIELD, record.pk, record.answer_token)
    response = HttpResponse(
        body, status=record.status, content_type="application/json; charset=utf-8"
    )
    for name, value in record.headers.items():
        response.headers[name] = value
    response.headers[REPLAYED] = "true"
    return response


def _keep(attempt: Attempt, response: HttpResponse) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('rest_idempotency_record', 'id'))")
        record_id = int(cursor.fetchone()[0])
    IdempotencyRecord.objects.create(
        pk=record_id,
        user_id=attempt.user_id,
        key=attempt.key,
        operation=attempt.operation,
        digest=attempt.digest,
        status=response.status_code,
        headers={name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
        clearances=sorted(attempt.clearances),
        answer_token=fields.encrypt(_FIELD, record_id, response.content.decode()),
        created_at=attempt.made_at,
    )
