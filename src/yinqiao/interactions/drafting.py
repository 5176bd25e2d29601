"""The beginning of a message to a customer: who writes, for which bank, and of text messages how to have no more of them."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters

_FEMALE, _MALE = "F", "M"


def greeting(*, actor: Actor, customer_id: int, now: datetime, is_refusable: bool) -> str:
    """Return a text to go on from. It names the customer by surname only, and no product; a marketing text message says how to refuse."""
    bank = parameters.text("brand.name", on=clock.bank_date(now))
    body = _("Dear {whom}, this is {name} of {unit}. ").format(
        whom=_addressed(actor, customer_id), name=actor.name, unit=actor.org_name or bank
    )
    if not is_refusable:
        return body
    return _("[{bank}] {body} Reply R to refuse.").format(bank=bank, body=body.strip())


def _addressed(actor: Actor, customer_id: int) -> str:
    row = customers.require_customer(actor=actor, customer_id=customer_id)
    surname = customers.masked_name(actor=actor, customer_id=customer_id).rstrip("*")
    if row.sex == _FEMALE:
        return _("Ms {surname}").format(surname=surname)
    if row.sex == _MALE:
        return _("Mr {surname}").format(surname=surname)
    return surname
