"""The parameters of suitability in force on a day."""

from datetime import date
from decimal import Decimal

from yinqiao.compliance.suitability import parameters as keys
from yinqiao.compliance.suitability.rules import (
    AssessmentLimits,
    Boundary,
    InvestorLimits,
    PolicyLimits,
    SaleLimits,
)
from yinqiao.platform.parameters import queries as parameters


def sale_limits(on: date) -> SaleLimits:
    """Return those of a sale."""
    return SaleLimits(
        adult_age=parameters.integer(keys.ADULT_AGE, on=on),
        capacity_age=parameters.integer(keys.CAPACITY_AGE, on=on),
        limited_grade=parameters.text(keys.LIMITED_GRADE, on=on),
        elder_age=parameters.integer(keys.ELDER_AGE, on=on),
        elder_grade=parameters.text(keys.ELDER_GRADE, on=on),
        elder_insurance_age=parameters.integer(keys.ELDER_INSURANCE_AGE, on=on),
        means_percent=parameters.integer(keys.MEANS_PERCENT, on=on),
        exempt_regimes=frozenset(keys.items_of(parameters.value(keys.EXEMPT_REGIMES, on=on))),
    )


def assessment_limits(on: date) -> AssessmentLimits:
    """Return those of assessments."""
    return AssessmentLimits(
        months=parameters.integer(keys.VALID_MONTHS, on=on),
        boundary=Boundary(parameters.text(keys.VALID_BOUNDARY, on=on)),
        most_a_day=parameters.integer(keys.MOST_A_DAY, on=on),
        most_in_window=parameters.integer(keys.MOST_IN_WINDOW, on=on),
        window_months=parameters.integer(keys.WINDOW_MONTHS, on=on),
    )


def policy_limits(on: date) -> PolicyLimits:
    """Return those of insurance declarations."""
    return PolicyLimits(
        income_times=parameters.decimal(keys.INCOME_TIMES, on=on),
        income_percent=parameters.decimal(keys.INCOME_PERCENT, on=on),
        years_and_age=parameters.integer(keys.YEARS_AND_AGE, on=on),
        budget_percent=parameters.decimal(keys.BUDGET_PERCENT, on=on),
    )


def investor_limits(on: date) -> InvestorLimits:
    """Return those of qualified investors."""

    def amount(key: str) -> Decimal:
        return parameters.decimal(key, on=on)

    return InvestorLimits(
        years=parameters.integer(keys.QUALIFIED_YEARS, on=on),
        net_assets=amount(keys.QUALIFIED_NET_ASSETS),
        assets=amount(keys.QUALIFIED_ASSETS),
        income=amount(keys.QUALIFIED_INCOME),
    )


def licence_of_class(on: date) -> dict[str, str]:
    """Return which licence each class of products needs."""
    pairs = keys.items_of(parameters.value(keys.LICENCES, on=on))
    return {
        product_class: kind
        for product_class, _colon, kind in (pair.partition(":") for pair in pairs)
    }
