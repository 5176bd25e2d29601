"""Routes of the interactions room."""

from django.urls import URLPattern

from yinqiao.interactions import views
from yinqiao.platform.ui.pages import page

app_name = "interactions"

urlpatterns: list[URLPattern] = [
    page("customers/<id:pk>/story/", views.StoryPanel, name="story", namespace=app_name),
    page("customers/<id:pk>/timeline/", views.TimelinePanel, name="timeline", namespace=app_name),
    page("customers/<id:pk>/tasks/", views.TasksPanel, name="tasks", namespace=app_name),
]
