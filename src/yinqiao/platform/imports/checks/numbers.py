"""Checks of the numbers of people, companies and bank cards."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from yinqiao.lib.cn_id import Problem, cards, id_card, organizations
from yinqiao.platform.imports.checks.verdicts import TEXT, full_years, of_text, tidied, verdict


def id_card_number(column: str, *, today: date) -> pl.Expr:
    """Check 18-character ID numbers, as `cn_id.check_id_card` does."""
    province = (
        pl.when(TEXT.str.starts_with(id_card.FOREIGN_MARK))
        .then(TEXT.str.slice(1, 2))
        .otherwise(TEXT.str.head(2))
    )
    birth = pl.col("birth")
    return of_text(
        tidied(column).str.to_uppercase(),
        (TEXT.str.contains(r"^[0-9]{15}$"), Problem.ID_OLD_15),
        (TEXT.str.len_chars() != id_card.LENGTH, Problem.ID_LENGTH),
        (~TEXT.str.contains(r"^[0-9]{17}[0-9X]$"), Problem.ID_CHARACTERS),
        (~province.is_in(list(id_card.PROVINCES)), Problem.ID_AREA),
        (birth.is_null(), Problem.ID_BIRTH),
        (birth > today, Problem.ID_BIRTH_FUTURE),
        (full_years(birth, pl.lit(today)) > id_card.MAX_AGE, Problem.ID_BIRTH_TOO_OLD),
        (_mod_11_2(pl.col("body"), TEXT.str.slice(17, 1)) != 1, Problem.ID_CHECK_DIGIT),
        birth=birth_in(TEXT),
        body=TEXT.str.head(17).cast(pl.Int64, strict=False),
    )


def birth_in(number: pl.Expr) -> pl.Expr:
    """Return the date in digits 7-14, null where there is none (Polars knows a year 0, calendars do not)."""
    digits = number.str.slice(6, 8)
    is_date = digits.str.contains("^[0-9]{8}$") & ~digits.str.starts_with("0000")
    return pl.when(is_date).then(digits).str.to_date("%Y%m%d", strict=False)


def _mod_11_2(body: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Return the weighted sum mod 11 of 17 digits with the check character in it (X = 10): 1 for a valid number."""
    weighted = [_digit(body, 16 - place) * weight for place, weight in enumerate(id_card.WEIGHTS)]
    check = pl.when(last == "X").then(10).otherwise(last.cast(pl.Int64, strict=False))
    return (pl.sum_horizontal(*weighted) + check) % 11


def _digit(number: pl.Expr, power: int) -> pl.Expr:
    step: int = 10**power
    return (number // step) % 10


def credit_code(column: str) -> pl.Expr:
    """Check unified social credit codes, as `cn_id.check_uscc` does."""
    total = _weighted(TEXT, organizations.USCC_ALPHABET, (*organizations.USCC_WEIGHTS, 1))
    return of_text(
        tidied(column).str.to_uppercase(),
        (TEXT.str.len_chars() != organizations.USCC_LENGTH, Problem.USCC_LENGTH),
        (~TEXT.str.contains(f"^[{organizations.USCC_ALPHABET}]*$"), Problem.USCC_CHARACTERS),
        (total % 31 != 0, Problem.USCC_CHECK),
    )


def organization_body(column: str) -> pl.Expr:
    """Warn where characters 9-17 of a valid credit code break GB 11714 (`USCC_BODY`)."""
    body = tidied(column).str.to_uppercase().str.slice(8, 9)
    total = _weighted(body, organizations.BODY_ALPHABET, organizations.BODY_WEIGHTS)
    last = body.str.slice(8, 1)
    check = pl.when(last == "X").then(10).otherwise(last.cast(pl.Int64, strict=False))
    is_fine = ((total + check) % 11 == 0).fill_null(value=False)
    is_judged = (body.str.len_chars() > 0) & credit_code(column).is_null()
    return verdict((is_judged & ~is_fine, Problem.USCC_BODY))


def _weighted(text: pl.Expr, alphabet: str, weights: Sequence[int]) -> pl.Expr:
    """Return the sum of each character's place in `alphabet` times its weight; null with a foreign character."""
    values = {character: value for value, character in enumerate(alphabet)}
    places = [
        text.str.slice(place, 1).replace_strict(values, default=None, return_dtype=pl.Int64)
        * weight
        for place, weight in enumerate(weights)
    ]
    return pl.sum_horizontal(*places, ignore_nulls=False)


def card_number(column: str) -> pl.Expr:
    """Check bank card numbers, as `cn_id.check_card_number` does."""
    number, low, high = pl.col("number"), pl.col("low"), pl.col("high")
    length = number.str.len_chars()
    digits = [_digit(low, power) for power in range(9)] + [
        _digit(high, power) for power in range(10)
    ]
    doubled = [digit * 2 // 10 + digit * 2 % 10 for digit in digits[1::2]]
    compact = TEXT.str.replace_all("[ -]", "")
    # 19 digits overflow an integer: the last 9 and the others apart.
    padded = compact.str.zfill(cards.MAX_LENGTH)
    return of_text(
        tidied(column),
        (length == 0, Problem.EMPTY),
        (~number.str.contains("^[0-9]+$"), Problem.CARD_CHARACTERS),
        (~length.is_between(cards.MIN_LENGTH, cards.MAX_LENGTH), Problem.CARD_LENGTH),
        (pl.sum_horizontal(*digits[::2], *doubled) % 10 != 0, Problem.CARD_LUHN),
        number=compact,
        low=padded.str.tail(9).cast(pl.Int64, strict=False),
        high=padded.str.head(10).cast(pl.Int64, strict=False),
    )
