"""Routes of this room: they stand beside those of the import centre."""

from django.urls import URLPattern

from yinqiao.integrations import views
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.ui.pages import PageKind, page

app_name = "integrations"

urlpatterns: list[URLPattern] = [
    page("", views.ReconciliationListPage, name="reconciliations", namespace=app_name),
    page("local-channel/", views.LocalChannelPage, name="local-channel", namespace=app_name),
    page("<id:pk>/", views.ReconciliationPage, name="reconciliation", namespace=app_name),
    page(
        "<id:pk>/signatures/",
        views.sign,
        name="sign",
        namespace=app_name,
        permission=imports.SIGN,
        kind=PageKind.ACTION,
    ),
]
