"""Rules over several columns of the target; they take typed columns (dates, decimals)."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from yinqiao.lib import cn_id
from yinqiao.lib.cn_id import id_card
from yinqiao.platform.imports.checks.numbers import birth_in
from yinqiao.platform.imports.checks.verdicts import full_years, tidied, verdict

STUDENTS = ("STUDENT",)
RETIRED = ("RETIRED",)
MINORS = ("MINOR",)
# What somebody below the working age may be.
FOR_CHILDREN = (*STUDENTS, *MINORS, "UNEMPLOYED", "UNKNOWN")


@dataclass(frozen=True, slots=True)
class AgeLimits:
    """Students are at most `student` years old, the retired at least `retired`; who works at least `working`, no minor is `adult`."""

    student: int
    retired: int
    working: int
    adult: int


def age_occupation(birth: str, occupation: str, *, today: date, ages: AgeLimits) -> pl.Expr:
    """Refuse occupations that do not fit the age: old students, young retired, working children, adult minors."""
    age, code = full_years(pl.col(birth), pl.lit(today)), pl.col(occupation)
    return verdict(
        (code.is_in(RETIRED) & (age < ages.retired), "AGE_RETIRED"),
        (code.is_in(STUDENTS) & (age > ages.student), "AGE_STUDENT"),
        (code.is_in(MINORS) & (age >= ages.adult), "AGE_NOT_MINOR"),
        ((age < ages.working) & ~code.is_in(FOR_CHILDREN), "AGE_CHILD_WORKS"),
    )


def birth_date(column: str, *, today: date) -> pl.Expr:
    """Refuse birth dates after today or more than 120 years ago."""
    birth = pl.col(column)
    too_old = full_years(birth, pl.lit(today)) > id_card.MAX_AGE
    return verdict((birth > today, "BIRTH_FUTURE"), (too_old, "BIRTH_TOO_OLD"))


def birth_matches_id(birth: str, number: str) -> pl.Expr:
    """Refuse a birth date that differs from the one in an 18-character ID number."""
    text = tidied(number).str.to_uppercase()
    inside = pl.when(text.str.contains(r"^[0-9]{17}[0-9X]$")).then(birth_in(text))
    return verdict((inside != pl.col(birth), "BIRTH_NOT_ID"))


def age_document(number: str, issued: str, ends: str) -> pl.Expr:
    """Refuse a card whose term does not fit the holder's age at issue (DOMAIN §1.1; a day's difference is fine)."""
    text, begun = tidied(number).str.to_uppercase(), pl.col(issued)
    age = full_years(birth_in(text), begun)
    term = pl.lit(id_card.VALIDITY_YEARS[0][1])
    for start, years in id_card.VALIDITY_YEARS[1:]:
        term = pl.when(age >= start).then(pl.lit(years)).otherwise(term)
    has_no_end = age >= id_card.NO_END_AGE
    expected = begun.dt.offset_by(pl.format("{}y", term))
    is_off = (pl.col(ends) - expected).dt.total_days().abs() > 1
    return verdict(
        (
            pl.when(has_no_end).then(pl.col(ends) != pl.lit(cn_id.FOREVER)).otherwise(is_off),
            "AGE_DOCUMENT",
        )
    )


def date_order(first: str, last: str) -> pl.Expr:
    """Refuse a `last` date before the `first`."""
    return verdict((pl.col(last) < pl.col(first), "DATE_ORDER"))


def amount_not_negative(column: str) -> pl.Expr:
    """Refuse amounts below zero."""
    return verdict((pl.col(column) < 0, "AMOUNT_NEGATIVE"))
