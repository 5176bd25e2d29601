"""What a customer contributes a year, part by part (DOMAIN §9): for heads and compliance alone, as it tells the bank's transfer prices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from yinqiao.customers import queries as customers
from yinqiao.insights import policies
from yinqiao.insights.models import CustomerFacts
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require

OPENED: Final = "insights.contribution-opened"
# What adds to the contribution, and what is taken from it, in the order in which it is told.
PARTS: Final = ("deposit_margin", "loan_margin", "fee_income", "operating_cost", "expected_loss")
_TAKEN: Final = frozenset({"operating_cost", "expected_loss"})


@dataclass(frozen=True, slots=True)
class Worth:
    """The parts, signed, that come to `contribution`; `capital` is what is taken from it to make the EVA. None of what is not connected."""

    customer_name: str
    parts: Mapping[str, Decimal]
    contribution: Decimal | None
    capital: Decimal | None
    data_on: date


def worth_of(*, actor: Actor, customer_id: int) -> Worth | None:
    """Return the parts of a customer's contribution; None before the first figures and for those who see bands only. Raises NotFound outside the scope, PermissionRefused."""
    require(actor, policies.VIEW_CONTRIBUTION, verb=OPENED)
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    row = CustomerFacts.objects.filter(pk=customer_id).first()
    if row is None or not customers.masker_of(actor).sees_amounts(in_team=in_team):
        return None
    parts = {}
    for name in PARTS:
        value = getattr(row, name)
        if value is not None:
            parts[name] = -value if name in _TAKEN else value
    name = customers.names_seen(actor=actor, customer_ids=[customer_id]).get(customer_id, "")
    return Worth(name, parts, row.contribution, row.capital_charge, row.data_on)
