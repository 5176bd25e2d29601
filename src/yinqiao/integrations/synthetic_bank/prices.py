"""Unit values by week, internal transfer prices, risk parameters."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import Floats, Integers, integers
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.shelf import Product

VALUED_CLASSES = ("201", "202", "204", "205")
GOLD_YUAN_PER_GRAM = 880.0
HISTORY_BEFORE_START = 420  # days: products bought before the window have a price on that day


@dataclass(frozen=True)
class Prices:
    """Unit values: `values[product, day]` for each day from `first_day`; a product without NAV has 1.0 throughout.

    Values change on publication days (Fridays) and stand between them, so any day may be asked for.
    """

    first_day: int
    values: Floats
    published: Integers

    def at(self, product: Integers, day: Integers) -> Floats:
        """Return the last published value on or before each day."""
        return np.asarray(self.values[product, np.maximum(day - self.first_day, 0)])


def build_prices(plan: Plan, shelf: list[Product]) -> Prices:
    """Return weekly random walks with each product's yearly return and volatility, gold at its price per gram."""
    first_day = plan.start - HISTORY_BEFORE_START
    days = integers(np.arange(first_day, plan.today + 1))
    published = integers(days[(days - 1) % 7 == 0])  # 1970-01-02 was a Friday
    values = np.ones((len(shelf), len(days)))
    weeks = np.clip(np.searchsorted(published, days, side="right") - 1, 0, None)
    for number, product in enumerate(shelf):
        if product.product_class not in VALUED_CLASSES:
            continue
        rng = plan.rng(f"price {product.code}")
        steps = rng.normal(
            product.yearly_return / 5200, product.volatility / 100 / np.sqrt(52), len(published)
        )
        steps[published <= product.starts_on] = 0.0
        path = np.exp(np.cumsum(steps)) * _first_value(product, rng.uniform(0.8, 1.9))
        values[number] = np.round(path, 4)[weeks]
    return Prices(first_day, values, published)


def _first_value(product: Product, drawn: float) -> float:
    if product.product_class == "204":
        return GOLD_YUAN_PER_GRAM
    return drawn if product.product_class == "202" else 1.0


def nav_rows(plan: Plan, shelf: list[Product], prices: Prices) -> pl.DataFrame:
    """Return the rows of table `nav`: Fridays inside the window, for the life of the product."""
    fridays = integers(prices.published[prices.published >= plan.start])
    frames = []
    for number, product in enumerate(shelf):
        if product.product_class not in VALUED_CLASSES:
            continue
        ends = product.matures_on if product.matures_on > 0 else plan.today
        days = integers(fridays[(fridays >= product.starts_on) & (fridays <= ends)])
        navs = prices.at(integers(np.full(len(days), number)), days)
        frames.append(
            pl.DataFrame(
                {
                    "product_code": [product.code] * len(days),
                    "nav_on": days,
                    "nav": navs,
                    "cumulative_nav": navs,
                }
            )
        )
    return pl.concat(frames)


def last_navs(plan: Plan, shelf: list[Product], prices: Prices) -> tuple[dict[str, float], int]:
    """Return the newest unit value by product code, and the day it was published."""
    navs = {
        product.code: float(prices.values[number, -1])
        for number, product in enumerate(shelf)
        if product.product_class in VALUED_CLASSES
    }
    return navs, int(prices.published[prices.published <= plan.today][-1])


def ftp_rows(plan: Plan) -> pl.DataFrame:
    """Return the rows of table `ftp_curve`: two curves, seven terms, one value a month."""
    rows = []
    for month, day in enumerate(plan.month_starts.tolist()):
        drift = -0.01 * month
        for curve, base in (("DEPOSIT", 1.65), ("LOAN", 1.70)):
            for term, premium in (
                (1, -0.35),
                (30, -0.25),
                (91, -0.15),
                (182, -0.05),
                (365, 0.0),
                (1095, 0.25),
                (1825, 0.40),
            ):
                rows.append(
                    {
                        "curve": curve,
                        "currency": "156",
                        "term_days": term,
                        "effective_on": day,
                        "rate": round(base + premium + drift, 4),
                    }
                )
    return pl.DataFrame(rows)


def risk_parameter_rows(plan: Plan) -> pl.DataFrame:
    """Return the rows of table `risk_parameter`: default and loss by product class and five-grade class."""
    defaults = {
        "1": 1.0,
        "2": 8.0,
        "3": 35.0,
        "4": 60.0,
        "5": 100.0,
    }  # times the class's own figure, capped at 100 %
    classes = {
        "301": (0.6, 25.0, 50.0),
        "302": (1.8, 60.0, 75.0),
        "303": (1.6, 45.0, 75.0),
        "304": (1.2, 45.0, 100.0),
        "401": (2.4, 75.0, 75.0),
    }
    rows = [
        {
            "product_class": product_class,
            "loan_grade": grade,
            "effective_on": int(plan.month_starts[0]),
            "probability_of_default": min(100.0, default * factor),
            "loss_given_default": loss,
            "risk_weight": weight,
            "capital_ratio": 8.0,
            "hurdle_rate": 10.0,
            "operating_cost": 90_000 if product_class == "304" else 18_000,
        }
        for product_class, (default, loss, weight) in classes.items()
        for grade, factor in defaults.items()
    ]
    return pl.DataFrame(rows)
