"""Routes of viewing."""

from django.urls import URLPattern

from yinqiao.compliance.viewing import check_views, exemption_views, policies, views
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.ui.pages import PageKind, page

app_name = "viewing"

urlpatterns: list[URLPattern] = [
    page("", views.Alerts, name="alerts", namespace=app_name),
    page("<id:pk>/", views.AlertPage, name="alert", namespace=app_name),
    page(
        "<id:pk>/answers/",
        views.answer,
        name="answers",
        namespace=app_name,
        permission=policies.JUDGE_ALERT,
        kind=PageKind.ACTION,
    ),
    page("marks/", views.Marks, name="marks", namespace=app_name),
    page("marks/new/", views.MarkPage, name="mark-new", namespace=app_name),
    page(
        "marks/<id:pk>/ends/",
        views.end_mark,
        name="mark-ends",
        namespace=app_name,
        permission=policies.MARK_CUSTOMER,
        kind=PageKind.ACTION,
    ),
    page("emergencies/", views.Emergencies, name="emergencies", namespace=app_name),
    page("emergencies/new/", views.BreakGlass, name="emergency-new", namespace=app_name),
    page("emergencies/<id:pk>/review/", views.ReviewPage, name="review", namespace=app_name),
    page("checks/", check_views.RevealChecks, name="reveal-checks", namespace=app_name),
    page("checks/<id:pk>/", check_views.CheckPage, name="reveal-check", namespace=app_name),
    page("draws/", check_views.Draws, name="draws", namespace=app_name),
    page(
        "draws/<id:pk>/again/",
        check_views.draw_again,
        name="draw-again",
        namespace=app_name,
        permission=audit.VIEW,
        kind=PageKind.ACTION,
    ),
    page("exemptions/", exemption_views.Exemptions, name="exemptions", namespace=app_name),
    page(
        "exemptions/read/",
        exemption_views.ExemptionsRead,
        name="exemptions-read",
        namespace=app_name,
    ),
    page("exemptions/new/", exemption_views.NewExemption, name="exemption-new", namespace=app_name),
    page(
        "exemptions/<id:pk>/review/",
        exemption_views.ReviewExemption,
        name="exemption-review",
        namespace=app_name,
    ),
]
