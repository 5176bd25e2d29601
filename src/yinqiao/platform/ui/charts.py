"""What charts of money share: the unit that their title names, and what an amount in yuan is divided by."""

from decimal import Decimal
from typing import Final

from django.utils.translation import get_language

from yinqiao.platform.i18n import formats

_LARGE: Final = Decimal(10_000)
_CHINESE: Final = "zh-hans"


def unit_of(largest: Decimal) -> tuple[str, Decimal]:
    """Return the unit for a chart whose largest amount (yuan, no sign) is `largest`, and the divisor: ``("万元", 10000)``."""
    is_chinese = formats.is_chinese(get_language() or _CHINESE)
    if largest < _LARGE:
        return ("元" if is_chinese else formats.HOME_CURRENCY), Decimal(1)
    return ("万元", _LARGE) if is_chinese else ("k CNY", Decimal(1_000))


def scaled(amount: Decimal, divisor: Decimal) -> float:
    """Return an amount as the number to draw, to one place."""
    return round(float(amount / divisor), 1)
