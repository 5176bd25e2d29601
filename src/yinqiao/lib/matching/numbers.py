"""Numbers and dates as they are compared: one spelling each, whatever was keyed. What is no number at all is left out."""

import re
from typing import Final

from yinqiao.lib import cn_id
from yinqiao.lib.text import tidy

_OLD_ID: Final = re.compile(r"[0-9]{15}\Z")
_SEPARATORS: Final = re.compile(r"[\s\-_/.,:·—()（）+]+")
_DIGITS: Final = re.compile(r"[0-9]+")
_YEAR_FIRST: Final = re.compile(r"\D*([0-9]{4})\D+([0-9]{1,2})\D+([0-9]{1,2})(?:\D.*)?\Z")
_YEAR_LAST: Final = re.compile(r"\D*([0-9]{1,2})\D+([0-9]{1,2})\D+([0-9]{4})\D*\Z")
_EIGHT: Final = 8
# Put in by people and systems where they know nothing: one character throughout, or a run.
_FILLED: Final = re.compile(r"(.)\1*\Z")
_RUNS: Final = frozenset({"0123456789", "1234567890", "123456789", "12345678", "1234567"})


def number_key(text: str | None) -> str:
    """Return a certificate number, upper case without separators, 15 digits raised to 18; "" for none or a filler such as 0000."""
    number = _SEPARATORS.sub("", tidy(text or "")).upper()
    if is_filler(number):
        return ""
    return cn_id.upgrade_15(number) if _OLD_ID.match(number) else number


def phone_key(text: str | None) -> str:
    """Return a phone as digits: mobiles without the country code, landlines with area code, no extension; "" for a filler."""
    written = tidy(text or "").lower()
    main = re.split(r"(?:转|ext\.?|x|#|,|;|/|、)", written, maxsplit=1)[0]
    digits = "".join(_DIGITS.findall(main))
    digits = re.sub(r"\A(?:0086|86)(?=1[3-9][0-9]{9}\Z|0[0-9]{9,11}\Z)", "", digits)
    return "" if is_filler(digits) else digits


def email_key(text: str | None) -> str:
    """Return a mailbox in lower case; "" where there is no sign @ between two parts."""
    written = "".join(tidy(text or "").lower().split())
    local, _sign, domain = written.partition("@")
    return written if local and domain else ""


def birth_key(text: str | None) -> str:
    """Return a date as 8 digits ``YYYYMMDD``, also one that no calendar has (it was keyed wrong); "" for anything else.

    Takes ``1980-03-14``, ``1980/3/14``, ``1980年3月14日``, ``19800314``, ``14/03/1980`` (day first; the month where that cannot be).
    """
    written = tidy(text or "")
    found = _YEAR_FIRST.match(written)
    if found:
        return _date_digits(*found.groups())
    found = _YEAR_LAST.match(written)
    if found:
        day, month, year = found.groups()
        if int(month) > 12 >= int(day):  # noqa: PLR2004 - months of a year
            day, month = month, day
        return _date_digits(year, month, day)
    digits = written.replace(" ", "")
    is_whole = len(digits) == _EIGHT and digits.isascii() and digits.isdigit()
    return "" if not is_whole or is_filler(digits) else digits


def _date_digits(year: str, month: str, day: str) -> str:
    return f"{year}{month:0>2}{day:0>2}"


def is_filler(number: str) -> bool:
    """Tell whether a number is empty or keyed only to fill the field."""
    return _FILLED.match(number) is not None or not number or number in _RUNS
