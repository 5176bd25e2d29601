"""Money as `Decimal`: yuan with two places, rates with six (DOMAIN: DECIMAL(20,2) and DECIMAL(9,6))."""

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation

CENT = Decimal("0.01")
RATE_STEP = Decimal("0.000001")
ZERO = Decimal("0.00")
MAX_AMOUNT = Decimal("999999999999999999.99")

# The same text serves the column-wise check. At most 20 digits, as DECIMAL(20,2) holds.
TRAILING_SIGN_CENTS = r"^[0-9]{1,20}[+-]?$"
LEADING_SIGN_CENTS = r"^[+-]?[0-9]{1,20}$"


class BadAmount(ValueError):
    """A text that is no amount. The message never repeats the text."""


def half_up(amount: Decimal, *, step: Decimal = CENT) -> Decimal:
    """Return `amount` rounded half away from zero to `step` (what customers expect to see)."""
    return _whole(amount.quantize(step, rounding=ROUND_HALF_UP))


def half_even(amount: Decimal, *, step: Decimal = CENT) -> Decimal:
    """Return `amount` rounded half to even to `step` (no drift in long sums)."""
    return _whole(amount.quantize(step, rounding=ROUND_HALF_EVEN))


def _whole(amount: Decimal) -> Decimal:
    """Return `amount` without the minus of a negative zero."""
    return abs(amount) if amount.is_zero() else amount


def parse_cents(text: str, *, trailing_sign: bool = True) -> Decimal:
    """Return yuan from a count of 分 such as ``0000012345-`` → ``-123.45``; raises `BadAmount`.

    `trailing_sign` says on which side the sign stands; without a sign the amount is positive.
    """
    written = text.strip(" ")
    if not re.fullmatch(TRAILING_SIGN_CENTS if trailing_sign else LEADING_SIGN_CENTS, written):
        raise BadAmount("not a count of cents")
    cents = Decimal(written.strip("+-"))
    yuan = cents.scaleb(-2)
    return _whole(-yuan if "-" in written else yuan)


def to_cents(amount: Decimal) -> int:
    """Return `amount` in 分; raises `BadAmount` when it has a fraction of a cent."""
    cents = amount.scaleb(2)
    if cents != cents.to_integral_value():
        raise BadAmount("a fraction of a cent")
    return int(cents)


def format_cents(amount: Decimal, *, width: int = 15) -> str:
    """Return the trailing-sign form that core systems write: ``-123.45`` → ``000000000012345-``."""
    cents = to_cents(amount)
    return f"{abs(cents):0{width}d}{'-' if cents < 0 else '+'}"


def parse_yuan(text: str) -> Decimal:
    """Return a typed amount (separators and a full-width comma allowed) with two places; raises `BadAmount`."""
    written = text.strip().replace(",", "").replace("，", "").replace("\u2212", "-")
    if not re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]{1,2})?", written):
        raise BadAmount("not an amount")
    try:
        amount = Decimal(written).quantize(CENT)
    except InvalidOperation:
        raise BadAmount("too large") from None
    if abs(amount) > MAX_AMOUNT:
        raise BadAmount("too large")
    return _whole(amount)
