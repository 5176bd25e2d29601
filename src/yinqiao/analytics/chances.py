"""`ChanceEngine` by scikit-learn: a logistic regression, measured on the latest quarter before it is fitted on all."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from yinqiao.sales import queries as sales
from yinqiao.sales.queries import Example, Fitted, Model

# The latest quarter measures what the earlier ones are worth.
KEPT_BACK: Final = 0.25
PENALTY: Final = 1.0
STEPS: Final = 500


class Logistic:
    """Few features, weights that can be told in words: more would be no better on the deals of one bank."""

    def fit(self, examples: Sequence[Example]) -> Fitted:
        """Fit on the earlier ones and measure on the latest, then fit on all."""
        split = int(len(examples) * (1 - KEPT_BACK))
        earlier, latest = examples[:split], examples[split:]
        outcomes = [one.is_won for one in latest]
        chances = [0.0] * len(latest)
        # One outcome alone teaches nothing to measure with.
        if len({one.is_won for one in earlier}) > 1:
            model = _fitted(earlier)
            chances = [sales.chance(model, one.traits) / 100 for one in latest]
        expected, happened = sales.calibration(chances, outcomes)
        return Fitted(_fitted(examples), sales.auc(chances, outcomes), expected, happened)


def _fitted(examples: Sequence[Example]) -> Model:
    names = sales.feature_names(examples)
    values = np.asarray([sales.features(one.traits, names) for one in examples])
    means, scales = values.mean(axis=0), values.std(axis=0)
    scales[scales == 0] = 1.0
    found = LogisticRegression(C=PENALTY, max_iter=STEPS)
    found.fit((values - means) / scales, [one.is_won for one in examples])
    return Model(
        names,
        tuple(float(weight) for weight in found.coef_[0]),
        tuple(float(mean) for mean in means),
        tuple(float(scale) for scale in scales),
        float(found.intercept_[0]),
    )
