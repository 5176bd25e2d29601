"""What differs in a province: hours of contact, and days that are holidays only there. Provinces go by two digits of GB/T 2260."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from yinqiao.compliance.rules.hours import Window, WindowKind, read_window

_WINDOW: Final = re.compile(r"([1-9][0-9]):([A-Z]+)=(\S+)\Z")
_DAYS: Final = re.compile(r"([1-9][0-9]):(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?\Z")
_ONE_DAY: Final = timedelta(days=1)
# No holiday of a province is longer.
_LONGEST: Final = 31


def read_province_window(text: str) -> tuple[str, WindowKind, Window]:
    """Read ``65:CALL=10:00-20:00``; raise ValueError for anything else."""
    found = _WINDOW.match(text.strip())
    if found is None:
        raise ValueError(text)
    return found[1], WindowKind(found[2]), read_window(found[3])


def read_province_days(text: str) -> tuple[tuple[str, date], ...]:
    """Read ``45:2026-04-19`` or ``45:2026-04-18..2026-04-20`` as province and days; raise ValueError for anything else."""
    found = _DAYS.match(text.strip())
    if found is None:
        raise ValueError(text)
    first = date.fromisoformat(found[2])
    last = date.fromisoformat(found[3]) if found[3] else first
    if not first <= last < first + timedelta(days=_LONGEST):
        raise ValueError(text)
    return tuple((found[1], day) for day in _days(first, last))


def province_of(*region_codes: str) -> str:
    """Return the province of the first region code that names one; empty if none does."""
    return next((code[:2] for code in region_codes if code[:2].isdigit() and len(code) >= 2), "")  # noqa: PLR2004 - two digits


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _ONE_DAY
