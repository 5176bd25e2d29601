"""Pages of advice."""

from yinqiao.sales.advice.views.acts import Accept, Refuse, Undo
from yinqiao.sales.advice.views.levers import EndLever, LeverList, NewLever
from yinqiao.sales.advice.views.pages import AdviceBlock, AdvicePanel, Results

__all__ = [
    "Accept",
    "AdviceBlock",
    "AdvicePanel",
    "EndLever",
    "LeverList",
    "NewLever",
    "Refuse",
    "Results",
    "Undo",
]
