"""Routes of the auditor's pages."""

from django.views.decorators.http import require_POST

from yinqiao.platform.audit import policies
from yinqiao.platform.oversight.audit import views
from yinqiao.platform.ui.pages import PageKind, page

app_name = "audit"
urlpatterns = [
    page("", views.EntryList, name="list", namespace=app_name),
    page("entries/<id:pk>/", views.EntryDetail, name="entry", namespace=app_name),
    page("readers/", views.Readers, name="readers", namespace=app_name),
    page("customers/<id:pk>/", views.CustomerTrail, name="customer", namespace=app_name),
    page("people/<id:pk>/", views.PersonTrail, name="person", namespace=app_name),
    page("chain/", views.ChainPage, name="chain", namespace=app_name),
    page(
        "chain/verifications/",
        require_POST(views.request_verification),
        name="verifications",
        namespace=app_name,
        permission=policies.VERIFY,
        kind=PageKind.ACTION,
    ),
]
