"""A sale that was refused for want of due diligence opens the customer's file, so that somebody supplies what it lacks."""

from datetime import datetime

from yinqiao.compliance.diligence import policies
from yinqiao.compliance.diligence.models import DiligenceFile
from yinqiao.compliance.diligence.queries.clocks import party_type_of
from yinqiao.compliance.diligence.services.files import open_file
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor


def open_for_sale(*, actor: Actor, now: datetime, customer_id: int) -> int | None:
    """Open the file where there is none and the actor may; return its id. Its clock reminds from then on. Raises NotFound outside the scope."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    is_there = DiligenceFile.objects.filter(customer_id=customer_id).exists()
    if is_there or not actor.can(policies.FILL):
        return None
    party_type = party_type_of(
        customer.kind, customer.party_type, is_self_employed=customer.is_self_employed
    )
    return open_file(actor=actor, now=now, customer_id=customer_id, party_type=party_type)
