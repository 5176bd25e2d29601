"""Who buys: a logistic regression of scikit-learn, given back in the units of its features, so that it can be read and applied anywhere."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

# Enough for a dozen features; what has not settled by then is not helped by more.
_ROUNDS: Final = 400
INTERCEPT: Final = "intercept"


class LogisticEngine:
    """`PropensityEngine`: weights are kept small (L2), classes are not balanced, so that what it says is a share and not a rank alone."""

    def fit(self, features: pl.DataFrame, bought: pl.Series) -> Mapping[str, float]:
        """Return the weights; a feature that never changes has none."""
        scaler = StandardScaler()
        scaled = scaler.fit_transform(features.to_numpy())
        model = LogisticRegression(max_iter=_ROUNDS).fit(scaled, bought.cast(pl.Int8).to_numpy())
        weights = model.coef_[0] / scaler.scale_
        intercept = float(model.intercept_[0] - np.dot(weights, scaler.mean_))
        told = {name: float(weight) for name, weight in zip(features.columns, weights, strict=True)}
        return {**told, INTERCEPT: intercept}

    def auc(self, said: pl.Series, came: pl.Series) -> float:
        """Return how often a buyer was ranked above another."""
        return float(roc_auc_score(came.cast(pl.Int8).to_numpy(), said.to_numpy()))
