"""Writes of interactions: contacts with what came of them, and tasks."""

from yinqiao.interactions.services.amending import (
    EditingOver,
    Words,
    amend_follow_up,
    edit_follow_up,
)
from yinqiao.interactions.services.checks import close_answered_checks
from yinqiao.interactions.services.follow_ups import (
    LINE_LENGTH,
    NOTE_LENGTH,
    FollowUp,
    Logged,
    log_follow_up,
)
from yinqiao.interactions.services.opening import TaskOrder, create_task
from yinqiao.interactions.services.tasks import (
    TaskClosed,
    complete_task,
    hand_over_task,
    reopen_task,
    reschedule_task,
)

__all__ = [
    "LINE_LENGTH",
    "NOTE_LENGTH",
    "EditingOver",
    "FollowUp",
    "Logged",
    "TaskClosed",
    "TaskOrder",
    "Words",
    "amend_follow_up",
    "close_answered_checks",
    "complete_task",
    "create_task",
    "edit_follow_up",
    "hand_over_task",
    "log_follow_up",
    "reopen_task",
    "reschedule_task",
]
