"""Routes of screening."""

from django.urls import URLPattern

from yinqiao.compliance.screening import policies, views
from yinqiao.platform.ui.pages import PageKind, page

app_name = "screening"

urlpatterns: list[URLPattern] = [
    page("", views.Cases, name="cases", namespace=app_name),
    page("cases/<id:pk>/", views.CasePage, name="case", namespace=app_name),
    page(
        "cases/<id:pk>/steps/",
        views.take_step,
        name="case-steps",
        namespace=app_name,
        permission=policies.WORK_SCREENING,
        kind=PageKind.ACTION,
    ),
    page(
        "cases/<id:pk>/files/<id:file_id>/",
        views.open_file,
        name="case-file",
        namespace=app_name,
        permission=policies.VIEW_SCREENING,
        kind=PageKind.DOWNLOAD,
    ),
    page("lists/", views.Lists, name="lists", namespace=app_name),
    page("lists/new/", views.LoadList, name="list-new", namespace=app_name),
    page("versions/<id:pk>/", views.VersionPage, name="version", namespace=app_name),
    page("runs/", views.Runs, name="runs", namespace=app_name),
]
