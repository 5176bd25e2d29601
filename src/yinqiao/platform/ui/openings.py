"""Opening: whatever has a customer in its address, a page, a panel or an operation of the API, goes through one door.

The room that owns customers hangs its door here. The door is asked before anything is read, and told afterwards what was shown.
A panel inside an opened page costs nothing more: the session remembers whom it opened today.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Protocol, TypeVar, cast

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.policies import VIEW as VIEW_TRAIL
from yinqiao.platform.registry import Registry
from yinqiao.platform.ui.requests import actor_of

CUSTOMERS: Final = "customers.customer"
# Who reads the trail of a customer reads about staff; those looks stand under verbs of their own.
NOT_OPENING: Final = frozenset({VIEW_TRAIL})
ResponseT = TypeVar("ResponseT", bound=HttpResponseBase)
_ADDRESS: Final = re.compile(r"(?:\A|/)customers/<id:(\w+)>/")
_KEY: Final = "opened"
_REMEMBERED: Final = 400
_NO_CONTENT: Final = 204
_SHOWN: Final = range(200, 300)


class Recorder(Protocol):
    """Write into the trail that the actor opened the customer, and by what."""

    def __call__(self, *, actor: Actor, customer_id: int, detail: Mapping[str, object]) -> None: ...


class Admission(Protocol):
    """Tell whether the actor opened the customer before on this day; raise where a further one is too many."""

    def __call__(self, *, actor: Actor, now: datetime, customer_id: int) -> bool: ...


@dataclass(frozen=True, slots=True)
class Door:
    """What the owner of customers asks of each opening."""

    admit: Admission
    record: Recorder


doors: Registry[Door] = Registry("doors")


def by_page(
    request: HttpRequest,
    values: Mapping[str, object],
    *,
    permission: str,
    run: Callable[[], HttpResponseBase],
) -> HttpResponseBase:
    """Run a page; through the door, if its address names a customer."""
    match = request.resolver_match
    name = _argument(match.route) if match else ""
    if not name or permission in NOT_OPENING or request.method == "OPTIONS":
        return run()
    session: SessionBase | None = getattr(request, "session", None)
    customer_id = cast("int", values[name])
    today = clock.bank_date(clock.now())
    if session is not None and customer_id in _opened(session, today):
        return run()
    page = match.view_name if match else ""
    response = through(request, customer_id, detail={"page": page}, run=run)
    if session is not None and _is_shown(response):
        _remember(session, customer_id, today)
    return response


def through(
    request: HttpRequest,
    customer_id: int,
    *,
    detail: Mapping[str, object],
    run: Callable[[], ResponseT],
) -> ResponseT:
    """Run what shows a customer: refused where it is one too many, in the trail once a day of the bank."""
    door = doors.find(CUSTOMERS)
    if door is None:
        return run()
    actor = actor_of(request)
    was_opened = door.admit(actor=actor, now=clock.now(), customer_id=customer_id)
    response = run()
    if _is_shown(response) and not was_opened and not is_recorded(request, customer_id):
        door.record(actor=actor, customer_id=customer_id, detail=detail)
    return response


def enter(request: HttpRequest, customer_id: int, *, detail: Mapping[str, object]) -> None:
    """Open the customer behind something else that the address names, an account of hers."""
    door = doors.find(CUSTOMERS)
    actor = actor_of(request)
    if door is None or door.admit(actor=actor, now=clock.now(), customer_id=customer_id):
        return
    door.record(actor=actor, customer_id=customer_id, detail=detail)


def recorded(request: HttpRequest, customer_id: int) -> None:
    """Say that the view itself wrote that it opened the customer, with more than the door knows."""
    request.opened_customer = customer_id  # type: ignore[attr-defined]


def is_recorded(request: HttpRequest, customer_id: int) -> bool:
    """Tell whether the view wrote it."""
    return getattr(request, "opened_customer", None) == customer_id


@lru_cache(maxsize=1_024)
def _argument(route: str) -> str:
    """Return which part of the address is the customer's id; nothing for an address without one."""
    found = _ADDRESS.search(route)
    return found[1] if found else ""


def _is_shown(response: HttpResponseBase) -> bool:
    """Tell whether the answer shows something: one that only leads on does not."""
    return response.status_code in _SHOWN and response.status_code != _NO_CONTENT


def _opened(session: SessionBase, today: date) -> list[int]:
    kept = session.get(_KEY)
    return kept["ids"] if kept and kept["on"] == today.isoformat() else []


def _remember(session: SessionBase, customer_id: int, today: date) -> None:
    """Keep the newest; whoever opened more is asked of the trail again."""
    ids = [*_opened(session, today), customer_id][-_REMEMBERED:]
    session[_KEY] = {"on": today.isoformat(), "ids": ids}
