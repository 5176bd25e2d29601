"""From everything on the shelf to what is shown: each product by the first rule that leaves it out, then the best of the rest within the limits.

In the order of the rules: may it be sold at all (shelf, quota, pause), is it for her (kind, age, licence of the manager), does it suit
(the gate), does she want and need it (wishes, held, rest, need, money). The order changes which rule is told, never what is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import polars as pl

from yinqiao.sales.advice.choices import Action, Outcome, Result
from yinqiao.sales.advice.rules.classes import FITS
from yinqiao.sales.advice.rules.needs import Need, needs

# So many are kept for each customer, whatever becomes of them.
KEPT: Final = 5
UNIT: Final = 10_000
TURNOVER: Final = 1e9


@dataclass(frozen=True, slots=True)
class Offer:
    """A product of the shelf on the day: `weight` is the lever of head office (1: none, 0: paused), `licence` what its seller needs."""

    product_id: int
    product_class: str
    minimum: Decimal | None = None
    is_open: bool = True
    has_quota: bool = True
    weight: float = 1.0
    licence: str = ""
    most_a_manager: int | None = None
    most_a_unit: int | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """At most so many for a customer; in how many days urgency halves; what a class is worth to the bank beside the others."""

    most: int = 3
    half_life: int = 15
    worth: Mapping[str, float] | None = None

    def worth_of(self, product_class: str) -> float:
        """Return what a class is worth: 1 unless told."""
        return (self.worth or {}).get(product_class, 1.0)


def outcomes(people: pl.DataFrame, offers: Sequence[Offer], limits: Limits) -> pl.DataFrame:
    """Return one column ``o<id>`` of `Outcome` for each offer, one row a customer."""
    return people.select(_outcome(offer, limits).alias(f"o{offer.product_id}") for offer in offers)


def _outcome(offer: Offer, limits: Limits) -> pl.Expr:
    fit = FITS[offer.product_class]
    need = needs(offer.product_class, half_life=limits.half_life)
    if not offer.is_open:
        return pl.lit(Outcome.OFF_SALE.value, pl.Int16)
    if not offer.has_quota:
        return pl.lit(Outcome.QUOTA.value, pl.Int16)
    if not offer.weight:
        return pl.lit(Outcome.PAUSED.value, pl.Int16)
    company = pl.col("is_company")
    bars: list[tuple[Outcome, pl.Expr]] = [
        (Outcome.KIND, (company & (not fit.companies)) | (~company & (not fit.persons))),
        (Outcome.AGE, ~company & ~_fits_age(fit.youngest, fit.oldest)),
        (Outcome.LICENCE, _lacks(offer)),
        (Outcome.SUITABILITY, ~pl.col(f"s{offer.product_id}").fill_null(value=False)),
        (Outcome.PREFERENCE, _is_unwanted(fit.unwanted)),
        (Outcome.HELD, _is_held(offer, is_once=fit.is_once, is_deposit=fit.is_deposit)),
        (Outcome.RESTING, pl.col("resting").list.contains(offer.product_id)),
        (Outcome.NO_NEED, ~need.is_there.fill_null(value=False)),
        (Outcome.NO_MONEY, _lacks_money(offer, need)),
    ]
    chain: pl.Expr = pl.lit(Outcome.PASSED.value, pl.Int16)
    for outcome, is_barred in reversed(bars):
        chain = pl.when(is_barred).then(pl.lit(outcome.value, pl.Int16)).otherwise(chain)
    return chain


def _fits_age(youngest: int, oldest: int) -> pl.Expr:
    return pl.col("age").floor().is_between(youngest, oldest).fill_null(value=False)


def _lacks(offer: Offer) -> pl.Expr:
    """A customer of the pool has nobody yet whose licence could be asked for."""
    if not offer.licence:
        return pl.lit(value=False)
    has = pl.col("licences").list.contains(offer.licence).fill_null(value=False)
    return pl.col("main_rm_id").is_not_null() & ~has


def _is_unwanted(words: Sequence[str]) -> pl.Expr:
    if not words:
        return pl.lit(value=False)
    return pl.any_horizontal(pl.col("avoid").str.contains(word, literal=True) for word in words)


def _is_held(offer: Offer, *, is_once: bool, is_deposit: bool) -> pl.Expr:
    if is_once:
        return pl.col("held_classes").list.contains(offer.product_class)
    return pl.lit(value=False) if is_deposit else pl.col("held").list.contains(offer.product_id)


def _lacks_money(offer: Offer, need: Need) -> pl.Expr:
    if offer.minimum is None or not FITS[offer.product_class].takes_money:
        return pl.lit(value=False)
    return need.amount < float(offer.minimum)


def candidates(
    people: pl.DataFrame, found: pl.DataFrame, offers: Sequence[Offer], *, limits: Limits
) -> pl.DataFrame:
    """Return the best `KEPT` of what passed for each customer, with every factor; for whom only the assessment stands in the way, that as an action."""
    frame = people.hstack(found)
    rows = [
        frame.filter(pl.col(f"o{offer.product_id}") == Outcome.PASSED.value).select(
            _factors(offer, limits)
        )
        for offer in offers
    ]
    rows.append(_to_assess(frame, offers, limits))
    return (
        pl.concat(rows)
        .sort("customer_id", "score", "product_id", descending=[False, True, False])
        .filter(pl.int_range(pl.len()).over("customer_id") < KEPT)
    )


def _factors(offer: Offer, limits: Limits) -> list[pl.Expr]:
    name = offer.product_class
    need = needs(name, half_life=limits.half_life)
    value = _value(need, limits.worth_of(name))
    return [
        *_WHO,
        pl.lit(offer.product_id, pl.Int64).alias("product_id"),
        pl.lit(name).alias("product_class"),
        need.action.alias("action"),
        need.amount.cast(pl.Float64).alias("amount"),
        need.days.cast(pl.Int32).alias("days"),
        need.is_gap.fill_null(value=True).alias("is_gap"),
        pl.col(f"p_{name}").alias("propensity"),
        pl.col(f"n_{name}").cast(pl.Int64).alias("sample"),
        pl.col(f"source_{name}").alias("source"),
        pl.when(f"own_{name}").then("segment").otherwise(pl.lit("")).alias("segment"),
        value.alias("value"),
        need.urgency.alias("urgency"),
        pl.lit(offer.weight).alias("lever"),
        (pl.col(f"p_{name}") * value * need.urgency * offer.weight).alias("score"),
    ]


_WHO: Final = (pl.col("customer_id"), pl.col("main_rm_id").alias("rm_id"), pl.col("org_id"))


def _value(need: Need, worth: float) -> pl.Expr:
    """As in the order of calls: on a logarithmic scale, so that one large deposit does not hide all the rest."""
    return (1 + (need.amount.clip(0, TURNOVER) / UNIT).log1p()).fill_null(1.0) * worth


def _to_assess(frame: pl.DataFrame, offers: Sequence[Offer], limits: Limits) -> pl.DataFrame:
    """Return one row for whom nothing of this kind passed and an assessment would open the way."""
    would: list[pl.Expr] = []
    for offer in offers:
        need = needs(offer.product_class, half_life=limits.half_life)
        is_so = (
            (pl.col(f"o{offer.product_id}") == Outcome.SUITABILITY.value)
            & pl.col(f"a{offer.product_id}").fill_null(value=False)
            & need.is_there.fill_null(value=False)
            & ~_lacks_money(offer, need).fill_null(value=False)
        )
        value = _value(need, limits.worth_of(offer.product_class))
        score = pl.col(f"p_{offer.product_class}") * value * need.urgency * offer.weight
        would.append(pl.when(is_so).then(score).otherwise(pl.lit(0.0)))
    best = pl.max_horizontal(would) if would else pl.lit(0.0)
    open_to = pl.sum_horizontal((one > 0).cast(pl.Int64) for one in would) if would else pl.lit(0)
    rows = frame.with_columns(best_score=best, opened=open_to).filter(pl.col("best_score") > 0)
    return rows.select(
        *_WHO,
        pl.lit(None, pl.Int64).alias("product_id"),
        pl.lit("").alias("product_class"),
        pl.lit(Action.ASSESS.value).alias("action"),
        pl.col("money").cast(pl.Float64).alias("amount"),
        pl.lit(None, pl.Int32).alias("days"),
        pl.lit(value=False).alias("is_gap"),
        pl.lit(1.0).alias("propensity"),
        pl.col("opened").cast(pl.Int64).alias("sample"),
        pl.lit("SEGMENT").alias("source"),
        pl.lit("").alias("segment"),
        pl.lit(1.0).alias("value"),
        pl.lit(1.0).alias("urgency"),
        pl.lit(1.0).alias("lever"),
        pl.col("best_score").alias("score"),
    )


def chosen(rows: pl.DataFrame, offers: Sequence[Offer], *, most: int) -> pl.DataFrame:
    """Add ``result`` and ``place``: at most `most` for a customer and one of a class, no more of a product than its manager and unit may have.

    What a limit leaves out makes room for the next; what is worth most is limited last.
    """
    caps = pl.DataFrame(
        [(offer.product_id, offer.most_a_manager, offer.most_a_unit) for offer in offers],
        schema={"product_id": pl.Int64, "cap_rm": pl.Int64, "cap_org": pl.Int64},
        orient="row",
    )
    frame = (
        rows.join(caps, on="product_id", how="left")
        .sort("score", "customer_id", "product_id", descending=[True, False, False])
        .with_columns(limited=pl.lit("", pl.String))
    )
    while True:
        frame = _placed(frame, most)
        over = frame.with_columns(_over("rm_id", "cap_rm", Result.LIMIT_RM))
        over = over.with_columns(_over("org_id", "cap_org", Result.LIMIT_ORG))
        if over["limited"].equals(frame["limited"]):
            break
        frame = over
    result = (
        pl.when(pl.col("limited") != "")
        .then("limited")
        .when(pl.col("place") > 0)
        .then(pl.lit(Result.SHOWN.value))
        .otherwise(pl.lit(Result.BEATEN.value))
    )
    return frame.with_columns(result=result).drop("limited", "cap_rm", "cap_org")


def _placed(frame: pl.DataFrame, most: int) -> pl.DataFrame:
    """Give places among what no limit left out: the best of each class, then the best of all."""
    is_free = pl.col("limited") == ""
    # Those left out get no number: the sum runs over the others, the best first.
    first = is_free & (is_free.cast(pl.Int32).cum_sum().over("customer_id", "product_class") == 1)
    placed = frame.with_columns(first=first)
    number = pl.col("first").cast(pl.Int32).cum_sum().over("customer_id")
    place = pl.when(pl.col("first") & (number <= most)).then(number).otherwise(0)
    return placed.with_columns(place=place.cast(pl.Int16)).drop("first")


def _over(whose: str, cap: str, result: Result) -> pl.Expr:
    """Mark what is beyond the cap of a product among what is shown to one manager, or in one unit."""
    is_shown = (pl.col("place") > 0) & (pl.col("limited") == "")
    number = is_shown.cast(pl.Int32).cum_sum().over(whose, "product_id")
    is_over = is_shown & pl.col(whose).is_not_null() & (number > pl.col(cap))
    return (
        pl.when(is_over.fill_null(value=False))
        .then(pl.lit(result.value))
        .otherwise("limited")
        .alias("limited")
    )
