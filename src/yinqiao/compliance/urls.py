"""Routes of compliance."""

from django.urls import URLPattern

from yinqiao.compliance import views
from yinqiao.platform.ui.pages import page

app_name = "compliance"

urlpatterns: list[URLPattern] = [
    page("sensitive-access/", views.SensitiveAccess, name="sensitive-access", namespace=app_name),
    page("customers/<id:pk>/", views.CompliancePanel, name="panel", namespace=app_name),
    page("customers/<id:pk>/consents/", views.ConsentChips, name="consents", namespace=app_name),
    page("customers/<id:pk>/grade/", views.GradeMark, name="grade", namespace=app_name),
    page("customers/<id:pk>/summary/", views.ComplianceSummary, name="summary", namespace=app_name),
]
