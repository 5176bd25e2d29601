"""Routes of campaign lists."""

from typing import Final

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.sales.campaign_lists import policies, views

app_name = "campaign_lists"
# What is done with a list: each act is a noun.
ACTS: Final[dict[str, type[Page]]] = {
    "approvals": views.Ask,
    "recalls": views.Recall,
    "mendings": views.Mend,
    "dealings": views.Deal,
    "exports": views.Export,
    "names": views.Names,
}

urlpatterns: list[URLPattern] = [
    page("", views.Lists, name="list", namespace=app_name),
    page("new/", views.Make, name="new", namespace=app_name),
    page("desk/", views.ListsBlock, name="block", namespace=app_name),
    page("work/", views.Work, name="work", namespace=app_name),
    page("work/<id:pk>/", views.WorkNames, name="names", namespace=app_name),
    page("work/returns/<id:pk>/", views.ReturnName, name="returns", namespace=app_name),
    page("<id:pk>/", views.ListDetail, name="detail", namespace=app_name),
    page(
        "<id:pk>/file/",
        views.export_file,
        name="file",
        namespace=app_name,
        permission=policies.VIEW,
        kind=PageKind.DOWNLOAD,
    ),
    *(
        page(
            f"<id:pk>/{noun}/",
            view,
            name="drill" if noun == "names" else noun,
            namespace=app_name,
        )
        for noun, view in ACTS.items()
    ),
]
