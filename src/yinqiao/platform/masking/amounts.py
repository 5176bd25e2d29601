"""Amounts for those without the right to see them: only the tier band that holds them."""

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from yinqiao.lib.numbers import plain
from yinqiao.lib.text import tidy
from yinqiao.platform.i18n.formats import is_chinese
from yinqiao.platform.masking.patterns import AMOUNT, HIDDEN

# Borders of the tiers in yuan (ARCHITECTURE, "numbers where pages differed"); a parameter overrides them.
TIER_BOUNDS: tuple[Decimal, ...] = (
    Decimal(50_000),
    Decimal(500_000),
    Decimal(3_000_000),
    Decimal(6_000_000),
)
CHINESE = "zh-hans"
MILLION = 1_000_000


def amount_band(
    amount: Decimal, *, bounds: Sequence[Decimal] = TIER_BOUNDS, language: str = CHINESE
) -> str:
    """Return the band of `amount`: ``不足 5 万``, ``5 万–50 万``, ``600 万以上`` (lower border included)."""
    return bands(bounds=bounds, language=language)[sum(amount >= bound for bound in bounds)]


def bands(*, bounds: Sequence[Decimal] = TIER_BOUNDS, language: str = CHINESE) -> list[str]:
    """Return the names of all bands, the lowest first."""
    marks = [_mark(bound, language) for bound in bounds]
    between = [f"{low}–{high}" for low, high in itertools.pairwise(marks)]
    if is_chinese(language):
        return [f"不足 {marks[0]}", *between, f"{marks[-1]}以上"]
    return [f"under {marks[0]}", *between, f"{marks[-1]} or more"]


def _mark(bound: Decimal, language: str) -> str:
    if is_chinese(language):
        return f"{_plain(bound / 10_000)} 万"
    return f"{_plain(bound / 1_000_000)} M" if bound >= MILLION else f"{_plain(bound / 1_000)} k"


def _plain(number: Decimal) -> str:
    return plain(number)


def mask_amount(value: str) -> str:
    """Return the Chinese band of an amount written as text; a band stays as it is."""
    written = tidy(value)
    if written in bands():
        return written
    return amount_band(Decimal(written)) if re.fullmatch(AMOUNT, written) else HIDDEN
