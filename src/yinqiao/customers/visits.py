"""A visit at the counter: the customer that was found by a whole number, for whoever found her and for a while.

A counter opens no customer's page: what is done after finding names the visit, not the customer, so that nobody walks along ids.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Final

from django.core import signing
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound

_SALT: Final = "customers.visit"
LASTS: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose visit it is, and a key of its own."""

    customer_id: int
    key: str


def begin_visit(*, actor: Actor, now: datetime, customer_id: int) -> str:
    """Return the sealed name of a new visit."""
    payload = [customer_id, actor.staff_id, token_hex(8), int(now.timestamp())]
    return signing.dumps(payload, salt=_SALT, compress=True)


def visit_of(*, actor: Actor, now: datetime, name: str) -> Visit:
    """Return the visit; raise NotFound for a forged one, that of somebody else, and one that is over."""
    try:
        customer_id, staff_id, key, began = signing.loads(name, salt=_SALT)
    except (signing.BadSignature, ValueError):
        raise NotFound(_("Find the customer anew, please.")) from None
    age = now - datetime.fromtimestamp(began, tz=UTC)
    if actor.staff_id is None or staff_id != actor.staff_id or age > LASTS:
        raise NotFound(_("Find the customer anew, please."))
    return Visit(customer_id, key)
