"""Dates, births and texts out of list files."""

import re
from datetime import date
from typing import Final

from yinqiao.compliance.screening.rules import Birth

_MONTH_NAMES: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS: Final = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
_DAY_MONTH_YEAR: Final = re.compile(r"^(\d{1,2})[\s-]([a-z]{3})[a-z]*\.?[\s-](\d{4})$")
_MONTH_YEAR: Final = re.compile(r"^([a-z]{3})[a-z]*\.?\s(\d{4})$")
_ISO: Final = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_YEAR: Final = re.compile(r"^(\d{4})(?:[-/]\d{2})?$")
_YEARS: Final = re.compile(r"^(\d{4})\s*(?:-|to|and|~)\s*(\d{4})$")
_AMERICAN: Final = re.compile(r"^(\d{2})/(\d{2})/(\d{4})$")
_ROUGH: Final = re.compile(r"^(?:circa|approximately|approx\.?|about|c\.)\s*")
_LONGEST_REMARK: Final = 500


def text(value: str | None) -> str:
    """Return text with single spaces."""
    return " ".join((value or "").split())


def remark(value: str | None) -> str:
    """Return a remark, cut to what is kept."""
    return text(value)[:_LONGEST_REMARK]


def day(value: str | None) -> date | None:
    """Return a date in any of the writings of lists; None when it is none."""
    said = text(value).lower()
    for pattern, order in ((_ISO, (1, 2, 3)), (_COMPACT, (1, 2, 3)), (_AMERICAN, (3, 1, 2))):
        found = pattern.match(said)
        if found:
            return _date(*(int(found[place]) for place in order))
    found = _DAY_MONTH_YEAR.match(said)
    if found and found[2] in _MONTHS:
        return _date(int(found[3]), _MONTHS[found[2]], int(found[1]))
    return None


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def birth(value: str | None) -> Birth | None:
    """Return a birth: a day, a year, a span of years, roughly or exactly; None when nothing can be read."""
    said = text(value).lower()
    is_exact = _ROUGH.match(said) is None
    said = _ROUGH.sub("", said)
    on = day(said)
    if on is not None:
        return Birth(on.year, on.year, on=on, is_exact=is_exact)
    span = _YEARS.match(said)
    if span:
        return Birth(int(span[1]), int(span[2]), is_exact=is_exact)
    found = _YEAR.match(said) or _MONTH_YEAR.match(said)
    if found is None:
        return None
    year = int(found[found.lastindex or 1])
    return Birth(year, year, is_exact=is_exact)


def several(value: str | None, separators: str = ";|；、") -> list[str]:
    """Return the parts of a field that holds several."""
    return [part for part in map(text, re.split(f"[{re.escape(separators)}]", value or "")) if part]


def names_inside(value: str) -> list[str]:
    """Return a name and the ones in brackets behind it: ``Jin Tiesan (金铁三)`` → both."""
    found = re.match(r"^(.*?)\s*[(（]([^()（）]{2,})[)）]\s*$", value)
    return [part for part in (found[1], found[2]) if part] if found else [value]
