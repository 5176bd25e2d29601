"""Routes of deals and orders."""

from typing import Final

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.platform.ui.views.page import Page
from yinqiao.sales.deals import views

app_name = "deals"
# What is done with one line, and with one order: each act is a noun.
LINE_ACTS: Final[dict[str, type[Page]]] = {
    "terms": views.ChangeLine,
    "requests": views.Ask,
    "withdrawals": views.Withdrawal,
    "endings": views.EndLine,
}
ORDER_ACTS: Final[dict[str, type[Page]]] = {
    "submissions": views.Submit,
    "recalls": views.CallBack,
}

urlpatterns: list[URLPattern] = [
    page("opportunities/<id:pk>/", views.DealPanel, name="panel", namespace=app_name),
    page("opportunities/<id:pk>/lines/new/", views.AddLine, name="line-new", namespace=app_name),
    page("opportunities/<id:pk>/rivals/new/", views.AddRival, name="rival-new", namespace=app_name),
    page(
        "opportunities/<id:pk>/rivals/<id:item>/endings/",
        views.EndRival,
        name="rival-ending",
        namespace=app_name,
    ),
    page(
        "opportunities/<id:pk>/participants/new/",
        views.AddParticipant,
        name="participant-new",
        namespace=app_name,
    ),
    page(
        "opportunities/<id:pk>/participants/<id:item>/endings/",
        views.EndParticipant,
        name="participant-ending",
        namespace=app_name,
    ),
    page("orders/", views.OrderList, name="orders", namespace=app_name),
    page("orders/<id:pk>/", views.OrderPage, name="order", namespace=app_name),
    page("customers/<id:pk>/", views.OrdersPanel, name="of-customer", namespace=app_name),
    page("answers/<id:pk>/repairs/", views.Repair, name="repairs", namespace=app_name),
    *(
        page(f"lines/<id:pk>/{noun}/", view, name=noun, namespace=app_name)
        for noun, view in LINE_ACTS.items()
    ),
    *(
        page(f"orders/<id:pk>/{noun}/", view, name=noun, namespace=app_name)
        for noun, view in ORDER_ACTS.items()
    ),
]
