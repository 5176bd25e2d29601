"""What is proposed or sold, and what the gate and due diligence say to it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db.models import Sum
from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.sales.choices import State
from yinqiao.sales.models import Opportunity

_SALES: Final = "sales.sale"


class ProposalUnsuitable(InvalidInput):
    """The gate is closed to a proposal or a sale. `code` is that of the first reason (``SUIT_MISMATCH``, ``PAUSED``)."""

    code = "SUIT_MISMATCH"

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message, fields={"product": message})
        self.code = code


class DiligenceMissing(InvalidInput):
    """So much is sold to nobody whose due diligence is not finished."""

    code = "DILIGENCE_MISSING"

    def __init__(self, message: str, *, customer_id: int) -> None:
        super().__init__(message, fields={"product": message})
        self.customer_id = customer_id


@dataclass(frozen=True, slots=True)
class Offer:
    """What is proposed, or was sold."""

    product_id: int | None
    is_without: bool
    is_sale: bool = False
    amount: Decimal | None = None

    @property
    def question(self) -> str:
        """What is asked where nothing was said."""
        if self.is_sale:
            return _("Name the product that was sold, or say that it was no investment product.")
        return _("Name the product, or say that the proposal holds no investment product.")


def check_offer(row: Opportunity, offer: Offer, *, actor: Actor, now: datetime) -> None:
    """Let only through what the gate does (DOMAIN §3, §7): a deal is no way round the proposal."""
    if offer.product_id is None and not offer.is_without:
        raise InvalidInput(offer.question, fields={"product": offer.question})
    try:
        decision = compliance.offer_decision(
            actor=actor,
            customer_id=row.customer_id,
            purpose=row.purpose,
            product=offer.product_id,
            is_sale=offer.is_sale,
            now=now,
        )
    except NotFound:
        # The customer was locked in scope: it is the product that there is not.
        said = _("Choose one of the list.")
        raise InvalidInput(said, fields={"product": said}) from None
    if not decision.is_allowed:
        raise ProposalUnsuitable(decision.reason, code=decision.code)


def sold_amount(row: Opportunity, offer: Offer) -> Decimal:
    """Return for how much was sold, in yuan; raise InvalidInput where nobody says and the opportunity does not know."""
    amount = row.amount if offer.amount is None else offer.amount
    if amount is None or amount <= 0:
        said = _("Say for how much it was sold.")
        raise InvalidInput(said, fields={"amount": said})
    return amount


def check_diligence(row: Opportunity, product_id: int, *, actor: Actor, now: datetime) -> None:
    """Sum what is linked: several small sales, at once or one after another, are no way round one that is large (DOMAIN §4.3)."""
    take_turn(_SALES, row.customer_id)
    won = Opportunity.objects.filter(
        customer_id=row.customer_id,
        state=State.WON,
        proposed_product_id__isnull=False,
        closed_at__gt=compliance.linked_since(now=now),
    )
    sums = won.values_list("proposed_product_id").annotate(Sum("amount", default=Decimal(0)))
    linked = compliance.linked_amount(
        actor=actor, customer_id=row.customer_id, named=dict(sums.order_by()), now=now
    )
    refusal = compliance.undue_sale(
        actor=actor,
        customer_id=row.customer_id,
        product_id=product_id,
        amount=row.amount or Decimal(0),
        linked=linked,
        now=now,
    )
    if refusal:
        raise DiligenceMissing(refusal, customer_id=row.customer_id)
