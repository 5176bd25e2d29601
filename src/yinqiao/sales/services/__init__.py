"""Writes of this room."""

from yinqiao.sales.services.escalating import escalate
from yinqiao.sales.services.taking import Taken, take_firings
from yinqiao.sales.services.together import MOST_TOGETHER, Outcome, work_together
from yinqiao.sales.services.working import (
    NOTE_LENGTH,
    REASON_LENGTH,
    NotAtThisStage,
    OpportunityClosed,
    advance,
    contact,
    hand_over,
    lose,
    snooze,
    win,
)

__all__ = [
    "MOST_TOGETHER",
    "NOTE_LENGTH",
    "REASON_LENGTH",
    "NotAtThisStage",
    "OpportunityClosed",
    "Outcome",
    "Taken",
    "advance",
    "contact",
    "escalate",
    "hand_over",
    "lose",
    "snooze",
    "take_firings",
    "win",
    "work_together",
]
