"""Writes of screening: lists brought into force, runs over customers, cases worked."""

from yinqiao.compliance.screening.services.cases import (
    CaseOver,
    SamePerson,
    Word,
    add_evidence,
    clear,
    decide_proposal,
    escalate,
    propose_confirmation,
)
from yinqiao.compliance.screening.services.copies import CopyBroken, open_copy
from yinqiao.compliance.screening.services.lists import (
    JOB_LOCK,
    LIST_JOB,
    ListOrder,
    SameVersion,
    load_list,
)
from yinqiao.compliance.screening.services.running import (
    screen_after_list,
    screen_changed,
    screen_everybody,
)

__all__ = [
    "JOB_LOCK",
    "LIST_JOB",
    "CaseOver",
    "CopyBroken",
    "ListOrder",
    "SamePerson",
    "SameVersion",
    "Word",
    "add_evidence",
    "clear",
    "decide_proposal",
    "escalate",
    "load_list",
    "open_copy",
    "propose_confirmation",
    "screen_after_list",
    "screen_changed",
    "screen_everybody",
]
