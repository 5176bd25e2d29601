"""Who is a qualified investor (DOMAIN §3, ALT). Pure; amounts in yuan."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class InvestorFacts:
    """What the customer proved: years of investing, net and gross financial assets, mean yearly income of three years."""

    years: int
    net_assets: Decimal | None = None
    assets: Decimal | None = None
    income: Decimal | None = None


@dataclass(frozen=True, slots=True)
class InvestorLimits:
    """The bank's parameters of a day."""

    years: int = 2
    net_assets: Decimal = Decimal(3_000_000)
    assets: Decimal = Decimal(5_000_000)
    income: Decimal = Decimal(400_000)


def is_qualified(facts: InvestorFacts, limits: InvestorLimits) -> bool:
    """Tell whether a person is a qualified investor: the years, and one of the three amounts (each 「不低于」)."""
    if facts.years < limits.years:
        return False
    pairs = (
        (facts.net_assets, limits.net_assets),
        (facts.assets, limits.assets),
        (facts.income, limits.income),
    )
    return any(told is not None and told >= least for told, least in pairs)
