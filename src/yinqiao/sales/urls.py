"""Routes of opportunities."""

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.sales import views

app_name = "sales"

urlpatterns: list[URLPattern] = [
    page("opportunities/", views.OpportunityList, name="list", namespace=app_name),
    page("opportunities/<id:pk>/", views.OpportunityPage, name="detail", namespace=app_name),
    page("customers/<id:pk>/", views.OpportunitiesPanel, name="panel", namespace=app_name),
]
