"""转介: the counter passes a need on to the main manager, in the customer's own words; without one to the pool of the unit (D66)."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import policies
from yinqiao.sales.choices import REFERRAL, Act
from yinqiao.sales.models import Opportunity
from yinqiao.sales.opening import Told, in_workdays, open_told

NEED_LENGTH: Final = 300


@use_case("sales.customer-referred", permission=policies.REFER)
def refer_customer(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, key: str, need: str
) -> int:
    """Open an opportunity with what the customer wants; return its id. The same `key` opens one.

    It is service: the customer asked for the call. Raises NotFound outside the scope, InvalidInput for an empty or long need.
    Numbers of persons and cards in the words are masked before they are stored.
    """
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    words = _checked(need)
    take_turn("sales.refer", customer_id)
    standing = Opportunity.objects.filter(
        customer_id=customer_id, kind=REFERRAL, object_key=key
    ).first()
    if standing is not None:
        ref = ObjectRef("sales.opportunity", standing.pk)
        unit.audit(ref, customer_id=customer_id, detail={"repeated": True})
        return standing.pk
    today = clock.bank_date(now)
    told = Told(
        kind=REFERRAL,
        object_key=key,
        title=_("Referral from the counter"),
        reason=_("“{words}” — told to {name} at the counter on {day}").format(
            words=words, name=actor.name, day=today.isoformat()
        ),
        suggestion=_("Call the customer back and answer the wish."),
        act=Act.REFERRED,
        due_on=in_workdays(today, parameters.integer("sales.referral_workdays", on=today)),
        customer_id=customer_id,
        is_company=customer.is_company,
        owner_id=customer.main_rm_id,
        org_id=customer.org_id,
    )
    return open_told(unit, told, actor=actor, now=now).pk


def _checked(need: str) -> str:
    words = scan_free_text(need.strip())
    text = ""
    if not words:
        text = _("Write what the customer wants.")
    elif len(words) > NEED_LENGTH:
        text = _("At most {limit} characters.").format(limit=NEED_LENGTH)
    if text:
        raise InvalidInput(text, fields={"need": text})
    return words
