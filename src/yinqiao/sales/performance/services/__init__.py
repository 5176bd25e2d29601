"""Writes of performance."""

from yinqiao.sales.performance.services.closing import (
    KIND as RESTATEMENT_KIND,
)
from yinqiao.sales.performance.services.closing import (
    MonthLocked,
    apply_restatement,
    close_month,
    request_restatement,
)
from yinqiao.sales.performance.services.counting import count_month, count_results
from yinqiao.sales.performance.services.lines import Bad, Read, read_lines
from yinqiao.sales.performance.services.pay import (
    VetoedAlready,
    lift_veto,
    set_incentive,
    set_veto,
)
from yinqiao.sales.performance.services.targets import (
    KIND as TARGETS_KIND,
)
from yinqiao.sales.performance.services.targets import (
    Done,
    Goal,
    apply_targets,
    newest,
    note_month_targets,
    problem_with,
    set_targets,
)

__all__ = [
    "RESTATEMENT_KIND",
    "TARGETS_KIND",
    "Bad",
    "Done",
    "Goal",
    "MonthLocked",
    "Read",
    "VetoedAlready",
    "apply_restatement",
    "apply_targets",
    "close_month",
    "count_month",
    "count_results",
    "lift_veto",
    "newest",
    "note_month_targets",
    "problem_with",
    "read_lines",
    "request_restatement",
    "set_incentive",
    "set_targets",
    "set_veto",
]
