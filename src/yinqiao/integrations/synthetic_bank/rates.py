"""What the bank pays and asks: posted rates and the LPR by day, spreads of loans by product and term (tables `rates`, `loan_spreads`)."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np

from yinqiao.integrations.synthetic_bank.arrays import (
    Floats,
    Integers,
    Rng,
    day_number,
    draw,
    integers,
)
from yinqiao.integrations.synthetic_bank.vocabulary import words

# The kind of posted rate of each class of deposit; others keep the rate of their product.
KIND_OF_CLASS = {"102": "time", "103": "notice", "104": "certificate", "106": "bond"}
ONE_YEAR, FIVE_YEARS = 365, 1_825
LPR_OF_CLASS = {"301": FIVE_YEARS}  # one year for the others
DECIMALS = 4


@cache
def _history(kind: str, term_days: int) -> tuple[Integers, Floats]:
    rows = [
        (day_number(date.fromisoformat(row["effective_on"])), float(row["rate"]))
        for row in words("rates").rows
        if (row["kind"], int(row["term_days"])) == (kind, term_days)
    ]
    return integers([day for day, _ in rows]), np.asarray([rate for _, rate in rows])


def posted(kind: str, term_days: int, day: Integers) -> Floats:
    """Return the rate in percent in force on each day; before the table begins, its first."""
    days, rates = _history(kind, term_days)
    return np.asarray(rates[np.maximum(np.searchsorted(days, day, side="right") - 1, 0)])


def posted_on(kind: str, term_days: int, day: int) -> float:
    """Return the rate in percent in force on one day."""
    return float(posted(kind, term_days, integers([day]))[0])


def deposit_rates(
    classes: Sequence[str],
    terms: Sequence[int],
    own: Sequence[float],
    *,
    product: Integers,
    day: Integers,
) -> Floats:
    """Return the rate in percent of a deposit of each product begun on each day; the sequences are columns of the shelf."""
    result = np.zeros(len(product))
    for number in np.unique(product).tolist():
        rows = product == number
        kind = KIND_OF_CLASS.get(classes[number])
        result[rows] = posted(kind, terms[number], day[rows]) if kind else own[number]
    return result


def lpr_on(product_class: str, day: int) -> float:
    """Return the loan prime rate that a class of loans follows."""
    return posted_on("lpr", LPR_OF_CLASS.get(product_class, ONE_YEAR), day)


def spreads(rng: Rng, product_class: str, months: Integers) -> Floats:
    """Return a spread over the LPR for each loan: longer ones cost more where the table says so."""
    table = [row for row in words("loan_spreads").rows if row["product_class"] == product_class]
    result = np.zeros(len(months))
    for start in sorted({int(row["months_from"]) for row in table}):
        options = [row for row in table if int(row["months_from"]) == start]
        drawn = draw(rng, [float(row["weight"]) for row in options], len(months))
        values = np.asarray([float(row["spread"]) for row in options])[drawn]
        result = np.where(months >= start, values, result)
    return result
