"""Tickets of evidence packs: the password is drawn and shown first, the pack is made when its ticket comes back.

Nothing of it is kept: the order and the password travel sealed in the page of the one who asked, for some minutes.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.suitability import policies
from yinqiao.compliance.suitability.services.packing import PackOrder, check_order
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.crypto import fields
from yinqiao.platform.crypto.fields import DecryptionFailed
from yinqiao.platform.crypto.passphrases import draw_passphrase
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.errors import DomainError

SEALED_AS: Final = "compliance.evidence-pack"
# The dialog hides the password as late.
LASTS: Final = timedelta(minutes=10)


class PackGone(DomainError):
    """The ticket is over, another person's or another customer's, or no ticket."""

    code = "PACK_GONE"
    status = 409


@dataclass(frozen=True, slots=True)
class PackTicket:
    """What fetches a pack once or again while it lasts, and the password that opens it."""

    text: str
    password: Secret


def draw_ticket(*, actor: Actor, now: datetime, customer_id: int, order: PackOrder) -> PackTicket:
    """Return a ticket for a pack with a password of its own. Raises as `pack_evidence` does for what cannot be packed."""
    require(actor, policies.EXPORT_PACK, verb="compliance.evidence-packed")
    check_order(actor=actor, customer_id=customer_id, order=order)
    password = draw_passphrase()
    told = {
        "user": actor.user_id,
        "at": now.isoformat(),
        "since": order.since.isoformat(),
        "until": order.until.isoformat(),
        "reason": order.reason,
        "password": password,
    }
    token = fields.encrypt(SEALED_AS, customer_id, json.dumps(told))
    return PackTicket(urlsafe_b64encode(token).decode(), Secret(password))


def open_ticket(
    text: str, *, actor: Actor, now: datetime, customer_id: int
) -> tuple[PackOrder, Secret]:
    """Return what was ordered for this customer by this person, and the password; raise PackGone."""
    try:
        token = urlsafe_b64decode(text.encode())
        told = json.loads(fields.decrypt(SEALED_AS, customer_id, token))
    except (ValueError, DecryptionFailed):
        raise _gone() from None
    if told["user"] != actor.user_id or now >= datetime.fromisoformat(told["at"]) + LASTS:
        raise _gone()
    since, until = (date.fromisoformat(told[name]) for name in ("since", "until"))
    return PackOrder(since, until, told["reason"]), Secret(told["password"])


def _gone() -> PackGone:
    return PackGone(_("The pack was not fetched in time. Ask for it again."))
