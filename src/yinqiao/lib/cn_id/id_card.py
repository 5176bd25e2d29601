"""Resident ID cards (GB 11643-1999) and the two cards that share their algorithm.

18 characters: 6 area (GB/T 2260), 8 birth date, 3 sequence (odd = male), 1 check (ISO 7064 MOD 11-2).
HK, Macao and Taiwan residence permits use areas 81/82/83; the foreign permanent resident card
(since 2023-12-01) starts with 9, then 2 area, 3 country (ISO 3166 numeric).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum import numdb

from yinqiao.lib import periods
from yinqiao.lib.cn_id.problems import InvalidNumber, Problem
from yinqiao.lib.text import tidy

LENGTH = 18
OLD_LENGTH = 15
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
# First and last code of each of the regions of China: north, north-east, east, south, south-west, north-west.
_REGIONS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
PROVINCES = frozenset(str(code) for first, last in _REGIONS for code in range(first, last + 1))
FOREIGN_MARK = "9"
MAX_AGE = 120
FOREVER = date(9999, 12, 31)
PERMIT_YEARS = 5
# Age at issue (from, years of validity); from 46 on the card never ends.
VALIDITY_YEARS = ((0, 5), (16, 10), (26, 20))
NO_END_AGE = 46

_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_OLD_SHAPE = re.compile(r"[0-9]{15}")
_PERMIT_AREAS = {"81": "香港", "82": "澳门", "83": "台湾"}


class CardKind(StrEnum):
    """Which card a number of this form belongs to."""

    RESIDENT = "resident"
    HK_MACAO_TAIWAN = "hk-macao-taiwan-residence"
    FOREIGN = "foreign-permanent-residence"


class Sex(StrEnum):
    """GB/T 2261.1 as letters."""

    MALE = "M"
    FEMALE = "F"


@dataclass(frozen=True, slots=True)
class IdCard:
    """A valid number and what it says. `country` is ISO 3166 numeric, only on foreign cards."""

    number: str
    kind: CardKind
    area: str
    birth_on: date
    sex: Sex
    country: str = ""


def normalise(value: str) -> str:
    """Return `value` half-width, trimmed, with a capital X."""
    return tidy(value).upper()


def check_digit(body: str) -> str:
    """Return the check character of the first 17 digits of `body`."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=False))
    return CHECK_CHARACTERS[total % 11]


def check_id_card(value: str, *, today: date) -> Problem | None:
    """Return what is wrong with an 18-character number on `today`, or None.

    Covers residents, HK/Macao/Taiwan residence permits and 18-digit foreign cards.
    An unknown county is not looked at here: `check_area` gives that warning.
    """
    number = normalise(value)
    return (
        _shape_problem(number)
        or _area_problem(number)
        or _birth_problem(number, today)
        or _digit_problem(number)
    )


def _shape_problem(number: str) -> Problem | None:
    if not number:
        return Problem.EMPTY
    if _OLD_SHAPE.fullmatch(number):
        return Problem.ID_OLD_15
    if len(number) != LENGTH:
        return Problem.ID_LENGTH
    return None if _SHAPE.fullmatch(number) else Problem.ID_CHARACTERS


def _area_problem(number: str) -> Problem | None:
    province = number[1:3] if number.startswith(FOREIGN_MARK) else number[:2]
    return None if province in PROVINCES else Problem.ID_AREA


def _birth_problem(number: str, today: date) -> Problem | None:
    try:
        birth = _birth_on(number)
    except ValueError:
        return Problem.ID_BIRTH
    if birth > today:
        return Problem.ID_BIRTH_FUTURE
    return Problem.ID_BIRTH_TOO_OLD if periods.age_on(birth, today) > MAX_AGE else None


def _digit_problem(number: str) -> Problem | None:
    return None if check_digit(number) == number[-1] else Problem.ID_CHECK_DIGIT


def _birth_on(number: str) -> date:
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def parse_id_card(value: str, *, today: date) -> IdCard:
    """Return what an ID number says; raises `InvalidNumber` with the first problem found."""
    problem = check_id_card(value, today=today)
    if problem is not None:
        raise InvalidNumber(problem)
    number = normalise(value)
    kind = _kind(number)
    is_foreign = kind is CardKind.FOREIGN
    return IdCard(
        number=number,
        kind=kind,
        area=number[1:3] if is_foreign else number[:6],
        birth_on=_birth_on(number),
        sex=Sex.MALE if int(number[16]) % 2 else Sex.FEMALE,
        country=number[3:6] if is_foreign else "",
    )


def _kind(number: str) -> CardKind:
    if number.startswith(FOREIGN_MARK):
        return CardKind.FOREIGN
    return CardKind.HK_MACAO_TAIWAN if number[:2] in _PERMIT_AREAS else CardKind.RESIDENT


def check_area(value: str) -> Problem | None:
    """Return the warning `ID_AREA_UNKNOWN` when a resident's county is in no edition of GB/T 2260.

    Says nothing about other kinds of card or malformed numbers.
    """
    number = normalise(value)
    is_judged = _SHAPE.fullmatch(number) is not None and _kind(number) is CardKind.RESIDENT
    return Problem.ID_AREA_UNKNOWN if is_judged and not area_name(number[:6]) else None


def area_name(area: str) -> str:
    """Return the Chinese name of a 6-digit area such as 北京市朝阳区, or an empty string."""
    if area[:2] in _PERMIT_AREAS:
        return _PERMIT_AREAS[area[:2]]
    found: dict[str, str] = {}
    for _, properties in numdb.get("cn/loc").info(area):
        found.update(properties)
    if "county" not in found:
        return ""
    # Renamed counties read "[1983-2000]旧名,[2000-]新名"; the last one is the latest.
    county = found["county"].split(",")[-1].split("]")[-1]
    return found.get("province", "") + county


def upgrade_15(value: str) -> str:
    """Return the 18-character form of a 15-digit number, for matching history only.

    Raises `InvalidNumber(ID_LENGTH)` when the value is not 15 digits.
    """
    number = normalise(value)
    if not _OLD_SHAPE.fullmatch(number):
        raise InvalidNumber(Problem.ID_LENGTH)
    body = f"{number[:6]}19{number[6:]}"
    return body + check_digit(body)


def card_expiry(*, birth_on: date, issued_on: date, kind: CardKind = CardKind.RESIDENT) -> date:
    """Return the last day printed on a card issued on `issued_on` (`FOREVER` = 长期).

    Residents: 5 years under 16, 10 to 25, 20 to 45, without end from 46; permits 5; foreign cards 10.
    """
    if kind is not CardKind.RESIDENT:
        return periods.add_years(issued_on, 10 if kind is CardKind.FOREIGN else PERMIT_YEARS)
    age = periods.age_on(birth_on, issued_on)
    if age >= NO_END_AGE:
        return FOREVER
    years = next(years for start, years in reversed(VALIDITY_YEARS) if age >= start)
    return periods.add_years(issued_on, years)
