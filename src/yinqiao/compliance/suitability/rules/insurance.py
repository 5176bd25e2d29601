"""When a signed declaration is due before a policy is issued (article 39), and which insurance needs no analysis of the need (article 40).

Pure; DOMAIN §14 vectors 11 and 12. Amounts in yuan; 「超过」 leaves the boundary out, 「以上」 takes it in.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yinqiao.compliance.suitability.choices import DeclarationGround, InsuranceKind

DECLARED: Final = frozenset(
    {
        InsuranceKind.PARTICIPATING,
        InsuranceKind.UNIVERSAL,
        InsuranceKind.UNIT_LINKED,
        InsuranceKind.VARIABLE_ANNUITY,
    }
)
EXEMPT: Final = frozenset({InsuranceKind.PROPERTY, InsuranceKind.SHORT_LIFE})


@dataclass(frozen=True, slots=True)
class Policy:
    """What is applied for: one premium or a yearly one for `pay_years`; `age` is the policyholder's in full years."""

    kind: str
    age: int
    household_income: Decimal
    single_premium: Decimal | None = None
    annual_premium: Decimal | None = None
    pay_years: int | None = None
    budget: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PolicyLimits:
    """The bank's parameters of a day."""

    income_times: Decimal = Decimal(4)
    income_percent: Decimal = Decimal(20)
    years_and_age: int = 75
    budget_percent: Decimal = Decimal(150)


def declaration_grounds(policy: Policy, limits: PolicyLimits) -> tuple[DeclarationGround, ...]:
    """Return why a declaration is due; nothing when none is."""
    if policy.kind not in DECLARED:
        return ()
    found: list[DeclarationGround] = []
    single, annual = policy.single_premium, policy.annual_premium
    if single is not None and single > policy.household_income * limits.income_times:
        found.append(DeclarationGround.SINGLE_PREMIUM)
    if annual is not None and annual * 100 > policy.household_income * limits.income_percent:
        found.append(DeclarationGround.ANNUAL_PREMIUM)
    if policy.pay_years is not None and policy.pay_years + policy.age >= limits.years_and_age:
        found.append(DeclarationGround.PAY_YEARS_AND_AGE)
    if policy.budget is not None and _is_of(single or annual, policy.budget, limits.budget_percent):
        found.append(DeclarationGround.BUDGET)
    return tuple(found)


def _is_of(amount: Decimal | None, whole: Decimal, percent: Decimal) -> bool:
    """Tell whether an amount is so many percent of another or more."""
    return amount is not None and amount * 100 >= whole * percent


def needs_analysis(kind: str) -> bool:
    """Tell whether the need is analysed before the sale; what is not known is."""
    return kind not in EXEMPT
