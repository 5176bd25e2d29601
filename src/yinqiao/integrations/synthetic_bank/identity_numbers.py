"""Valid but invented numbers: ID cards (GB 11643), USCC (GB 32100, GB 11714), bank cards (Luhn), mobiles."""

# ruff: noqa: PLR2004 - the numbers are those of the rules named beside them

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    Integers,
    Rng,
    concatenated,
    draw,
    integers,
    texts,
)

ID_WEIGHTS = integers([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
ID_CHECKS = list("10X98765432")
USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = integers([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])
ORGANIZATION_WEIGHTS = integers([3, 7, 9, 10, 5, 8, 4, 2])
MOBILE_PREFIXES = [
    "130",
    "131",
    "132",
    "133",
    "135",
    "136",
    "137",
    "138",
    "139",
    "150",
    "151",
    "152",
    "156",
    "158",
    "159",
    "176",
    "177",
    "180",
    "181",
    "182",
    "185",
    "186",
    "187",
    "188",
    "189",
    "191",
    "198",
    "199",
]
GOLDEN, FIRST_PLACE = 0.3819660112501, 0.7245638217904  # parts of a range, see `scattered`
SERIES = 500  # sequence numbers of one sex for one county and day
DEBIT_BIN, CREDIT_BIN = 623768, 625768  # invented, the same for all cards of this bank


def digits_of(numbers: Integers, width: int) -> Integers:
    """Return the decimal digits, most significant first: shape (rows, width)."""
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return numbers[:, None] // powers % 10


def scattered(serial: Integers, width: int) -> Integers:
    """Return numbers of at most `width` digits (8 to 12), distinct for distinct serials under 20 million, in which no sequence shows."""
    # the golden section of the range, made prime to ten: neighbours lie far apart
    step = int(10**width * GOLDEN) // 10 * 10 + 3
    return integers((serial * step + int(10**width * FIRST_PLACE)) % 10**width)


def id_cards(area: Integers, birth: Integers, series: Integers, *, is_male: Integers) -> pl.Series:
    """Return 18-digit ID numbers.

    `area` six digits, `birth` YYYYMMDD, `series` 0-499 (unique inside county, day and sex), `is_male` 0 or 1: odd for men.
    Each county and day begins elsewhere among the sequence numbers, as the stations that gave them out did.
    """
    begins = (area * 7_919 + birth * 104_729 + is_male * 271) % 499_979
    sequence = (series * 263 + begins) % SERIES * 2 + is_male
    body = area * 10**11 + birth * 1000 + sequence
    check = digits_of(body, 17) @ ID_WEIGHTS % 11
    return concatenated(pl.Series(body), texts(ID_CHECKS, check))


def old_id_cards(numbers: pl.Series) -> pl.Series:
    """Return the 15-digit numbers that those of people born in the 1900s had before."""
    return concatenated(numbers.str.slice(0, 6), numbers.str.slice(8, 9))


def unified_codes(area: Integers, organization: Integers) -> pl.Series:
    """Return unified social credit codes; `organization` is an eight-digit number."""
    body = digits_of(organization, 8)
    check = 11 - body @ ORGANIZATION_WEIGHTS % 11
    symbols = np.concatenate(
        [np.full((len(area), 1), 9), np.full((len(area), 1), 1), digits_of(area, 6), body], axis=1
    )
    # 10 → X, 11 → 0 in GB 11714; X has the value 29 in the alphabet of GB 32100
    check_symbol = np.where(check == 10, USCC_CHARACTERS.index("X"), check % 11)
    symbols = np.concatenate([symbols, check_symbol[:, None]], axis=1)
    last = (31 - symbols @ USCC_WEIGHTS % 31) % 31
    body_text = pl.Series(91 * 10**14 + area * 10**8 + organization).cast(pl.String)
    return concatenated(
        body_text,
        texts(list(USCC_CHARACTERS), integers(check_symbol)),
        texts(list(USCC_CHARACTERS), integers(last)),
    )


def luhn_digits(bodies: Integers, width: int) -> Integers:
    """Return the Luhn digit of each body of `width` digits."""
    digits = digits_of(bodies, width)
    doubled = digits[:, ::-1].copy()
    doubled[:, ::2] *= 2
    doubled = np.where(doubled > 9, doubled - 9, doubled)
    return integers((10 - doubled.sum(axis=1) % 10) % 10)


def luhn_numbers(bodies: Integers, width: int) -> pl.Series:
    """Return card numbers: `bodies` of `width` digits with the Luhn digit appended."""
    return concatenated(pl.Series(bodies), pl.Series(luhn_digits(bodies, width)))


def debit_cards(serial: Integers) -> pl.Series:
    """Return 19-digit debit card numbers for serials under 10^12."""
    return luhn_numbers(DEBIT_BIN * 10**12 + serial, 18)


def credit_cards(serial: Integers) -> pl.Series:
    """Return 16-digit credit card numbers for serials under 10^9."""
    return luhn_numbers(CREDIT_BIN * 10**9 + serial, 15)


def mobiles(rng: Rng, serial: Integers) -> pl.Series:
    """Return 11-digit mobile numbers, distinct for distinct serials under 10^8."""
    prefixes = draw(rng, [1.0] * len(MOBILE_PREFIXES), len(serial))
    tail = (serial * 7_368_787 + 38_196_601) % 10**8
    return concatenated(
        texts(MOBILE_PREFIXES, prefixes), pl.Series(tail + 10**8).cast(pl.String).str.slice(1)
    )
