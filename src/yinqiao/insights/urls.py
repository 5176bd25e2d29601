"""Routes of the insights room."""

from django.urls import URLPattern

from yinqiao.insights import views
from yinqiao.platform.ui.pages import page

app_name = "insights"

urlpatterns: list[URLPattern] = [
    page("customers/<id:pk>/tags/", views.TagsPanel, name="tags", namespace=app_name)
]
