"""Checks of phones and e-mail addresses."""

import polars as pl

from yinqiao.lib import cn_id
from yinqiao.lib.cn_id import Problem, contacts
from yinqiao.platform.imports.checks.verdicts import TEXT, of_text, tidied


def mobile(column: str) -> pl.Expr:
    """Check mainland mobile numbers, as `cn_id.check_mobile` does."""
    return _mobile(tidied(column))


def _mobile(tidied: pl.Expr) -> pl.Expr:
    number, is_digits, is_landline = pl.col("number"), pl.col("is_digits"), pl.col("is_landline")
    written = TEXT.str.replace_all(" ", "", literal=True)
    compact = written.str.replace_all("-", "", literal=True).str.replace(
        contacts.COUNTRY_PREFIX, "${1}"
    )
    is_mobile = number.str.contains(contacts.MOBILE)
    return of_text(
        tidied,
        (number.str.len_chars() == 0, Problem.EMPTY),
        (~is_digits & is_landline, Problem.PHONE_LANDLINE),
        (~is_digits, Problem.PHONE_CHARACTERS),
        (number.str.contains(contacts.IOT), Problem.PHONE_IOT),
        (number.str.contains(contacts.SERVICE), Problem.PHONE_SERVICE),
        (is_landline & ~is_mobile, Problem.PHONE_LANDLINE),
        (number.str.len_chars() != contacts.MOBILE_LENGTH, Problem.PHONE_LENGTH),
        (~is_mobile, Problem.PHONE_PREFIX),
        number=compact,
        is_digits=compact.str.contains("^[0-9]+$"),
        is_landline=written.str.contains(contacts.LANDLINE),
    )


def phone(column: str) -> pl.Expr:
    """Check mobile, landline and foreign numbers, as `cn_id.check_phone` does."""
    is_foreign = TEXT.str.contains(r"^(?:\+|00)")

    def judge(batch: pl.Series) -> pl.Series:
        frame = pl.DataFrame({"text": batch}).with_columns(found=_mobile(TEXT))
        return (
            frame.with_columns(is_foreign=is_foreign & pl.col("found").is_not_null())
            .select(_phone())
            .to_series()
        )

    return tidied(column).map_batches(judge, return_dtype=pl.String)


def _phone() -> pl.Expr:
    """Return the verdict on phones from that on mobiles (``found``)."""
    found, is_foreign = pl.col("found"), pl.col("is_foreign")
    return (
        pl.when(found == Problem.PHONE_LANDLINE.value)
        .then(None)
        .when(is_foreign)
        .then(_foreign_phone(pl.when(is_foreign).then(TEXT)))
        .when(found == Problem.PHONE_PREFIX.value)
        .then(pl.lit(Problem.PHONE_FORMAT.value))
        .otherwise(found)
    )


def _foreign_phone(text: pl.Expr) -> pl.Expr:
    # The numbering plans of the world are a library of their own; a bank has few such numbers.
    return text.map_elements(cn_id.check_phone, return_dtype=pl.String, skip_nulls=True)


def email(column: str) -> pl.Expr:
    """Check e-mail addresses, as `cn_id.check_email` does."""
    is_fine = TEXT.str.contains(contacts.EMAIL) & (
        TEXT.str.len_chars() <= contacts.EMAIL_MAX_LENGTH
    )
    return of_text(tidied(column), (~is_fine, Problem.EMAIL_FORMAT))
