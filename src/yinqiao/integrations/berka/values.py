"""Values that Berka writes in its own way, as column expressions over texts."""

import polars as pl

# Months of women are 50 higher: 706213 is a woman born on 1970-12-13.
WOMAN = 50
_CENTURY = "19"


def birth_date(birth_number: pl.Expr) -> pl.Expr:
    """Return the birth date in a birth number (YYMMDD, month + 50 for women) as YYYYMMDD; null for anything else."""
    month = _month(birth_number)
    plain = pl.when(month > WOMAN).then(month - WOMAN).otherwise(month)
    parts = [
        pl.lit(_CENTURY),
        birth_number.str.head(2),
        plain.cast(pl.String).str.zfill(2),
        birth_number.str.tail(2),
    ]
    return pl.when(_is_number(birth_number)).then(pl.concat_str(parts))


def sex(birth_number: pl.Expr) -> pl.Expr:
    """Return F or M by the month of a birth number."""
    found = pl.when(_month(birth_number) > WOMAN).then(pl.lit("F")).otherwise(pl.lit("M"))
    return pl.when(_is_number(birth_number)).then(found)


def signed_amount(kind: pl.Expr, amount: pl.Expr) -> pl.Expr:
    """Return the amount with its sign: PRIJEM is money in, VYDAJ and VYBER are money out."""
    return (
        pl.when(kind == "PRIJEM")
        .then(amount)
        .when(kind.is_in(["VYDAJ", "VYBER"]))
        .then(pl.concat_str(pl.lit("-"), amount))
    )


def last_day(granted: pl.Expr, months: pl.Expr) -> pl.Expr:
    """Return the day on which a loan of so many months ends, as YYYYMMDD."""
    day = granted.str.to_date("%y%m%d", strict=False)
    count = pl.when(months.str.contains(r"^\d{1,3}$")).then(months)
    return day.dt.offset_by(pl.concat_str(count, pl.lit("mo"))).dt.strftime("%Y%m%d")


def _is_number(birth_number: pl.Expr) -> pl.Expr:
    return birth_number.str.contains(r"^\d{6}$")


def _month(birth_number: pl.Expr) -> pl.Expr:
    return birth_number.str.slice(2, 2).cast(pl.Int64, strict=False)
