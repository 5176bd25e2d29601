"""Writes of due diligence: files, grades, clocks, the register of beneficial owners."""

from yinqiao.compliance.diligence.services.calls import CALLS_JOB, call_gradings
from yinqiao.compliance.diligence.services.checklists import (
    CHECKLIST_KIND,
    LONGEST_TEXT,
    ChecklistChanged,
    ChecklistTold,
    apply_checklist,
    request_checklist,
)
from yinqiao.compliance.diligence.services.clocks import compare_all, run_clocks
from yinqiao.compliance.diligence.services.files import (
    FileThere,
    ItemTold,
    begin_review,
    check_file,
    open_file,
    submit_file,
    supply_item,
)
from yinqiao.compliance.diligence.services.grading import (
    KIND,
    apply_approval,
    call_for_grading,
    grade_after_change,
    grade_customer,
)
from yinqiao.compliance.diligence.services.owners import (
    AlreadyRegistered,
    OwnerTold,
    compare_owners,
    end_owner,
    register_owner,
    settle_difference,
)
from yinqiao.compliance.diligence.services.selling import open_for_sale
from yinqiao.compliance.diligence.services.writing import FileElsewhere, SamePerson

__all__ = [
    "CALLS_JOB",
    "CHECKLIST_KIND",
    "KIND",
    "LONGEST_TEXT",
    "AlreadyRegistered",
    "ChecklistChanged",
    "ChecklistTold",
    "FileElsewhere",
    "FileThere",
    "ItemTold",
    "OwnerTold",
    "SamePerson",
    "apply_approval",
    "apply_checklist",
    "begin_review",
    "call_for_grading",
    "call_gradings",
    "check_file",
    "compare_all",
    "compare_owners",
    "end_owner",
    "grade_after_change",
    "grade_customer",
    "open_file",
    "open_for_sale",
    "register_owner",
    "request_checklist",
    "run_clocks",
    "settle_difference",
    "submit_file",
    "supply_item",
]
