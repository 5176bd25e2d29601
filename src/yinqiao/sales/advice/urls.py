"""Routes of advice."""

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.sales.advice import views

app_name = "advice"

urlpatterns: list[URLPattern] = [
    page("customers/<id:pk>/panel/", views.AdvicePanel, name="panel", namespace=app_name),
    page("desk/", views.AdviceBlock, name="desk", namespace=app_name),
    page("<id:pk>/acceptances/", views.Accept, name="acceptances", namespace=app_name),
    page("<id:pk>/refusals/", views.Refuse, name="refusals", namespace=app_name),
    page("refusals/<id:pk>/undo/", views.Undo, name="undo", namespace=app_name),
    page("results/", views.Results, name="results", namespace=app_name),
    page("levers/", views.LeverList, name="levers", namespace=app_name),
    page("levers/new/", views.NewLever, name="lever-new", namespace=app_name),
    page("levers/<id:pk>/ends/", views.EndLever, name="lever-ends", namespace=app_name),
]
