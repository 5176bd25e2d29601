"""Passports, permits to and from Hong Kong, Macao and Taiwan, and foreign residence cards: forms only."""

import re
from datetime import date

from yinqiao.lib.cn_id.id_card import FOREIGN_MARK, check_id_card
from yinqiao.lib.cn_id.problems import Problem
from yinqiao.lib.text import tidy

# Ordinary passports: E and 8 digits, or E, a letter without I and O, and 7 digits; D diplomatic,
# P, S service, G older, H for Hong Kong.
_PASSPORT = re.compile(r"[EDPSGH][A-HJ-NP-Z0-9][0-9]{7}")
_FOREIGN_PASSPORT = re.compile(r"[A-Z0-9]{5,20}")
_HK_MACAO_PERMIT = re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")
_TAIWAN_PERMIT = re.compile(r"[0-9]{8}(?:[0-9]{2})?")
_OLD_FOREIGN_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")


def _check(value: str, form: re.Pattern[str], problem: Problem) -> Problem | None:
    number = tidy(value).upper()
    if not number:
        return Problem.EMPTY
    return None if form.fullmatch(number) else problem


def check_passport(value: str) -> Problem | None:
    """Return what is wrong with a passport number of the PRC, or None."""
    return _check(value, _PASSPORT, Problem.PASSPORT_FORMAT)


def check_foreign_passport(value: str) -> Problem | None:
    """Return what is wrong with a foreign passport number (5-20 letters and digits), or None."""
    return _check(value, _FOREIGN_PASSPORT, Problem.PASSPORT_FORMAT)


def check_hk_macao_permit(value: str) -> Problem | None:
    """Return what is wrong with a mainland travel permit of HK or Macao residents, or None."""
    return _check(value, _HK_MACAO_PERMIT, Problem.PERMIT_FORMAT)


def check_taiwan_permit(value: str) -> Problem | None:
    """Return what is wrong with a mainland travel permit of Taiwan residents, or None."""
    return _check(value, _TAIWAN_PERMIT, Problem.PERMIT_FORMAT)


def check_foreign_resident_card(value: str, *, today: date) -> Problem | None:
    """Return what is wrong with a foreign permanent resident card, or None.

    Both forms count: 3 letters and 12 digits (until 2023), 18 digits starting with 9 (since).
    """
    number = tidy(value).upper()
    if not number.startswith(FOREIGN_MARK):
        return _check(number, _OLD_FOREIGN_CARD, Problem.PERMIT_FORMAT)
    return check_id_card(number, today=today)
