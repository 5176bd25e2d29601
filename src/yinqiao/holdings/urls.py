"""Routes of holdings."""

from django.urls import URLPattern

from yinqiao.holdings import desk, policies, views
from yinqiao.platform.ui.pages import PageKind, page

app_name = "holdings"
_FRAGMENT = PageKind.FRAGMENT

urlpatterns: list[URLPattern] = [
    page("desk/upcoming/", desk.Upcoming, name="upcoming", namespace=app_name),
    page("customers/<id:pk>/", views.HoldingsPanel, name="panel", namespace=app_name),
    page("customers/<id:pk>/summary/", views.HoldingsSummary, name="summary", namespace=app_name),
    page(
        "customers/<id:pk>/corporate/",
        views.CorporatePanel,
        name="corporate",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/maturities/",
        views.MaturitiesPanel,
        name="maturities",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/movements/", views.MovementsPanel, name="movements", namespace=app_name
    ),
    page("customers/<id:pk>/flows/", views.FlowPanel, name="flows", namespace=app_name),
    page(
        "customers/<id:pk>/transactions/",
        views.TransactionPanel,
        name="transactions",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/accounts/<id:account_id>/reveals/",
        views.reveal_account,
        name="reveal-account",
        namespace=app_name,
        permission=policies.VIEW,
        kind=_FRAGMENT,
    ),
    page(
        "customers/<id:pk>/cards/<id:card_id>/reveals/",
        views.reveal_card,
        name="reveal-card",
        namespace=app_name,
        permission=policies.VIEW,
        kind=_FRAGMENT,
    ),
]
