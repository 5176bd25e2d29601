"""Routes of the rule book."""

from yinqiao.platform.oversight.rules import views
from yinqiao.platform.ui.pages import page

app_name = "rules"
urlpatterns = [
    page("", views.RuleList, name="list", namespace=app_name),
    page("print/", views.PrintedBook, name="print", namespace=app_name),
    page("<str:number>/", views.RulePage, name="detail", namespace=app_name),
]
