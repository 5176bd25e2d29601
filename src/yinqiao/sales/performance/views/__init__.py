"""Pages of performance."""

from yinqiao.sales.performance.views.changing import ChangePage, PeopleBehind
from yinqiao.sales.performance.views.locking import CloseMonth, MonthsPage, Restate
from yinqiao.sales.performance.views.paying import Incentives, LiftVeto, Vetoes
from yinqiao.sales.performance.views.results import CataloguePage, OwnPage, TeamPage
from yinqiao.sales.performance.views.targets import PhasingPage, TargetsPage, UploadPage
from yinqiao.sales.performance.views.worth import WorthPage

__all__ = [
    "CataloguePage",
    "ChangePage",
    "CloseMonth",
    "Incentives",
    "LiftVeto",
    "MonthsPage",
    "OwnPage",
    "PeopleBehind",
    "PhasingPage",
    "Restate",
    "TargetsPage",
    "TeamPage",
    "UploadPage",
    "Vetoes",
    "WorthPage",
]
