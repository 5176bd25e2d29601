"""Routes of the machine room."""

from django.urls import URLPattern

from yinqiao.config.status import views
from yinqiao.config.status.readings import PERMISSION
from yinqiao.platform.ui.pages import PageKind, page

app_name = "status"
urlpatterns: list[URLPattern] = [
    page("", views.StatusPage, name="page", namespace=app_name),
    page(
        "jobs/<id:pk>/put-back/",
        views.put_back,
        name="put-back",
        namespace=app_name,
        permission=PERMISSION,
        kind=PageKind.ACTION,
    ),
    page(
        "jobs/<id:pk>/dismissals/",
        views.dismiss,
        name="dismissals",
        namespace=app_name,
        permission=PERMISSION,
        kind=PageKind.ACTION,
    ),
]
