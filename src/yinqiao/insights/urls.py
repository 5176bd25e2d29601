"""Routes of the insights room."""

from django.urls import URLPattern

from yinqiao.insights import views
from yinqiao.platform.ui.pages import page

app_name = "insights"

urlpatterns: list[URLPattern] = [
    page("facts/", views.Catalogue, name="catalogue", namespace=app_name),
    page("triggers/", views.Triggers, name="triggers", namespace=app_name),
    page("triggers/<slug:code>/", views.TriggerPage, name="trigger", namespace=app_name),
    page("triggers/<slug:code>/edit/", views.TriggerEdit, name="trigger-edit", namespace=app_name),
    page("customers/<id:pk>/head/", views.HeadPanel, name="head", namespace=app_name),
    page(
        "triggers/<slug:code>/previews/",
        views.TriggerPreviews,
        name="trigger-previews",
        namespace=app_name,
    ),
    page(
        "trigger-previews/<id:pk>/",
        views.TriggerPreview,
        name="trigger-preview",
        namespace=app_name,
    ),
    page("customers/<id:pk>/tags/", views.TagsPanel, name="tags", namespace=app_name),
    page("customers/<id:pk>/standing/", views.StandingPanel, name="standing", namespace=app_name),
    page("customers/<id:pk>/tier-keeps/", views.TierKeeps, name="tier-keeps", namespace=app_name),
    page("customers/<id:pk>/facts/", views.FactsPanel, name="facts", namespace=app_name),
]
