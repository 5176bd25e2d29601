"""Routes of leads."""

from typing import Final

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.platform.ui.views.page import Page
from yinqiao.sales.leads import views

app_name = "leads"
# What is done with one: each act is a noun.
ACTS: Final[dict[str, type[Page]]] = {
    "claims": views.Claim,
    "acceptances": views.Accept,
    "returns": views.Decline,
    "contacts": views.Contact,
    "conversions": views.Convert,
    "discards": views.Discard,
    "assignments": views.Give,
    "reveals": views.Reveal,
}

urlpatterns: list[URLPattern] = [
    page("", views.LeadList, name="list", namespace=app_name),
    page("new/", views.Capture, name="new", namespace=app_name),
    page("<id:pk>/", views.LeadPage, name="detail", namespace=app_name),
    *(page(f"<id:pk>/{noun}/", view, name=noun, namespace=app_name) for noun, view in ACTS.items()),
]
