"""Pure rules of holdings: accrued interest, results of a position, mismatch of risk, masks of counterparties."""

import re
from datetime import date
from decimal import Decimal

from yinqiao.lib.money import half_up

PERSON_NAME = 4
INSURANCE = "INS"
DEMAND = "DEMAND"
DEMAND_ACCOUNTS = frozenset({"SETTLEMENT", "PASSBOOK", "BASIC", "GENERAL", "SPECIAL", "TEMPORARY"})
"""An account without a product counts by what it is: these hold demand deposits."""
_COMPANY_SIGNS = re.compile(
    "公司|银行|支行|分行|有限|集团|中心|医院|学校|大学|税务|财政|社保|基金|超市|酒店|物业|商行|商店|厂|店|局|院|部|所|馆|行$"
)


def accrued_interest(
    principal: Decimal | None,
    rate: Decimal | None,
    *,
    value_on: date | None,
    on: date,
    matures_on: date | None,
    days_of_year: int,
) -> Decimal | None:
    """Return simple interest in yuan from `value_on` to `on` (no further than maturity); None if a part is not known.

    `rate` is a fraction a year. An estimate for the page: the core system settles by its own product rules.
    """
    if principal is None or rate is None or value_on is None:
        return None
    end = min(on, matures_on) if matures_on else on
    days = max((end - value_on).days, 0)
    return half_up(principal * rate * days / days_of_year)


def result(market_value: Decimal, cost: Decimal | None) -> Decimal | None:
    """Return what a position has gained (or lost) since it was bought."""
    return None if cost is None else market_value - cost


def is_above(customer_grade: str, product_grade: str) -> bool:
    """Tell whether a product's grade (R1-R5) is above the customer's (C1-C5); unknown grades are no mismatch."""
    return bool(customer_grade and product_grade) and int(product_grade[1:]) > int(
        customer_grade[1:]
    )


def class_of(account_type: str, product_class: str) -> str:
    """Return the product class by which an account counts (the same choice as in `exports.accounts`)."""
    if product_class:
        return product_class
    return DEMAND if account_type in DEMAND_ACCOUNTS else account_type


def is_person_name(name: str) -> bool:
    """Tell whether a counterparty reads like a person: short or with a middle dot, and nothing of a firm about it."""
    if not name or _COMPANY_SIGNS.search(name):
        return False
    return "·" in name or len(name) <= PERSON_NAME
