"""From which amount on a one-off sale of a product needs finished due diligence (DOMAIN §4.3); linked sales are summed before."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

YUAN: Final = "CNY"


@dataclass(frozen=True, slots=True)
class SaleThresholds:
    """The amount in yuan, and that in dollars for products in another currency; `dollar_rate` is yuan for a dollar, None where none is set."""

    yuan: Decimal = Decimal(50_000)
    dollars: Decimal = Decimal(10_000)
    dollar_rate: Decimal | None = None

    def of(self, currency: str) -> Decimal:
        """Return the amount, in yuan, that binds a product of this currency."""
        if currency == YUAN or self.dollar_rate is None:
            return self.yuan
        return self.dollars * self.dollar_rate


def needs_diligence(amount: Decimal, *, currency: str, thresholds: SaleThresholds) -> bool:
    """Tell whether the amount, in yuan, is so much or more: 「以上」 takes the boundary in."""
    return amount >= thresholds.of(currency)
