"""Pure rules of the make-up of assets: which class a holding counts as, and how a class stands against the reference."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.holdings.choices import AssetClass, Standing

_BY_CLASS: Final[Mapping[str, AssetClass]] = {
    "DEMAND": AssetClass.CASH,
    "NOTICE": AssetClass.CASH,
    "TIME": AssetClass.DEPOSIT,
    "CD": AssetClass.DEPOSIT,
    "TBOND": AssetClass.DEPOSIT,
    "STRUCTURED": AssetClass.DEPOSIT,
    "INS": AssetClass.INSURANCE,
    "METAL": AssetClass.ALTERNATIVE,
    "ALT": AssetClass.ALTERNATIVE,
}
# Wealth products and funds count by their type, which the rules of both trades want in the registered name; the first word found
# decides, so that a bond index is fixed income and a gold fund no equity.
_BY_NAME: Final = (
    (re.compile("货币|现金管理|现金宝"), AssetClass.CASH),
    (re.compile("黄金|商品|原油|白银"), AssetClass.ALTERNATIVE),
    (re.compile("固收|固定收益|债"), AssetClass.FIXED),
    (re.compile("混合|权益|股票|指数|ETF|蓝筹"), AssetClass.EQUITY),
)
# Where the name says nothing, the grade that binds; without a grade it counts as the riskier.
_BY_GRADE: Final[Mapping[str, Mapping[str, AssetClass]]] = {
    "WM": {"R1": AssetClass.FIXED, "R2": AssetClass.FIXED},
    "FUND": {"R1": AssetClass.CASH, "R2": AssetClass.FIXED},
}
_LINE: Final = re.compile(r"(C[1-5]):((?:[A-Z]+=\d{1,3})(?:/[A-Z]+=\d{1,3})*)\Z")
_WHOLE: Final = 100
GRADES: Final = ("C1", "C2", "C3", "C4", "C5")


def asset_class_of(product_class: str, risk_grade: str, name: str = "") -> AssetClass:
    """Return the class under which a holding of `product_class` (DOMAIN §3) counts: by its type as the name tells it, else by the binding grade R1-R5."""
    if product_class in _BY_CLASS:
        return _BY_CLASS[product_class]
    if product_class in _BY_GRADE:
        for words, asset_class in _BY_NAME:
            if words.search(name):
                return asset_class
    return _BY_GRADE.get(product_class, {}).get(risk_grade, AssetClass.EQUITY)


def reference_of(lines: Iterable[str], grade: str) -> dict[str, Decimal]:
    """Return the reference shares (fractions) of a customer's grade C1-C5; nothing for an unknown grade."""
    return _read(lines).get(grade, {})


def standing(
    share: Decimal, reference: Decimal, *, tolerance: Decimal, mismatches: int
) -> Standing:
    """Tell how a class stands; one that holds a product above the grade is blocked, whatever its share (UI §7)."""
    if mismatches:
        return Standing.BLOCKED
    gap = share - reference
    if abs(gap) <= tolerance:
        return Standing.NEAR
    return Standing.ABOVE if gap > 0 else Standing.BELOW


def problem_with_reference(value: object) -> str:
    """Return why `value` is no reference for all grades; nothing if it is."""
    lines = [str(item) for item in value] if isinstance(value, Sequence) else []
    found = _read(lines)
    if len(lines) != len(GRADES) or set(found) != set(GRADES):
        return _("One line for each grade, such as C3:CASH=10/DEPOSIT=30/FIXED=60.")
    for grade, shares in found.items():
        if set(shares) - set(AssetClass.values):
            return _("Unknown class of assets in the line of {grade}.").format(grade=grade)
        if sum(shares.values()) != 1:
            return _("The line of {grade} must sum to 100.").format(grade=grade)
    return ""


def _read(lines: Iterable[str]) -> dict[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = {}
    for line in lines:
        matched = _LINE.match(line.strip())
        if matched:
            parts = (part.split("=") for part in matched[2].split("/"))
            found[matched[1]] = {name: Decimal(share) / _WHOLE for name, share in parts}
    return found
