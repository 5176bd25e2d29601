"""Names of people by surname frequency and by the fashion of their birth year; names of companies."""

# ruff: noqa: PLR2004 - the numbers are those of the rules named beside them

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    Flags,
    Integers,
    Rng,
    concatenated,
    draw,
    integers,
    texts,
)
from yinqiao.integrations.synthetic_bank.vocabulary import words

RARE_NAME_SHARE = 0.002


def person_names(
    rng: Rng, *, is_male: Flags, birth_year: Integers, surname_of: Integers | None = None
) -> pl.Series:
    """Return full names, one for each person; `surname_of` gives the row whose surname each person bears."""
    size = len(birth_year)
    surnames = words("surnames")
    drawn = draw(rng, surnames.numbers("weight"), size)
    family = texts(surnames.column("surname"), drawn if surname_of is None else drawn[surname_of])
    first, second = (
        _given_characters(rng, is_male, birth_year),
        _given_characters(rng, is_male, birth_year),
    )
    is_single = rng.random(size) < np.where((birth_year > 1970) & (birth_year < 1995), 0.28, 0.12)
    rare = texts(
        words("rare_characters").column("character"),
        draw(rng, [1.0] * len(words("rare_characters")), size),
    )
    is_rare = rng.random(size) < RARE_NAME_SHARE
    frame = pl.DataFrame(
        {
            "family": family,
            "first": first,
            "second": second,
            "rare": rare,
            "is_rare": is_rare,
            "is_single": is_single,
        }
    )
    given = (
        pl.when("is_rare")
        .then(pl.col("rare"))
        .otherwise(
            pl.concat_str(
                pl.col("first"), pl.when("is_single").then(pl.lit("")).otherwise(pl.col("second"))
            )
        )
    )
    return frame.select(pl.concat_str(pl.col("family"), given).alias("name")).to_series()


def _given_characters(rng: Rng, is_male: Flags, birth_year: Integers) -> pl.Series:
    table = words("given_names")
    pools = table.column("characters")
    half = len(pools) // 2
    limits = table.numbers("born_from")[:half]
    cohort = np.searchsorted(limits, birth_year, side="right") - 1
    pool = integers(np.clip(cohort, 0, half - 1) + np.where(is_male, 0, half))
    lengths = integers([len(characters) for characters in pools])
    offsets = integers(np.r_[0, np.cumsum(lengths)[:-1]])
    position = integers(
        rng.random(len(pool)) ** 1.4 * lengths[pool]
    )  # earlier characters are commoner
    return texts(list("".join(pools)), offsets[pool] + position)


def company_names(
    rng: Rng, *, city: pl.Series, industry: Integers, is_sole_trader: Flags
) -> pl.DataFrame:
    """Return `name` and `short_name` of companies; numbers in brackets keep names apart."""
    size = len(industry)
    brands = words("brand_characters")
    first = texts(brands.column("first"), draw(rng, [1.0] * len(brands), size))
    second = texts(brands.column("second"), draw(rng, [1.0] * len(brands), size))
    third = texts(["", *brands.column("first")], draw(rng, [30.0, *([1.0] * len(brands))], size))
    line = _business_words(rng, industry)
    ending = texts(words("industries").column("trade"), industry)
    place = city.str.replace("市$", "")
    frame = pl.DataFrame(
        {
            "place": place,
            "short": concatenated(first, second, third),
            "line": line,
            "end": ending,
            "sole": is_sole_trader,
        }
    )
    full = (
        pl.when("sole")
        .then(pl.concat_str("place", "short", "line", pl.lit("经营部")))
        .otherwise(pl.concat_str("place", "short", "line", "end"))
    )
    frame = frame.with_columns(full.alias("name")).with_columns(
        pl.int_range(pl.len()).over("name").alias("repeat")
    )
    numbered = (
        pl.when(pl.col("repeat") > 0)
        .then(pl.concat_str("name", pl.lit("（"), pl.col("repeat") + 1, pl.lit("）")))
        .otherwise(pl.col("name"))
    )
    return frame.select(numbered.alias("name"), pl.concat_str("short", "line").alias("short_name"))


def _business_words(rng: Rng, industry: Integers) -> pl.Series:
    choices = [entry.split() for entry in words("industries").column("words")]
    lengths = integers([len(entry) for entry in choices])
    offsets = integers(np.r_[0, np.cumsum(lengths)[:-1]])
    position = integers(rng.random(len(industry)) * lengths[industry])
    return texts([word for entry in choices for word in entry], offsets[industry] + position)
