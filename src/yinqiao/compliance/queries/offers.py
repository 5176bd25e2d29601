"""May a product be proposed, or sold, to this customer? The gate for what is said face to face: the person and the product, not the way to her."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.compliance import rules
from yinqiao.compliance.choices import Channel, ContactPurpose
from yinqiao.compliance.queries.contact import ContactDecision, contact_of, shown
from yinqiao.compliance.queries.facts import customer_facts, limits_on
from yinqiao.compliance.rules import Answer
from yinqiao.compliance.suitability.queries import sale_refusal
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound


def offer_decision(
    *,
    actor: Actor,
    customer_id: int,
    purpose: str,
    product: int | None = None,
    is_sale: bool = False,
    now: datetime,
) -> ContactDecision:
    """Return whether the product (None: nothing that is bound by a grade) may be proposed to the customer; `is_sale`: was sold to her.

    Naming a product is marketing whatever `purpose` says. A proposal needs that it may be recommended; a sale that it may be sold, with
    evidence of every step. Raises NotFound outside the scope, and for an unknown product.
    """
    limits = limits_on(clock.bank_date(now))
    contact = contact_of(
        purpose=purpose if product is None else ContactPurpose.MARKETING,
        channel=Channel.ANY,
        product=product,
        campaign=None,
        now=now,
    )
    facts = customer_facts(
        actor=actor, customer_ids=[customer_id], limits=limits, now=now, contact=contact
    ).get(customer_id)
    if facts is None:
        raise NotFound(_("There is no such customer, or it is not in your scope."))
    if is_sale and product is not None:
        refusal = sale_refusal(actor=actor, customer_id=customer_id, product_id=product, now=now)
        facts = replace(facts, suitability=Answer(*refusal) if refusal else None)
    decision = rules.decide_offer(facts, contact, limits)
    return shown(decision, actor=actor, customer_id=customer_id, contact=contact)
