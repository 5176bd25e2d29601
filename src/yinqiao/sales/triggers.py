"""What this room takes from the triggers of `insights`, in one place: the event of an evaluation, and what fired in it."""

from yinqiao.insights.events import TriggersEvaluated
from yinqiao.insights.queries import Firing, event_rules, firings, is_trigger, rules_evaluated

__all__ = ["Firing", "TriggersEvaluated", "event_rules", "firings", "is_trigger", "rules_evaluated"]
