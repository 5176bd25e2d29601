"""Whole numbers as the outside writes them: ASCII digits, and no more than the database can hold. Decimals as people read them.

`str.isdigit` is no check: it takes ``²``, which `int` refuses, and a thousand digits, which PostgreSQL does.
"""

import re
from decimal import Decimal
from typing import Final

LARGEST: Final = 2**63 - 1
_DIGITS: Final = re.compile(r"[0-9]{1,19}\Z")


def whole_number(text: str) -> int | None:
    """Return the number, or None for anything that is not one."""
    if not _DIGITS.match(text):
        return None
    number = int(text)
    return number if number <= LARGEST else None


def plain(number: Decimal) -> str:
    """Return the digits without the zeros at the end and never as a power: 12.500000 is 12.5, 1E+2 is 100."""
    return f"{number.normalize():f}"
