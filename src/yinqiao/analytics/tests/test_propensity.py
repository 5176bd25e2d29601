"""The engine of propensity finds what moves buyers, in the units of the features, and says a share."""

import numpy as np
import polars as pl

from yinqiao.analytics.propensity import INTERCEPT, LogisticEngine


def test_the_weights_are_found_again_and_what_is_said_is_a_share():
    draw = np.random.default_rng(7)
    ages, held = draw.uniform(20, 80, 6_000), draw.random(6_000) < 0.4
    shares = 1 / (1 + np.exp(4 - 0.05 * ages - 1.2 * held))
    bought = draw.random(6_000) < shares
    features = pl.DataFrame({"age": ages, "held": held.astype(float), "never_changes": 1.0})
    came = pl.Series(bought)
    weights = LogisticEngine().fit(features, came)
    assert abs(weights["age"] - 0.05) < 0.01
    assert abs(weights["held"] - 1.2) < 0.2
    assert weights["never_changes"] == 0
    logit = features["age"] * weights["age"] + features["held"] * weights["held"] + weights[INTERCEPT]  # fmt: skip
    said = 1 / (1 + (-logit).exp())
    assert abs(said.mean() - came.mean()) < 0.01
    assert LogisticEngine().auc(said, came) > 0.7
    assert LogisticEngine().auc(pl.Series([0.5] * 4), pl.Series([True, False, True, False])) == 0.5
