"""Writes of advice: the nightly choice, what is learnt and measured, answers, levers."""

from yinqiao.sales.advice.services.advising import advise
from yinqiao.sales.advice.services.answering import (
    Accepted,
    AdviceGone,
    accept_advice,
    refuse_advice,
    undo_refusal,
)
from yinqiao.sales.advice.services.learning import learn
from yinqiao.sales.advice.services.levers import (
    HEAVIEST,
    LeverDetails,
    LeverGone,
    apply_lever,
    ask_for_lever,
    end_lever,
)
from yinqiao.sales.advice.services.levers import KIND as LEVER_KIND
from yinqiao.sales.advice.services.levers import TYPE as LEVER_TYPE
from yinqiao.sales.advice.services.measuring import measure

__all__ = [
    "HEAVIEST",
    "LEVER_KIND",
    "LEVER_TYPE",
    "Accepted",
    "AdviceGone",
    "LeverDetails",
    "LeverGone",
    "accept_advice",
    "advise",
    "apply_lever",
    "ask_for_lever",
    "end_lever",
    "learn",
    "measure",
    "refuse_advice",
    "undo_refusal",
]
