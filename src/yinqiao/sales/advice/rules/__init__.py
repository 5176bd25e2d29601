"""Pure rules of advice, by subject."""

from yinqiao.sales.advice.rules.choosing import Limits, Offer, candidates, chosen, outcomes
from yinqiao.sales.advice.rules.classes import FITS, Fit
from yinqiao.sales.advice.rules.effect import Effect, Group, effect
from yinqiao.sales.advice.rules.holdout import held_out, is_held_out, period_of
from yinqiao.sales.advice.rules.likelihood import (
    FEATURES,
    Likelihood,
    brier,
    features,
    likelihoods,
    matrix,
    segments,
    with_segment,
)
from yinqiao.sales.advice.rules.needs import needs

__all__ = [
    "FEATURES",
    "FITS",
    "Effect",
    "Fit",
    "Group",
    "Likelihood",
    "Limits",
    "Offer",
    "brier",
    "candidates",
    "chosen",
    "effect",
    "features",
    "held_out",
    "is_held_out",
    "likelihoods",
    "matrix",
    "needs",
    "outcomes",
    "period_of",
    "segments",
    "with_segment",
]
