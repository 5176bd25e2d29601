"""Routes of analytics."""

from django.urls import URLPattern

from yinqiao.analytics import policies, views
from yinqiao.platform.ui.pages import PageKind, page

app_name = "analytics"

urlpatterns: list[URLPattern] = [
    page("customers/<id:pk>/trend/", views.TrendPanel, name="trend", namespace=app_name),
    page(
        "customers/<id:pk>/report/",
        views.asset_report,
        name="report",
        namespace=app_name,
        permission=policies.PRINT_REPORT,
        kind=PageKind.DOWNLOAD,
    ),
]
