"""Routes of the maturity planner."""

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.sales.maturities import views

app_name = "maturities"
urlpatterns: list[URLPattern] = [
    page("", views.PlannerPage, name="planner", namespace=app_name),
    page("books/", views.BooksPage, name="books", namespace=app_name),
]
