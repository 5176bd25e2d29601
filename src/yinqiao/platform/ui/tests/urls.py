"""Routes for the tests of the shell: its own, and sample pages that fail on purpose."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.platform.ui.pages import PUBLIC, PageKind, page
from yinqiao.platform.ui.views.gallery import SampleList

CANARY = "13800006621"


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionRefused("Not yours.", extra={"owner": "江北支行", "request_url": "/ask/"})


def reject(request: HttpRequest) -> HttpResponse:
    raise InvalidInput("Wrong.", fields={"phone": "11 digits"})


def break_down(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"bad number {CANARY}")


class ClosedList(SampleList):
    permission = "samples.closed"


urlpatterns = [
    path("", include("yinqiao.platform.ui.urls")),
    page("t/refuse/", refuse, name="t-refuse", permission=PUBLIC, kind=PageKind.ACTION),
    page("t/reject/", reject, name="t-reject", permission=PUBLIC, kind=PageKind.ACTION),
    page("t/break/", break_down, name="t-break", permission=PUBLIC, kind=PageKind.ACTION),
    page("api/t/break/", break_down, name="t-api-break", permission=PUBLIC, kind=PageKind.ACTION),
    page("api/t/reject/", reject, name="t-api-reject", permission=PUBLIC, kind=PageKind.ACTION),
    page("t/list/", SampleList, name="t-list"),
    page("t/closed/", ClosedList, name="t-closed"),
]
handler400 = "yinqiao.platform.ui.views.errors.bad_request"
handler403 = "yinqiao.platform.ui.views.errors.permission_denied"
handler404 = "yinqiao.platform.ui.views.errors.not_found"
handler500 = "yinqiao.platform.ui.views.errors.server_error"
