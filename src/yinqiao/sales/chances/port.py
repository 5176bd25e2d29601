"""The port through which a model is fitted (contract 8), and where it registers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from yinqiao.platform.registry import Registry
from yinqiao.sales.chances.rules import Example, Model


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model of all examples, and what one of the earlier ones was worth on the latest: AUC, mean chance and share won."""

    model: Model
    auc: float | None
    expected: float
    happened: float


class ChanceEngine(Protocol):
    """Fits a model."""

    def fit(self, examples: Sequence[Example]) -> Fitted:
        """Fit a model of examples in the order of their end, of which some were won and some were not."""
        ...


engines: Registry[ChanceEngine] = Registry("engines of chances")
DEFAULT: Final = "default"
