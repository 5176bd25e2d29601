"""Routes of books."""

from collections.abc import Callable
from typing import Final

from django.http import HttpResponseBase
from django.urls import URLPattern

from yinqiao.platform.ui.pages import PageKind, page
from yinqiao.sales.books import policies, views

app_name = "books"
# What is done with one: each act is a noun.
ACTS: Final[dict[str, tuple[Callable[..., HttpResponseBase], str]]] = {
    "acceptances": (views.accept, policies.ASK),
    "submissions": (views.submit, policies.LEAD),
    "withdrawals": (views.withdraw, policies.ASK),
    "choices": (views.give, policies.LEAD),
}

urlpatterns: list[URLPattern] = [
    page("", views.HandoverList, name="list", namespace=app_name),
    page("new/", views.NewTransfer, name="new", namespace=app_name),
    page("share-out/", views.ShareOut, name="share-out", namespace=app_name),
    page("pool/", views.PoolPage, name="pool", namespace=app_name),
    page("capacity/", views.CapacityPage, name="capacity", namespace=app_name),
    page("capacity/<id:pk>/", views.DeskPage, name="desk", namespace=app_name),
    page("covers/", views.CoverList, name="covers", namespace=app_name),
    page("covers/new/", views.NewCover, name="cover-new", namespace=app_name),
    page(
        "covers/<id:pk>/ends/",
        views.end_cover,
        name="cover-ends",
        namespace=app_name,
        permission=policies.ASK,
        kind=PageKind.ACTION,
    ),
    page("<id:pk>/", views.HandoverPage, name="detail", namespace=app_name),
    page("<id:pk>/refusals/", views.Decline, name="refusals", namespace=app_name),
    *(
        page(
            f"<id:pk>/{noun}/",
            view,
            name=noun,
            namespace=app_name,
            permission=permission,
            kind=PageKind.ACTION,
        )
        for noun, (view, permission) in ACTS.items()
    ),
]
