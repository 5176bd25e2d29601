"""Reads of imports: run board, batches, rows kept out (masked), code maps, what the import desk is doing."""

from yinqiao.platform.imports.queries.batches import (
    BatchCard,
    BatchLine,
    CodeCount,
    batch_card,
    batch_lines,
    batches,
)
from yinqiao.platform.imports.queries.board import Board, board
from yinqiao.platform.imports.queries.board_lines import BoardLine, BoardProfile
from yinqiao.platform.imports.queries.codes import (
    AlarmLine,
    CodeLine,
    alarms,
    code_lines,
    code_maps,
    maps_on_offer,
    meanings_of,
    rows_with_code,
)
from yinqiao.platform.imports.queries.figures import FileLine, Totals, totals_of
from yinqiao.platform.imports.queries.freshness import SourceAge, data_date
from yinqiao.platform.imports.queries.quarantine import (
    QuarantineCard,
    QuarantineFilter,
    QuarantineLine,
    quarantine_card,
    quarantine_lines,
    quarantine_rows,
)
from yinqiao.platform.imports.queries.tasks import TaskCard, task_card, tasks_under_way

__all__ = [
    "AlarmLine",
    "BatchCard",
    "BatchLine",
    "Board",
    "BoardLine",
    "BoardProfile",
    "CodeCount",
    "CodeLine",
    "FileLine",
    "QuarantineCard",
    "QuarantineFilter",
    "QuarantineLine",
    "SourceAge",
    "TaskCard",
    "Totals",
    "alarms",
    "batch_card",
    "batch_lines",
    "batches",
    "board",
    "code_lines",
    "code_maps",
    "data_date",
    "maps_on_offer",
    "meanings_of",
    "quarantine_card",
    "quarantine_lines",
    "quarantine_rows",
    "rows_with_code",
    "task_card",
    "tasks_under_way",
    "totals_of",
]
