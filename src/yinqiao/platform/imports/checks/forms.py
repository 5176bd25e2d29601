"""Checks of forms (whole numbers, amounts, rates, dates) and what texts of these forms become."""

from collections.abc import Sequence

import polars as pl

from yinqiao.lib import cn_id, money
from yinqiao.platform.imports.checks.verdicts import TEXT, of_text, tidied, verdict


def required(column: str) -> pl.Expr:
    """Refuse nulls and blanks."""
    return verdict((pl.col(column).is_null() | (tidied(column).str.len_chars() == 0), "REQUIRED"))


def max_length(column: str, limit: int) -> pl.Expr:
    """Refuse texts of more than `limit` characters (not bytes)."""
    return verdict((pl.col(column).str.len_chars() > limit, "TOO_MANY_CHARACTERS"))


def allowed(column: str, codes: Sequence[str]) -> pl.Expr:
    """Refuse codes outside `codes`."""
    return of_text(tidied(column), (~TEXT.is_in(list(codes)), "NOT_ALLOWED"))


def integer(column: str) -> pl.Expr:
    """Refuse what is no whole number of at most 18 digits."""
    return _form(column, "^[+-]?[0-9]{1,18}$", "NOT_INTEGER")


def decimal(column: str, *, scale: int = 2, digits: int = 20) -> pl.Expr:
    """Refuse what does not fit DECIMAL(`digits`, `scale`): nothing is rounded silently."""
    return _form(
        column,
        rf"^[+-]?[0-9]{{1,{digits - scale}}}(?:\.[0-9]{{1,{max(scale, 1)}}})?$",
        "NOT_DECIMAL",
    )


def cents(column: str, *, trailing_sign: bool = True) -> pl.Expr:
    """Refuse what is no count of 分 with its sign on the given side."""
    return _form(column, _cents_form(trailing_sign=trailing_sign), "NOT_CENTS")


def _cents_form(*, trailing_sign: bool) -> str:
    return money.TRAILING_SIGN_CENTS if trailing_sign else money.LEADING_SIGN_CENTS


def rate(column: str, *, percent: bool = True) -> pl.Expr:
    """Refuse what is no rate: as percent at most 4 decimals (a final % may stand), as fraction at most 6."""
    form = (
        r"^[+-]?[0-9]{1,5}(?:\.[0-9]{1,4})?%?$"
        if percent
        else r"^[+-]?[0-9]{1,3}(?:\.[0-9]{1,6})?$"
    )
    return _form(column, form, "NOT_RATE")


def _form(column: str, pattern: str, code: str) -> pl.Expr:
    return of_text(pl.col(column).str.strip_chars(" "), (~TEXT.str.contains(pattern), code))


def date_format(column: str, *, form: str, nulls: Sequence[str] = (), forever: str = "") -> pl.Expr:
    """Refuse what is not a real date written exactly as `form` (``%Y%m%d``), a null token or the token for no end."""
    is_exact = TEXT.str.to_date(form, strict=False).dt.to_string(form) == TEXT
    is_token = TEXT.is_in([*nulls, forever])
    return of_text(
        pl.col(column).str.strip_chars(" "),
        (~is_token & ~is_exact.fill_null(value=False), "NOT_DATE"),
    )


def to_date(column: str, *, form: str, nulls: Sequence[str] = (), forever: str = "") -> pl.Expr:
    """Return dates; null tokens become null, `forever` becomes 9999-12-31."""
    text = pl.col(column).str.strip_chars(" ")
    parsed = pl.when(~text.is_in(list(nulls))).then(text).str.to_date(form, strict=False)
    return (
        pl.when(text == forever).then(pl.lit(cn_id.FOREVER)).otherwise(parsed)
        if forever
        else parsed
    )


def to_yuan(column: str, *, trailing_sign: bool = True) -> pl.Expr:
    """Return Decimal(20, 2) yuan from counts of 分: ``0000012345-`` → -123.45; null where the form is wrong."""
    text = pl.col(column).str.strip_chars(" ")
    digits = text.str.strip_chars("+-").str.zfill(3)
    yuan = pl.concat_str([digits.str.head(-2), pl.lit("."), digits.str.tail(2)])
    sign = pl.when(text.str.contains("-", literal=True)).then(pl.lit("-")).otherwise(pl.lit(""))
    is_cents = text.str.contains(_cents_form(trailing_sign=trailing_sign))
    return pl.when(is_cents).then(pl.concat_str([sign, yuan])).cast(pl.Decimal(20, 2), strict=False)


def to_rate(column: str, *, percent: bool = True) -> pl.Expr:
    """Return Decimal(9, 6) fractions: with `percent`, ``3.10`` → 0.031000."""
    text = pl.col(column).str.strip_chars(" ").str.strip_chars_end("%")
    if not percent:
        return text.cast(pl.Decimal(9, 6), strict=False)
    # A hundredth of four decimals is six: shift the point by way of whole numbers.
    millionths = (text.cast(pl.Decimal(18, 4), strict=False) * 10_000).cast(pl.Int64)
    return (millionths.cast(pl.Decimal(18, 6)) / 1_000_000).cast(pl.Decimal(9, 6))
