"""A small API to try the frame on: parameters as the things it reads and writes, callers named in the Authorization header.

The real middleware reads tokens of `access`, which this room cannot see; this one opens the same transaction and scope.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.db import DataError, IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import Query, Status
from pydantic import Field

from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import NotFound, StaleVersion
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.rest import versions
from yinqiao.platform.rest.assembly import assemble
from yinqiao.platform.rest.paging import Page, Paging, read_slice
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Answer, Id, Input
from yinqiao.platform.ui.paging import Order, QuerySetSource

READ, WRITE = "sample.view_thing", "sample.edit_thing"
CALLERS = {
    "full": frozenset({READ, WRITE}),
    "reader": frozenset({READ}),
    "other": frozenset({READ, WRITE}),
    "nobody": frozenset[str](),
}


def actor_of(name: str) -> Actor:
    number = list(CALLERS).index(name) + 1
    return Actor(
        kind=ActorKind.SERVICE,
        staff_id=None,
        user_id=number,
        staff_no=name,
        name=name,
        permissions=CALLERS[name],
        session_key=f"token:{number}",
    )


class CallerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        name = request.headers.get("Authorization", "").removeprefix("Bearer ")
        request.actor = actor_of(name) if name in CALLERS else None
        if request.actor is None:
            return self.get_response(request)
        with scope_session(request.actor):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


@dataclass(frozen=True, slots=True)
class ThingLine:
    """A read model, as a room's queries give it."""

    id: int
    key: str
    reason: str
    since: date
    size: Decimal


class Thing(Answer):
    """A thing."""

    id: int
    key: str
    reason: str
    since: date
    size: Decimal


class ThingInput(Input):
    """A new thing."""

    key: Annotated[str, Field(min_length=1, max_length=20)]
    reason: Annotated[str, Field(max_length=40)] = ""
    size: Annotated[Decimal, Field(max_digits=20, decimal_places=2)] = Decimal(1)
    wait: float = 0
    fails: bool = False


class ThingChange(Input):
    """What may be changed."""

    reason: Annotated[str, Field(max_length=40)] = ""


class ThingFilter(Input):
    """What may be searched by."""

    key: Annotated[str, Field(max_length=20)] = ""
    since: date | None = None


router = ApiRouter(tags=["things"])


@use_case("sample.thing-made", permission=WRITE)
def make_thing(unit: Unit, *, actor: Actor, now: datetime, key: str, reason: str) -> ParameterValue:
    row = ParameterValue.objects.create(
        key=key,
        value=1,
        effective_from=now.date(),
        reason=reason,
        set_by_id=actor.staff_id,
        set_by_name=actor.name,
        set_at=now,
    )
    unit.audit(ObjectRef("sample.thing", row.pk), new={"key": key})
    return row


@use_case("sample.thing-changed", permission=WRITE)
def change_thing(
    unit: Unit, *, actor: Actor, now: datetime, thing_id: int, version: int, reason: str
) -> ParameterValue:
    row = ParameterValue.objects.select_for_update().filter(pk=thing_id).first()
    if row is None:
        raise NotFound("No such thing.")
    if row.value != version:
        raise StaleVersion(
            "Changed meanwhile.",
            extra={
                "version": row.value,
                "differences": [{"field": "reason", "theirs": row.reason, "mine": reason}],
            },
        )
    row.value, row.reason = version + 1, reason
    row.save()
    unit.audit(ObjectRef("sample.thing", row.pk), new={"reason": reason})
    return row


def line(row: ParameterValue) -> ThingLine:
    return ThingLine(
        row.pk, row.key, row.reason, row.effective_from, Decimal("1234567890123456.70")
    )


@router.reads("/things", permission=READ, answer=Page[Thing])
def things(request: ApiRequest, filters: Query[ThingFilter], paging: Query[Paging]) -> Page[Thing]:
    """List things.

    In the order of their keys.
    """
    rows = ParameterValue.objects.filter(key__startswith=filters.key)
    found = read_slice(
        QuerySetSource(rows),
        actor=request.actor,
        order=Order("key"),
        filters=filters.model_dump(),
        paging=paging,
    )
    return Page[Thing](
        items=[Thing.model_validate(line(row)) for row in found.rows], next=found.next
    )


@router.reads("/things/{thing_id}", permission=READ, answer=Thing)
def thing(request: ApiRequest, thing_id: Id, response: HttpResponse) -> ThingLine:
    """Read one thing."""
    row = ParameterValue.objects.filter(pk=thing_id).first()
    if row is None:
        raise NotFound("No such thing.")
    versions.put(response, row.value)
    return line(row)


@router.creates("/things", permission=WRITE, answer=Thing)
def create_thing(
    request: ApiRequest, body: ThingInput, response: HttpResponse
) -> Status[ThingLine]:
    """Make a thing."""
    row = make_thing(actor=request.actor, now=request.now, key=body.key, reason=body.reason)
    time.sleep(body.wait)
    if body.fails:
        raise NotFound("After the effect.")
    response.headers["Location"] = f"/api/v1/things/{row.pk}"
    versions.put(response, 1)
    return Status(201, line(row))


@router.changes("/things/{thing_id}", permission=WRITE, answer=Thing)
def change_one_thing(
    request: ApiRequest, thing_id: Id, body: ThingChange, response: HttpResponse
) -> ThingLine:
    """Change a thing."""
    row = change_thing(
        actor=request.actor,
        now=request.now,
        thing_id=thing_id,
        version=request.version,
        reason=body.reason,
    )
    versions.put(response, row.value)
    return line(row)


@router.reads("/broken/{kind}", permission=READ, answer=Thing)
def broken(request: ApiRequest, kind: str) -> ThingLine:
    """Break in some way."""
    raise {
        "value": ValueError("13812345678"),
        "busy": OperationalError("x"),
        "data": DataError("x"),
        "unique": IntegrityError("x"),
    }[kind]


api = assemble([router])
urlpatterns = [path("api/v1/", api.urls)]
handler404 = "yinqiao.platform.ui.views.errors.not_found"
MIDDLEWARE = [
    "yinqiao.platform.ui.middleware.RequestIdMiddleware",
    "yinqiao.platform.ui.middleware.SecurityHeadersMiddleware",
    "django.middleware.common.CommonMiddleware",
    "yinqiao.platform.rest.tests.sample.CallerMiddleware",
    "yinqiao.platform.ui.middleware.DomainErrorMiddleware",
]
