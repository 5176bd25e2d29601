"""Reads of imports: the run board, batches, errors by code, quarantine (masked), reconciliation, code maps."""

from yinqiao.platform.imports.reading.batches import (
    BatchDetail,
    BatchLine,
    FileLine,
    batch_detail,
    batches,
)
from yinqiao.platform.imports.reading.board import BoardLine, Freshness, freshness, run_board
from yinqiao.platform.imports.reading.codes import (
    AlarmLine,
    MeaningLine,
    code_meanings,
    unmapped_codes,
)
from yinqiao.platform.imports.reading.quarantine import (
    ErrorGroup,
    OpenRow,
    QuarantineLine,
    error_lines,
    errors_by_code,
    open_count,
    open_row,
    quarantine_lines,
)
from yinqiao.platform.imports.reading.reconciliation import ReconciledTable, reconciliation

__all__ = [
    "AlarmLine",
    "BatchDetail",
    "BatchLine",
    "BoardLine",
    "ErrorGroup",
    "FileLine",
    "Freshness",
    "MeaningLine",
    "OpenRow",
    "QuarantineLine",
    "ReconciledTable",
    "batch_detail",
    "batches",
    "code_meanings",
    "error_lines",
    "errors_by_code",
    "freshness",
    "open_count",
    "open_row",
    "quarantine_lines",
    "reconciliation",
    "run_board",
    "unmapped_codes",
]
