"""An opportunity, the way it takes, the runs of the triggers that were taken, and what is kept of people's work."""

from yinqiao.sales.models.opportunities import Opportunity, Step
from yinqiao.sales.models.people import BriefRead, DailyReport, Target
from yinqiao.sales.models.pipelines import STAGE_STATES, Evidence, Pipeline, Stage
from yinqiao.sales.models.runs import Outcome, RuleResult, TakenRun

__all__ = [
    "STAGE_STATES",
    "BriefRead",
    "DailyReport",
    "Evidence",
    "Opportunity",
    "Outcome",
    "Pipeline",
    "RuleResult",
    "Stage",
    "Step",
    "TakenRun",
    "Target",
]
