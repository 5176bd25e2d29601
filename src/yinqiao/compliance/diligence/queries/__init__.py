"""Reads of due diligence: files and lists, the board, grades behind their wall, owners on record, and who is too late."""

from yinqiao.compliance.diligence.queries.board import (
    AgeLine,
    Board,
    Cell,
    UnitLine,
    board,
    late_files,
)
from yinqiao.compliance.diligence.queries.calls import CallLine, open_calls
from yinqiao.compliance.diligence.queries.checklists import (
    ChecklistCard,
    ChecklistRow,
    checklist_card,
    checklist_list,
    checklist_rows,
    draft_card,
    newest_text,
)
from yinqiao.compliance.diligence.queries.files import (
    FileCard,
    FileRow,
    FileWanted,
    ItemRow,
    file_by_id,
    file_card,
    file_list,
    file_rows,
    first_reminder,
    item_row,
    options_of,
)
from yinqiao.compliance.diligence.queries.gate import too_late
from yinqiao.compliance.diligence.queries.grades import (
    FactorLine,
    GradeLine,
    GradeProposed,
    grade_lines,
    grade_proposed,
)
from yinqiao.compliance.diligence.queries.owners import (
    DifferenceRow,
    OwnerRow,
    difference_list,
    difference_row,
    difference_rows,
    registered_owner,
    registered_owners,
)
from yinqiao.compliance.diligence.queries.sales import is_finished, linked_since, undue_sale
from yinqiao.compliance.diligence.queries.standing import Standing, standing_of

__all__ = [
    "AgeLine",
    "Board",
    "CallLine",
    "Cell",
    "ChecklistCard",
    "ChecklistRow",
    "DifferenceRow",
    "FactorLine",
    "FileCard",
    "FileRow",
    "FileWanted",
    "GradeLine",
    "GradeProposed",
    "ItemRow",
    "OwnerRow",
    "Standing",
    "UnitLine",
    "board",
    "checklist_card",
    "checklist_list",
    "checklist_rows",
    "difference_list",
    "difference_row",
    "difference_rows",
    "draft_card",
    "file_by_id",
    "file_card",
    "file_list",
    "file_rows",
    "first_reminder",
    "grade_lines",
    "grade_proposed",
    "is_finished",
    "item_row",
    "late_files",
    "linked_since",
    "newest_text",
    "open_calls",
    "options_of",
    "registered_owner",
    "registered_owners",
    "standing_of",
    "too_late",
    "undue_sale",
]
