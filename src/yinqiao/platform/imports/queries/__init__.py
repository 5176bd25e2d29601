"""Reads of imports: run board, batches, rows kept out (masked), code maps, what the import desk is doing."""

from yinqiao.platform.imports.queries.batches import (
    BatchCard,
    BatchLine,
    CodeCount,
    batch_card,
    batch_lines,
    batches,
    sources_loading,
)
from yinqiao.platform.imports.queries.board import Board, board
from yinqiao.platform.imports.queries.board_lines import BoardLine, BoardProfile
from yinqiao.platform.imports.queries.codes import (
    AlarmLine,
    CodeLine,
    alarms,
    code_lines,
    code_maps,
    holdable_codes,
    maps_on_offer,
    meanings_of,
    rows_with_code,
)
from yinqiao.platform.imports.queries.figures import (
    FileLine,
    Totals,
    last_profile,
    offered_profiles,
    profile_title,
    totals_of,
)
from yinqiao.platform.imports.queries.freshness import SourceAge, data_date
from yinqiao.platform.imports.queries.quarantine import (
    QuarantineCard,
    QuarantineFilter,
    QuarantineLine,
    columns_at_fault,
    quarantine_card,
    quarantine_lines,
    quarantine_rows,
    reasons_in_use,
    tables_in_use,
)
from yinqiao.platform.imports.queries.tasks import TaskCard, task_card, tasks_under_way
from yinqiao.platform.imports.words import column_title

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
    "column_title",
    "columns_at_fault",
    "data_date",
    "holdable_codes",
    "last_profile",
    "maps_on_offer",
    "meanings_of",
    "offered_profiles",
    "profile_title",
    "quarantine_card",
    "quarantine_lines",
    "quarantine_rows",
    "reasons_in_use",
    "rows_with_code",
    "sources_loading",
    "tables_in_use",
    "task_card",
    "tasks_under_way",
    "totals_of",
]
