"""Tables of performance."""

from yinqiao.sales.performance.models.pay import IncentiveRule, Veto
from yinqiao.sales.performance.models.results import ClosedMonth, Restatement, Result
from yinqiao.sales.performance.models.targets import Target

__all__ = ["ClosedMonth", "IncentiveRule", "Restatement", "Result", "Target", "Veto"]
