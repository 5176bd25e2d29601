"""Save what a user chose, and her views of lists."""

from yinqiao.platform.ui.services.notices import choose_notices
from yinqiao.platform.ui.services.preferences import save_preferences
from yinqiao.platform.ui.services.problems import answer_problem, report_problem
from yinqiao.platform.ui.services.saved_views import (
    choose_default,
    remove_view,
    rename_view,
    restore_view,
    save_view,
)
from yinqiao.platform.ui.services.workbench import arrange_workbench

__all__ = [
    "answer_problem",
    "arrange_workbench",
    "choose_default",
    "choose_notices",
    "remove_view",
    "rename_view",
    "report_problem",
    "restore_view",
    "save_preferences",
    "save_view",
]
