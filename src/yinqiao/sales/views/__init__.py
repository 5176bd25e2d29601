"""Pages of opportunities."""

from yinqiao.sales.views.acts import Contact, HandOver, Lose, Snooze, Win
from yinqiao.sales.views.board import BoardPage
from yinqiao.sales.views.brief import BriefBlock
from yinqiao.sales.views.counter import ReferralPage
from yinqiao.sales.views.desk import Calls, CallsPage, Feed, KpiPage, KpiStrip, LeftOut
from yinqiao.sales.views.forecast import ForecastPage, ForecastProducts
from yinqiao.sales.views.later import Later, Waking
from yinqiao.sales.views.moving import Gates, Move, MoveUndo, Stage
from yinqiao.sales.views.pages import (
    OpportunitiesPanel,
    OpportunitiesTab,
    OpportunityList,
    OpportunityPage,
)
from yinqiao.sales.views.pipelines import PipelinesPage, StageSetting
from yinqiao.sales.views.planning import Choose, Open, Plan
from yinqiao.sales.views.reports import Report
from yinqiao.sales.views.results import ResultList, ResultPanel
from yinqiao.sales.views.team import MorningSheet, Targets, TeamBlock, TeamPage, WatchBlock
from yinqiao.sales.views.together import (
    ContactTogether,
    HandOverTogether,
    LoseTogether,
    SnoozeTogether,
)
from yinqiao.sales.views.visit import VisitPage

__all__ = [
    "BoardPage",
    "BriefBlock",
    "Calls",
    "CallsPage",
    "Choose",
    "Contact",
    "ContactTogether",
    "Feed",
    "ForecastPage",
    "ForecastProducts",
    "Gates",
    "HandOver",
    "HandOverTogether",
    "KpiPage",
    "KpiStrip",
    "Later",
    "LeftOut",
    "Lose",
    "LoseTogether",
    "MorningSheet",
    "Move",
    "MoveUndo",
    "Open",
    "OpportunitiesPanel",
    "OpportunitiesTab",
    "OpportunityList",
    "OpportunityPage",
    "PipelinesPage",
    "Plan",
    "ReferralPage",
    "Report",
    "ResultList",
    "ResultPanel",
    "Snooze",
    "SnoozeTogether",
    "Stage",
    "StageSetting",
    "Targets",
    "TeamBlock",
    "TeamPage",
    "VisitPage",
    "Waking",
    "WatchBlock",
    "Win",
]
