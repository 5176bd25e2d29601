"""Writes of interactions: contacts with what came of them, notes, and tasks."""

from yinqiao.interactions.greetings.services import greet
from yinqiao.interactions.ports import (
    ChannelAdapter,
    FollowUp,
    Handover,
    Logged,
    Matter,
    Subject,
    channels,
    subjects,
)
from yinqiao.interactions.rules import OUTCOMES
from yinqiao.interactions.services.amending import (
    EditingOver,
    Words,
    amend_follow_up,
    edit_follow_up,
)
from yinqiao.interactions.services.checks import close_answered_checks
from yinqiao.interactions.services.counter import log_counter_visit
from yinqiao.interactions.services.diligence import close_diligence_tasks, open_diligence_task
from yinqiao.interactions.services.documents import remember_document
from yinqiao.interactions.services.follow_ups import (
    LINE_LENGTH,
    NOTE_LENGTH,
    log_follow_up,
)
from yinqiao.interactions.services.notes import NoteDraft, see_note, write_note
from yinqiao.interactions.services.opening import TaskOrder, create_task
from yinqiao.interactions.services.passing_on import pass_on_tasks
from yinqiao.interactions.services.reaching import (
    NoChannel,
    Order,
    PurposeUnfounded,
    Reached,
    reach_out,
)
from yinqiao.interactions.services.series import SERIES, create_series, end_series
from yinqiao.interactions.services.tasks import (
    TaskClosed,
    complete_task,
    hand_over_task,
    reopen_task,
    reschedule_task,
    return_task_day,
)
from yinqiao.interactions.services.together import TaskFor, open_tasks

__all__ = [
    "LINE_LENGTH",
    "NOTE_LENGTH",
    "OUTCOMES",
    "SERIES",
    "ChannelAdapter",
    "EditingOver",
    "FollowUp",
    "Handover",
    "Logged",
    "Matter",
    "NoChannel",
    "NoteDraft",
    "Order",
    "PurposeUnfounded",
    "Reached",
    "Subject",
    "TaskClosed",
    "TaskFor",
    "TaskOrder",
    "Words",
    "amend_follow_up",
    "channels",
    "close_answered_checks",
    "close_diligence_tasks",
    "complete_task",
    "create_series",
    "create_task",
    "edit_follow_up",
    "end_series",
    "greet",
    "hand_over_task",
    "log_counter_visit",
    "log_follow_up",
    "open_diligence_task",
    "open_tasks",
    "pass_on_tasks",
    "reach_out",
    "remember_document",
    "reopen_task",
    "reschedule_task",
    "return_task_day",
    "see_note",
    "subjects",
    "write_note",
]
