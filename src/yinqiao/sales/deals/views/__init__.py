"""Pages of deals and orders."""

from yinqiao.sales.deals.views.deal import (
    AddLine,
    AddParticipant,
    AddRival,
    Ask,
    ChangeLine,
    DealPanel,
    EndLine,
    EndParticipant,
    EndRival,
    Withdrawal,
)
from yinqiao.sales.deals.views.orders import (
    CallBack,
    OrderList,
    OrderPage,
    OrdersPanel,
    Repair,
    Submit,
)

__all__ = [
    "AddLine",
    "AddParticipant",
    "AddRival",
    "Ask",
    "CallBack",
    "ChangeLine",
    "DealPanel",
    "EndLine",
    "EndParticipant",
    "EndRival",
    "OrderList",
    "OrderPage",
    "OrdersPanel",
    "Repair",
    "Submit",
    "Withdrawal",
]
