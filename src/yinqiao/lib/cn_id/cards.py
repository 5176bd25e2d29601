"""Bank card numbers: 13 to 19 digits with a Luhn check digit. Account numbers (账号) need not pass it."""

import re

from yinqiao.lib.cn_id.problems import Problem
from yinqiao.lib.text import tidy

MIN_LENGTH = 13
MAX_LENGTH = 19


def normalise(value: str) -> str:
    """Return `value` half-width, without spaces and hyphens."""
    return tidy(value).replace(" ", "").replace("-", "")


def luhn_digit(body: str) -> str:
    """Return the check digit that follows `body` (digits only)."""
    backwards = body[::-1]
    # A doubled digit counts as the sum of its own digits.
    doubled = sum(sum(divmod(int(digit) * 2, 10)) for digit in backwards[::2])
    return str(-(doubled + sum(map(int, backwards[1::2]))) % 10)


def check_card_number(value: str) -> Problem | None:
    """Return what is wrong with a card number, or None."""
    number = normalise(value)
    if not number:
        return Problem.EMPTY
    if not re.fullmatch(r"[0-9]+", number):
        return Problem.CARD_CHARACTERS
    if not MIN_LENGTH <= len(number) <= MAX_LENGTH:
        return Problem.CARD_LENGTH
    return None if luhn_digit(number[:-1]) == number[-1] else Problem.CARD_LUHN
