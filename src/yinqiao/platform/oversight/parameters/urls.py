"""Routes of the parameters' pages."""

from yinqiao.platform.oversight.parameters import views
from yinqiao.platform.ui.pages import page

app_name = "parameters"
urlpatterns = [
    page("", views.ParameterList, name="list", namespace=app_name),
    page("<str:key>/", views.ParameterPage, name="detail", namespace=app_name),
    page("<str:key>/trial/", views.TrialPage, name="trial", namespace=app_name),
    page("<str:key>/values/", views.ParameterEdit, name="values", namespace=app_name),
]
