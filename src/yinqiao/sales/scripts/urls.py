"""Routes of scripts."""

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.sales.scripts import views

app_name = "scripts"

urlpatterns: list[URLPattern] = [
    page("", views.Library, name="list", namespace=app_name),
    page("new/", views.NewScript, name="new", namespace=app_name),
    page("<id:pk>/", views.ScriptPage, name="detail", namespace=app_name),
    page("<id:pk>/versions/", views.NewVersion, name="versions", namespace=app_name),
    page("<id:pk>/withdrawals/", views.Withdraw, name="withdrawals", namespace=app_name),
    page("opportunities/<id:pk>/", views.ForOpportunity, name="fitting", namespace=app_name),
    page("opportunities/<id:pk>/uses/", views.Use, name="uses", namespace=app_name),
]
