"""The borders of the tiers in force: for bands of masked amounts and for the list's filter."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from yinqiao.customers import choices
from yinqiao.customers.models import ListedCustomer
from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.masking.rules import TIER_BOUNDS
from yinqiao.platform.parameters import queries as parameters

THRESHOLDS: Final = "customers.tier_thresholds"


def tier_bounds(*, on: date | None = None) -> tuple[Decimal, ...]:
    """Return the lower borders of 理财, 财富, 钻石, 私行 in yuan, ascending."""
    if THRESHOLDS not in registry.parameters:
        return tuple(TIER_BOUNDS)
    value = parameters.value(THRESHOLDS, on=on)
    return (
        tuple(Decimal(str(bound)) for bound in value)
        if isinstance(value, Sequence)
        else tuple(TIER_BOUNDS)
    )


def masker_of(actor: Actor) -> Masker:
    """Return the masking door of `actor` with the borders in force."""
    return Masker.of(actor, tier_bounds=tier_bounds())


def tiers_of(customer_ids: Collection[int]) -> dict[int, str]:
    """Return the tiers of those of these customers that the session may see, for figures over many."""
    rows = ListedCustomer.objects.filter(customer_id__in=customer_ids)
    return dict(rows.values_list("customer_id", "tier"))


def tier_label(code: str) -> str:
    """Return the name of a tier."""
    return label(choices.Tier, code)
