"""Routes of analytics."""

from django.urls import URLPattern

from yinqiao.analytics import views
from yinqiao.platform.ui.pages import page

app_name = "analytics"

urlpatterns: list[URLPattern] = [
    page("customers/<id:pk>/trend/", views.TrendPanel, name="trend", namespace=app_name),
]
