"""What advice asks of an engine of statistics: `analytics` registers it, and is its only home."""

from collections.abc import Mapping
from typing import Final, Protocol

import polars as pl

from yinqiao.platform.registry import Registry

DEFAULT: Final = "default"


class PropensityEngine(Protocol):
    """Learns who buys. Whatever it learns is a logistic regression in the units of the features, so that anybody can read and apply it."""

    def fit(self, features: pl.DataFrame, bought: pl.Series) -> Mapping[str, float]:
        """Return a weight for each feature, and ``intercept``. There are buyers and others among the rows."""

    def auc(self, said: pl.Series, came: pl.Series) -> float:
        """Return how often a buyer was ranked above another (0.5: by chance)."""


engines: Final[Registry[PropensityEngine]] = Registry("engines of propensity")
