"""Lay many rows down at once, by COPY and the loader's role: under row-level security COPY is not possible (contract 2)."""

from typing import Final

import polars as pl
from django.db import connections, transaction

from yinqiao.platform.imports.tables import copying

LOADER: Final = "loader"


def lay_down(frame: pl.DataFrame, table: str) -> int:
    """Write the rows of `frame` (columns named as in `table`) in a transaction of their own; return how many.

    Raises inside a transaction of the caller: what she has not committed yet the loader would not see.
    """
    if connections["default"].in_atomic_block:
        message = "advice is worked out outside of any transaction"
        raise transaction.TransactionManagementError(message)
    with transaction.atomic(using=LOADER):
        return copying.copy_frame(connections[LOADER], table, frame)
