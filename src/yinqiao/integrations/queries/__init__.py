"""Reads of reconciliations (counts and sums, no row of a customer) and of the local channel."""

from yinqiao.integrations.queries.figures import ObjectFigures, object_figures
from yinqiao.integrations.queries.local_channel import LocalLine, local_lines, local_messages
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
    "LocalLine",
    "ObjectFigures",
    "Reconciliation",
    "Signature",
    "figures_now",
    "local_lines",
    "local_messages",
    "object_figures",
    "reconciliation",
    "reconciliations",
]
