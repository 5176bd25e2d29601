"""Routes of the shelf."""

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.products import views

app_name = "products"

urlpatterns: list[URLPattern] = [page("", views.Shelf, name="list", namespace=app_name)]
