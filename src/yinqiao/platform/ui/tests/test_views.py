from collections.abc import Mapping
from datetime import datetime
from urllib.parse import unquote

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.test import Client

from yinqiao.platform.errors import InvalidInput, StaleVersion
from yinqiao.platform.ui.cursor import CursorRefused
from yinqiao.platform.ui.pages import DeclaredPage, PageKind, declared, page
from yinqiao.platform.ui.tests.people import make_actor, make_request
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.gallery import SampleList
from yinqiao.platform.ui.views.page import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shell_settings")]


class GuardedPage(Page):
    permission = "samples.view_sample"
    template_name = "ui/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("shown")


def sample_list(**query: str) -> HttpResponse:
    request = make_request(actor=make_actor(), data=query, is_htmx=True)
    return SampleList.as_view()(request)


def test_declared_pages_can_be_walked():
    page("t/walk/<id:pk>/", GuardedPage, name="walk", namespace="samples")
    assert declared.get("samples:walk") == DeclaredPage(
        "samples:walk",
        "samples.view_sample",
        PageKind.PLAIN,
        ("pk",),
        "yinqiao.platform.ui.tests.test_views.GuardedPage",
    )


def test_a_function_must_name_its_permission():
    with pytest.raises(ValueError, match="names no permission"):
        page("t/x/", lambda request: HttpResponse(), name="nameless")


def test_a_list_is_full_page_or_fragment(client: Client):
    full = client.get("/t/list/").content.decode()
    rows = client.get("/t/list/", headers={"HX-Request": "true"}).content.decode()
    assert full.startswith("<!doctype html>")
    assert full.count("<h1>") == 1
    assert "data-pick-all" in full
    assert "<!doctype" not in rows
    assert "<h1>" not in rows
    assert rows.count("<tr") == 51


def test_a_list_pages_filters_and_sorts():
    first = sample_list(sort="-aum").content.decode()
    assert "第 1–50 条，共 137" in first
    assert sample_list(tier="PRIVATE").content.decode().count("<tr") == 21
    assert "没有符合条件的记录" in sample_list(q="没有这个人").content.decode()
    assert "还没有客户" not in sample_list(q="没有这个人").content.decode()


def test_a_list_in_a_panel_keeps_the_address_of_its_page():
    request = make_request(actor=make_actor("ui.sample"), is_htmx=True)
    request.META["HTTP_HX_TARGET"] = "panel-samples"
    body = SampleList.as_view()(request).content.decode()
    assert 'hx-push-url="true"' not in body
    assert 'hx-get="/t/list/?sort=' in body
    assert "<h2>示例列表</h2>" in body
    assert "data-pick" not in body


def test_only_listed_columns_sort():
    by_hidden, by_default = sample_list(sort="phone").content, sample_list().content
    assert by_hidden.split(b"</table>")[0] == by_default.split(b"</table>")[0]


def test_a_cursor_of_another_filter_is_refused_but_a_new_filter_starts_again():
    text = sample_list().content.decode().split("cursor=")[1].split('"')[0]
    cursor = unquote(text)
    with pytest.raises(CursorRefused):
        sample_list(cursor=cursor, tier="PRIVATE")
    assert "第 1–" in sample_list(cursor=cursor, tier="PRIVATE", filter="1").content.decode()


class NameForm(forms.Form):
    name = forms.CharField(label="姓名")
    phone = forms.CharField(label="手机", required=False)


class NamePage(EditPage):
    form_class = NameForm
    title = "Edit"
    saved: list[Mapping[str, object]] = []

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        return {"name": "林婉清"}, 3

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        if data["name"] == "stale":
            raise StaleVersion(
                "Changed.",
                extra={
                    "differences": {"name": ("林婉", "stale")},
                    "version": 4,
                    "changed_by": "高文博",
                },
            )
        if data["name"] == "wrong":
            raise InvalidInput("No.", fields={"phone": "手机号应为 11 位数字"})
        self.saved.append({**data, "version": version})
        return data["name"]

    def done_url(self, saved: object) -> str:
        return "/done/"


def edit(*, is_htmx: bool = True, **data: str) -> HttpResponse:
    request = make_request(method="POST", actor=make_actor(), data=data, is_htmx=is_htmx)
    request._messages = _Messages()
    return NamePage.as_view()(request)


class _Messages:
    """Where Django's messages would go."""

    def __init__(self) -> None:
        self.added: list[object] = []

    def add(self, *parts: object) -> None:
        self.added.append(parts)

    def __iter__(self):
        return iter([])


def test_the_form_carries_the_version():
    body = NamePage.as_view()(make_request(actor=make_actor(), is_htmx=True)).content.decode()
    assert '<input type="hidden" name="version" value="3">' in body
    assert 'value="林婉清"' in body


def test_saving_calls_once_and_sends_on():
    NamePage.saved.clear()
    by_htmx = edit(name="a", version="3")
    plain = edit(name="b", version="3", is_htmx=False)
    assert NamePage.saved == [
        {"name": "a", "phone": "", "version": 3},
        {"name": "b", "phone": "", "version": 3},
    ]
    assert (by_htmx.status_code, by_htmx.headers["HX-Redirect"]) == (204, "/done/")
    assert (plain.status_code, plain.headers["Location"]) == (303, "/done/")


def test_a_missing_value_is_422_with_a_summary_that_links_to_the_field():
    response = edit(name="", phone="139")
    body = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_name">姓名</a>' in body
    assert 'value="139"' in body


def test_what_the_service_refuses_stands_at_its_field():
    response = edit(name="wrong", version="3")
    assert response.status_code == 422
    assert "手机号应为 11 位数字" in response.content.decode()


def test_a_lost_race_is_409_with_the_fields_that_differ():
    response = edit(name="stale", version="3")
    body = response.content.decode()
    assert response.status_code == 409
    assert "高文博 刚改过此处。" in body
    assert "<td>姓名</td><td>林婉</td>" in body
    assert 'name="version" value="4"' in body
    assert 'value="stale"' in body
