"""Pages of campaign lists."""

from yinqiao.sales.campaign_lists.views.dealing import Deal
from yinqiao.sales.campaign_lists.views.lists import ListDetail, Lists, Names, export_file
from yinqiao.sales.campaign_lists.views.making import Ask, Export, Make, Mend, Recall
from yinqiao.sales.campaign_lists.views.working import ListsBlock, ReturnName, Work, WorkNames

__all__ = [
    "Ask",
    "Deal",
    "Export",
    "ListDetail",
    "Lists",
    "ListsBlock",
    "Make",
    "Mend",
    "Names",
    "Recall",
    "ReturnName",
    "Work",
    "WorkNames",
    "export_file",
]
