"""Value and loyalty scores with their parts (A24, A26): each part grows to its weight where its figure reaches full marks; the score is their sum."""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from yinqiao.analytics.facts.definition import Context, Fact, Value
from yinqiao.insights.choices import FactUnit


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score: its name in the parameters, the facts whose sum it measures, its title."""

    name: str
    of: tuple[str, ...]
    title: str


VALUE_PARTS = (
    Part("deposits", ("demand_amount", "term_amount", "structured_amount"), _("Value: deposits")),
    Part("wealth", ("wealth_amount", "fund_amount", "insurance_amount"), _("Value: investments")),
    Part("loans", ("loan_amount",), _("Value: loans")),
    Part("income", ("salary_average",), _("Value: income")),
    Part("spending", ("spent",), _("Value: spending")),
    Part("assets", ("aum_year_average",), _("Value: assets")),
)
LOYALTY_PARTS = (
    Part("tenure", ("tenure_months",), _("Loyalty: time with the bank")),
    Part("depth", ("product_classes",), _("Loyalty: product classes")),
    Part("activity", ("transactions_90",), _("Loyalty: activity")),
)
_OF_VALUE = tuple(name for part in VALUE_PARTS for name in part.of)
_OF_LOYALTY = tuple(name for part in LOYALTY_PARTS for name in part.of)


def _points(part: Part, row: ir.Table, context: Context) -> ir.NumericValue:
    """Return the points of a part, rounded to two places, so that the parts sum to the score."""
    weight, full = context.settings.scores[part.name]
    amounts = [row[name].fill_null(0).cast("float64") for name in part.of]
    share = sum(amounts[1:], amounts[0]) / float(full)
    held = ibis.greatest(ibis.least(share, ibis.literal(1.0)), ibis.literal(0.0))
    return (held * float(weight)).round(2).cast("decimal(9, 2)")


def _part(part: Part) -> Value:
    return lambda row, context: _points(part, row, context)


def _whole(parts: tuple[Part, ...]) -> Value:
    def value(row: ir.Table, context: Context) -> ir.Value:
        points = [_points(part, row, context) for part in parts]
        return sum(points[1:], points[0])

    return value


def _score(prefix: str, part: Part) -> Fact:
    formula = _(
        "The figure by its full marks, at most 1, by its weight; weights and full marks are parameters with versions"
    )
    return Fact(
        f"{prefix}_{part.name}", part.title, formula, FactUnit.SCORE, _part(part), of=part.of
    )


WORTH: tuple[Fact, ...] = (
    *(_score("value", part) for part in VALUE_PARTS),
    Fact(
        "value_score",
        _("Value score"),
        _("Sum of the parts: deposits, investments, loans, income, spending, assets; 100 at most"),
        FactUnit.SCORE,
        _whole(VALUE_PARTS),
        of=_OF_VALUE,
        is_core=True,
    ),
    *(_score("loyalty", part) for part in LOYALTY_PARTS),
    Fact(
        "loyalty_score",
        _("Loyalty score"),
        _("Sum of the parts: time with the bank, product classes, activity; survey and complaints are not connected yet"),
        FactUnit.SCORE,
        _whole(LOYALTY_PARTS),
        of=_OF_LOYALTY,
        is_core=True,
    ),
)  # fmt: skip
