"""Numbers and money as people read them (UI.md §11). Rounding is half up; minus is U+2212; missing is an em dash.

`language` is a Django language code: everything that starts with ``zh`` reads Chinese, the rest English.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"
MISSING = "—"
HOME_CURRENCY = "CNY"
BIG_COUNT = 100_000

Scale = tuple[Decimal, Decimal, str, int]

# From (inclusive) in yuan, divisor, unit, places after the point; the highest first. Each starts where
# the one below would round up to it, so that a figure never outgrows its unit (9,999.96 万 is 1.00 亿).
_ZH_SCALES: Sequence[Scale] = (
    (Decimal(9_999_500_000), Decimal(100_000_000), "亿", 1),
    (Decimal(99_999_500), Decimal(100_000_000), "亿", 2),
    (Decimal("9999.995"), Decimal(10_000), "万", 1),
)
_EN_SCALES: Sequence[Scale] = (
    (Decimal(99_995_000_000), Decimal(1_000_000_000), "bn", 1),
    (Decimal(999_950_000), Decimal(1_000_000_000), "bn", 2),
    (Decimal(99_995_000), Decimal(1_000_000), "M", 1),
    (Decimal(999_950), Decimal(1_000_000), "M", 2),
    (Decimal("9999.995"), Decimal(1_000), "k", 1),
)


def is_chinese(language: str) -> bool:
    """Tell whether `language` (``zh-hans``, ``zh_CN`` …) reads Chinese."""
    return language.lower().startswith("zh")


def money(
    amount: Decimal | None, *, language: str, currency: str = HOME_CURRENCY, signed: bool = False
) -> str:
    """Return a short amount: ``8,642.50 元``, ``1,286.4 万``, ``6.82 亿``; English ``12.86 M``.

    Foreign currencies stand in front by code: ``USD 12.5 万``. `signed` adds ``+`` to positive amounts.
    """
    if amount is None:
        return MISSING
    sign, size = _sign(amount, signed=signed), abs(amount)
    scaled = _scaled(size, _ZH_SCALES if is_chinese(language) else _EN_SCALES)
    if currency != HOME_CURRENCY:
        return f"{currency} {sign}{scaled or _grouped(size, 2)}"
    unit = "元" if is_chinese(language) else HOME_CURRENCY
    return sign + (scaled or f"{_grouped(size, 2)} {unit}")


def money_in_full(amount: Decimal | None, *, currency: str = HOME_CURRENCY) -> str:
    """Return the whole figure for hover and copy: ``12,864,000.00``, ``USD −125,000.00``."""
    if amount is None:
        return MISSING
    figure = _sign(amount, signed=False) + _grouped(abs(amount), 2)
    return figure if currency == HOME_CURRENCY else f"{currency} {figure}"


def count(number: int | None, *, language: str) -> str:
    """Return a count: ``3,208``, from 100,000 on ``64.0 万`` (English ``640.0 k``)."""
    if number is None:
        return MISSING
    sign, size = _sign(Decimal(number), signed=False), abs(number)
    if size < BIG_COUNT:
        return f"{sign}{size:,}"
    return sign + _scaled(Decimal(size), _ZH_SCALES if is_chinese(language) else _EN_SCALES)


def _scaled(size: Decimal, scales: Sequence[Scale]) -> str:
    """Return `size` in the highest unit that fits, or an empty string below the lowest."""
    for start, divisor, unit, places in scales:
        if size >= start:
            return f"{_grouped(size / divisor, places)} {unit}"
    return ""


def _round(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _grouped(number: Decimal, places: int) -> str:
    return f"{_round(number, places):,}"


def _sign(number: Decimal, *, signed: bool) -> str:
    if number < 0:
        return MINUS
    return "+" if signed and number > 0 else ""


def decimal(number: Decimal | None, *, places: int = 1) -> str:
    """Return a plain number with separators and a true minus: ``−1,234.5``; zero is ``0.0``."""
    if number is None:
        return MISSING
    shown = _round(number, places)
    return _sign(shown, signed=False) + f"{abs(shown):,}"


def rate(fraction: Decimal | None) -> str:
    """Return an interest rate given as a fraction with two places: 0.031 → ``3.10%``."""
    return MISSING if fraction is None else f"{decimal(fraction * 100, places=2)}%"


def share(fraction: Decimal | None) -> str:
    """Return a share given as a fraction without places: 0.41 → ``41%``."""
    return MISSING if fraction is None else f"{decimal(fraction * 100, places=0)}%"


def points(fraction: Decimal | None) -> str:
    """Return a difference of two shares in percentage points: 0.08 → ``+8.0pp``."""
    if fraction is None:
        return MISSING
    shown = _round(fraction * 100, 1)
    return f"{_sign(shown, signed=True)}{abs(shown):,}pp"


def ratio(number: Decimal | None) -> str:
    """Return a return on spending: 14.2 → ``1 : 14.2``."""
    return MISSING if number is None else f"1 : {decimal(number)}"
