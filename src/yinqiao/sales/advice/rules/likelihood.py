"""How likely somebody buys of a class: measured take rates by segment, drawn towards the bank's while they are few, or a model that proved better.

Features are those of a day: only what was bought by then counts, so that what is learnt does not look ahead.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from yinqiao.sales.advice.choices import Source

HELD: Final = (
    "TIME",
    "CD",
    "TBOND",
    "STRUCTURED",
    "WM",
    "FUND",
    "INS",
    "METAL",
    "ALT",
    "MORTGAGE",
    "CONSUMER",
    "CARD",
)
FEATURES: Final = ("age", "tenure", "is_company", "classes", "recent", *(f"held_{c}" for c in HELD))
KEY: Final = ("tier", "age_band", "classes_band")
# As if so many more had been looked at, who buy as the whole bank does.
SMOOTHING: Final = 20
# Of fewer the segment says nothing by itself: the rate of the bank stands.
LEAST: Final = 30
RECENT: Final = timedelta(days=365)
_MOST_CLASSES: Final = 3
_MOST_YEARS: Final = 20
_AGES: Final = (30, 40, 50, 60)
_YEAR: Final = 365.25


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What was learnt of a class: so many looked at, so many bought, by segment (tier, band of age, classes held: people, buyers), and a model if there is one."""

    sample: int
    buyers: int
    segments: Sequence[tuple[str, int, int, int, int]] = ()
    coefficients: Mapping[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """The share of all who bought."""
        return self.buyers / self.sample if self.sample else 0.0


def features(
    people: pl.DataFrame, purchases: pl.DataFrame, *, at: date, today: date
) -> pl.DataFrame:
    """Return the features and the segment of `people` (customer_id, is_company, age and tier of today, opened_on) as of the day `at`.

    Held is what was bought until then, today as well: what was learnt and what it is applied to must mean the same.
    """
    by_then = pl.col("bought_on") <= at
    had = (
        purchases.filter(by_then)
        .group_by("customer_id")
        .agg(
            classes=pl.col("product_class").n_unique(),
            recent=(pl.col("bought_on") > at - RECENT).any(),
            **{f"held_{c}": (pl.col("product_class") == c).any() for c in HELD},
        )
    )
    filled = people.join(had, on="customer_id", how="left").with_columns(
        pl.col("classes").fill_null(0),
        pl.col("recent", *(f"held_{c}" for c in HELD)).fill_null(value=False),
        tier=pl.col("tier").fill_null(""),
        age=pl.col("age").cast(pl.Float64) - (today - at).days / _YEAR,
        tenure=((pl.lit(at) - pl.col("opened_on")).dt.total_days() / _YEAR).clip(0, _MOST_YEARS),
    )
    return filled.with_columns(
        age_band=_age_band(), classes_band=pl.col("classes").clip(0, _MOST_CLASSES).cast(pl.Int64)
    )


def _age_band() -> pl.Expr:
    bands = [(pl.col("age") >= bound).cast(pl.Int64) for bound in _AGES]
    return pl.sum_horizontal(bands).fill_null(0) + pl.when(pl.col("age").is_null()).then(
        -1
    ).otherwise(0)


def matrix(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the features as numbers without gaps, as an engine takes them."""
    return frame.select(pl.col(name).cast(pl.Float64).fill_null(0.0) for name in FEATURES)


def segments(frame: pl.DataFrame) -> pl.DataFrame:
    """Return people and buyers by segment of a frame with KEY and ``taken``."""
    return frame.group_by(KEY).agg(people=pl.len(), buyers=pl.col("taken").sum())


def with_segment(frame: pl.DataFrame, learnt: Likelihood) -> pl.DataFrame:
    """Add ``p`` and ``n``: the rate of the segment, drawn towards that of the bank, and the people that it was measured on; and ``is_own``."""
    rows: list[tuple[Any, ...]] = [tuple(row) for row in learnt.segments]
    schema = {
        "tier": pl.String,
        "age_band": pl.Int64,
        "classes_band": pl.Int64,
        "people": pl.Int64,
        "buyers": pl.Int64,
    }
    known = pl.DataFrame(rows, schema=schema, orient="row").filter(pl.col("people") >= LEAST)
    found = frame.join(known, on=list(KEY), how="left")
    is_own = pl.col("people").is_not_null()
    drawn = (pl.col("buyers") + SMOOTHING * learnt.rate) / (pl.col("people") + SMOOTHING)
    return found.with_columns(
        p=pl.when(is_own).then(drawn).otherwise(pl.lit(learnt.rate)),
        n=pl.when(is_own).then(pl.col("people")).otherwise(pl.lit(learnt.sample)),
        is_own=is_own,
    ).drop("people", "buyers")


def by_model(coefficients: Mapping[str, float]) -> pl.Expr:
    """Return what the logistic regression says of a row of features."""
    parts = [
        pl.col(name).cast(pl.Float64).fill_null(0.0) * weight
        for name, weight in coefficients.items()
        if name != "intercept"
    ]
    logit = pl.sum_horizontal(parts) + coefficients.get("intercept", 0.0)
    return 1 / (1 + (-logit).exp())


def likelihoods(frame: pl.DataFrame, learnt: Mapping[str, Likelihood]) -> pl.DataFrame:
    """Add for each class ``p_CLASS``, ``n_CLASS`` (measured on so many), ``own_CLASS`` (the segment has enough of its own), ``source_CLASS``."""
    for name, one in learnt.items():
        frame = with_segment(frame, one)
        is_model = bool(one.coefficients)
        frame = frame.with_columns(
            (by_model(one.coefficients) if is_model else pl.col("p")).alias(f"p_{name}"),
            (pl.lit(one.sample) if is_model else pl.col("n")).alias(f"n_{name}"),
            (pl.lit(value=False) if is_model else pl.col("is_own")).alias(f"own_{name}"),
            pl.lit((Source.MODEL if is_model else Source.SEGMENT).value).alias(f"source_{name}"),
        ).drop("p", "n", "is_own")
    return frame


def brier(said: Iterable[float], came: Iterable[float]) -> float:
    """Return the mean squared distance of what was said from what came; 0 of nothing."""
    pairs = pl.DataFrame({"said": list(said), "came": list(came)}, schema=_PAIR)
    mean = pairs.select(((pl.col("said") - pl.col("came")) ** 2).mean()).item()
    return float(mean or 0.0)


_PAIR: Final = {"said": pl.Float64, "came": pl.Float64}
