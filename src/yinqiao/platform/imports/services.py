"""Writes of imports: run a batch, take it back, work on rows that were kept out, give codes their meaning."""

from yinqiao.platform.imports.engine.locks import BatchRunning
from yinqiao.platform.imports.engine.meanings import map_code
from yinqiao.platform.imports.engine.mending import (
    RerunResult,
    RowSettled,
    TableLoadedSince,
    ValueRefused,
    mend_row,
    rerun_rows,
    skip_rows,
)
from yinqiao.platform.imports.engine.report import BatchReport, Progress
from yinqiao.platform.imports.engine.runs import run_batch
from yinqiao.platform.imports.engine.undoing import UndoImpossible, UndoReport, undo_batch

__all__ = [
    "BatchReport",
    "BatchRunning",
    "Progress",
    "RerunResult",
    "RowSettled",
    "TableLoadedSince",
    "UndoImpossible",
    "UndoReport",
    "ValueRefused",
    "map_code",
    "mend_row",
    "rerun_rows",
    "run_batch",
    "skip_rows",
    "undo_batch",
]
