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

    def of(self, currency: str, *, is_linked: bool = False) -> Decimal:
        """Return the amount, in yuan, that binds a product of this currency; the lower one where other sales are linked.

        Else the currency of whatever is sold last would choose the measure for all of them.
        """
        if self.dollar_rate is None:
            return self.yuan
        foreign = self.dollars * self.dollar_rate
        if is_linked:
            return min(self.yuan, foreign)
        return self.yuan if currency == YUAN else foreign


def needs_diligence(
    amount: Decimal, *, currency: str, thresholds: SaleThresholds, linked: Decimal = Decimal(0)
) -> bool:
    """Tell whether the amount and what is `linked` to it, in yuan, come to so much or more: 「以上」 takes the boundary in."""
    return amount + linked >= thresholds.of(currency, is_linked=linked > 0)
