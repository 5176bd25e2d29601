"""Reads of reconciliations: counts and sums, no row of a customer."""

from yinqiao.integrations.queries.figures import ObjectFigures, object_figures
from yinqiao.integrations.queries.reconciliations import (
    BatchLine,
    Reconciliation,
    Signature,
    figures_now,
    reconciliation,
    reconciliations,
)

__all__ = [
    "BatchLine",
    "ObjectFigures",
    "Reconciliation",
    "Signature",
    "figures_now",
    "object_figures",
    "reconciliation",
    "reconciliations",
]
