"""Whether somebody needs a class of products, with how much money, how soon, and what to do: from facts, column-wise.

Free money is what matures within 30 days and what lies on demand above what is kept for daily life.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from yinqiao.sales.advice.choices import Action
from yinqiao.sales.advice.rules.classes import FITS

# Within so many days a life event, such as a child or a wedding, is still news.
NEWS_DAYS: Final = 180
SALARY_MONTHS: Final = 6
CARD_MONTHS: Final = 3
CARD_ASSETS: Final = 50_000
COVER_SHARE: Final = 0.1
COVER_AGES: Final = (30, 55)
LOAN_SALARIES: Final = 6
IDLE_URGENCY: Final = 0.5
GAP_URGENCY: Final = 0.3


@dataclass(frozen=True, slots=True)
class Need:
    """Expressions over one row a customer: whether there is a need, for how much, how urgent (0 to 1), what to do, in how many days what matures."""

    is_there: pl.Expr
    amount: pl.Expr
    urgency: pl.Expr
    action: pl.Expr
    days: pl.Expr
    is_gap: pl.Expr


def needs(product_class: str, *, half_life: int) -> Need:
    """Return the need of a class of `FITS`; `half_life` is in how many days the urgency of what matures falls by half."""
    fit = FITS[product_class]
    is_gap = ~_held(product_class)
    matures = (pl.col("maturing") > 0) & pl.col("maturity_days").is_not_null()
    if not fit.takes_money:
        return Need(
            is_there=_asked(product_class) & is_gap,
            amount=_loan(product_class),
            urgency=pl.lit(GAP_URGENCY),
            action=pl.lit(Action.COMPLETE.value),
            days=pl.lit(None, pl.Int64),
            is_gap=is_gap,
        )
    soon = pl.lit(0.5).pow(pl.col("maturity_days").clip(0) / half_life)
    renews = matures & (pl.lit(fit.is_deposit) | ~is_gap)
    return Need(
        is_there=_asked(product_class) & (pl.col("money") > 0),
        amount=_cover() if product_class == "INS" else pl.col("money"),
        urgency=pl.when(matures).then(soon).otherwise(pl.lit(IDLE_URGENCY)),
        action=pl.when(renews)
        .then(pl.lit(Action.RENEW.value))
        .when(is_gap & ~pl.lit(fit.is_deposit))
        .then(pl.lit(Action.COMPLETE.value))
        .otherwise(pl.lit(Action.PLACE.value)),
        days=pl.when(matures).then(pl.col("maturity_days")),
        is_gap=is_gap,
    )


def _held(product_class: str) -> pl.Expr:
    return pl.col("held_classes").list.contains(product_class)


def _asked(product_class: str) -> pl.Expr:
    """Return what, besides money, speaks for a class."""
    has_news = pl.col("days_since_life_event").fill_null(NEWS_DAYS) < NEWS_DAYS
    grown = pl.col("age").is_between(*COVER_AGES).fill_null(value=False)
    found = {
        "INS": (pl.col("mortgage_amount").fill_null(0) > 0) | has_news | (grown & ~_held("INS")),
        "CARD": (pl.col("credit_cards").fill_null(0) == 0)
        & (
            (pl.col("salary_months").fill_null(0) >= CARD_MONTHS)
            | (pl.col("aum").fill_null(0) >= CARD_ASSETS)
        ),
        "CONSUMER": (pl.col("salary_months").fill_null(0) >= SALARY_MONTHS)
        & (pl.col("loans").fill_null(0) == 0),
        "BIZ_LOAN": pl.col("inflow_90").fill_null(0) > 0,
        "CORP_WC": pl.col("inflow_90").fill_null(0) > 0,
    }
    return found.get(product_class, pl.lit(value=True))


def _cover() -> pl.Expr:
    """A tenth of what somebody owns, and no more than is free."""
    return pl.min_horizontal(pl.col("money"), pl.col("aum").fill_null(0) * COVER_SHARE)


def _loan(product_class: str) -> pl.Expr:
    if product_class == "CONSUMER":
        return pl.col("salary_average").fill_null(0) * LOAN_SALARIES
    if product_class in {"BIZ_LOAN", "CORP_WC"}:
        return pl.col("inflow_90").fill_null(0)
    return pl.lit(None, pl.Float64)
