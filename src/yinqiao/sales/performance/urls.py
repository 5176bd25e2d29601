"""Routes of performance."""

from django.urls import URLPattern

from yinqiao.platform.ui.pages import page
from yinqiao.sales.performance import views

app_name = "performance"

urlpatterns: list[URLPattern] = [
    page("", views.OwnPage, name="own", namespace=app_name),
    page("catalogue/", views.CataloguePage, name="catalogue", namespace=app_name),
    page("team/", views.TeamPage, name="team", namespace=app_name),
    page("change/", views.ChangePage, name="change", namespace=app_name),
    page("change/people/", views.PeopleBehind, name="people", namespace=app_name),
    page("targets/", views.TargetsPage, name="targets", namespace=app_name),
    page("targets/phasing/", views.PhasingPage, name="phasing", namespace=app_name),
    page("targets/upload/", views.UploadPage, name="upload", namespace=app_name),
    page("months/", views.MonthsPage, name="months", namespace=app_name),
    page("months/<str:month>/closings/", views.CloseMonth, name="closings", namespace=app_name),
    page("results/<id:pk>/restatements/", views.Restate, name="restatements", namespace=app_name),
    page("customers/<id:pk>/contribution/", views.WorthPage, name="worth", namespace=app_name),
    page("incentives/", views.Incentives, name="incentives", namespace=app_name),
    page("vetoes/", views.Vetoes, name="vetoes", namespace=app_name),
    page("vetoes/<id:pk>/liftings/", views.LiftVeto, name="liftings", namespace=app_name),
]
