"""Routes of the insights room."""

from django.urls import URLPattern

from yinqiao.insights import policies, rule_tag_views, tag_views, views
from yinqiao.platform.ui.pages import PageKind, page

app_name = "insights"

urlpatterns: list[URLPattern] = [
    page("facts/", views.Catalogue, name="catalogue", namespace=app_name),
    page("triggers/", views.Triggers, name="triggers", namespace=app_name),
    page("triggers/<slug:code>/", views.TriggerPage, name="trigger", namespace=app_name),
    page("triggers/<slug:code>/edit/", views.TriggerEdit, name="trigger-edit", namespace=app_name),
    page(
        "triggers/<slug:code>/trial/", views.TriggerTrial, name="trigger-trial", namespace=app_name
    ),
    page("customers/<id:pk>/head/", views.HeadPanel, name="head", namespace=app_name),
    page("tags/", tag_views.Dictionary, name="tag-list", namespace=app_name),
    page("tags/new/", tag_views.NewTag, name="tag-new", namespace=app_name),
    page("tags/rules/new/", rule_tag_views.NewRuleTag, name="rule-tag-new", namespace=app_name),
    page(
        "tags/rules/previews/", rule_tag_views.TagPreviews, name="tag-previews", namespace=app_name
    ),
    page(
        "tags/rules/previews/<id:pk>/",
        rule_tag_views.TagPreview,
        name="tag-preview",
        namespace=app_name,
    ),
    page(
        "tags/rules/<slug:code>/edit/",
        rule_tag_views.EditRuleTag,
        name="rule-tag-edit",
        namespace=app_name,
    ),
    page(
        "tags/rules/<slug:code>/switches/",
        rule_tag_views.switch_tag,
        name="tag-switches",
        namespace=app_name,
        permission=policies.EDIT_TAGS,
        kind=PageKind.ACTION,
    ),
    page("tags/<slug:code>/edit/", tag_views.EditTag, name="tag-edit", namespace=app_name),
    page(
        "tags/<slug:code>/retirements/",
        tag_views.retire_tag,
        name="tag-retirements",
        namespace=app_name,
        permission=policies.EDIT_TAGS,
        kind=PageKind.ACTION,
    ),
    page("customers/<id:pk>/tags/", tag_views.TagsPanel, name="tags", namespace=app_name),
    page(
        "customers/<id:pk>/tags/desk/",
        tag_views.tag_desk,
        name="tag-desk",
        namespace=app_name,
        permission=policies.SET_TAGS,
        kind=PageKind.FRAGMENT,
    ),
    page(
        "customers/<id:pk>/tags/<id:row_id>/ends/",
        tag_views.end_tag,
        name="tag-ends",
        namespace=app_name,
        permission=policies.SET_TAGS,
        kind=PageKind.ACTION,
    ),
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
    page("customers/<id:pk>/standing/", views.StandingPanel, name="standing", namespace=app_name),
    page("customers/<id:pk>/tier-keeps/", views.TierKeeps, name="tier-keeps", namespace=app_name),
    page("customers/<id:pk>/facts/", views.FactsPanel, name="facts", namespace=app_name),
]
