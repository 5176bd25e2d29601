"""What this room takes from the triggers of `insights`, in one place: the event of an evaluation, and what fired in it."""

from yinqiao.insights.events import TriggersEvaluated
from yinqiao.insights.queries import Firing, firings, rules_evaluated

__all__ = ["Firing", "TriggersEvaluated", "firings", "rules_evaluated"]
