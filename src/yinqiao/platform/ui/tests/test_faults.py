import json
import logging
from ipaddress import ip_network

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from yinqiao.platform.ui.faults import Fault
from yinqiao.platform.ui.tests.urls import CANARY

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/customers/?q=a"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def behind_a_proxy(settings: Settings) -> None:
    """Whose request ids are kept."""
    settings.TRUSTED_PROXIES = (ip_network("127.0.0.1"),)


def test_a_refusal_is_a_page_that_says_who_owns_it_and_where_to_ask(client: Client):
    response = client.get("/t/refuse/")
    body = response.content.decode()
    assert response.status_code == 403
    assert "您没有权限访问此页面" in body
    assert "由 江北支行 主办。" in body
    assert 'href="/ask/"' in body
    assert "NO_PERMISSION" in body
    assert "Cache-Control" in response.headers


def test_a_panel_that_fails_shows_the_error_in_its_own_place(client: Client):
    response = client.get("/t/refuse/", headers=HTMX)
    assert response.status_code == 403
    assert response.headers["X-Fault"] == "NO_PERMISSION"
    assert "HX-Retarget" not in response.headers
    assert response.content.decode().startswith('<div class="es" role="alert">')


def test_an_action_that_fails_is_a_toast_and_changes_nothing_on_the_page(client: Client):
    response = client.post("/t/reject/", headers=HTMX)
    assert response.status_code == 422
    assert response.headers["HX-Retarget"] == "#toasts"
    assert response.headers["HX-Reswap"] == "beforeend"
    assert "Wrong." in response.content.decode()


def test_the_api_answers_problem_json(client: Client):
    response = client.get("/api/t/reject/", headers={"X-Request-ID": "abcdef12-33"})
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert json.loads(response.content) == {
        "type": "about:blank",
        "title": "有内容需要修改",
        "status": 422,
        "code": "INVALID_INPUT",
        "detail": "Wrong.",
        "request_id": "abcdef12-33",
        "fields": {"phone": "11 digits"},
    }


@pytest.mark.parametrize("path", ["/t/break/", "/api/t/break/"])
def test_an_unexpected_error_shows_a_number_and_no_value(
    client: Client, caplog: pytest.LogCaptureFixture, path: str
):
    with caplog.at_level(logging.ERROR):
        response = client.get(path, headers={"X-Request-ID": "7f31c2aa-1"})
    body = response.content.decode()
    assert response.status_code == 500
    assert "UNEXPECTED" in body
    assert CANARY not in body
    record = next(record for record in caplog.records if record.name == "yinqiao.web")
    assert (record.error, record.number) == ("ValueError", "E-7F31C2")
    assert "break_down" in record.where
    assert CANARY not in caplog.text + str(vars(record))


def test_an_unknown_address_is_told_in_the_shell(client: Client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "没有找到，或不在您的权限范围" in response.content.decode()


def test_a_form_without_a_token_is_refused(shell_settings: object):
    response = Client(enforce_csrf_checks=True).post("/preferences/language/", {"language": "en"})
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


def test_a_stranger_is_led_to_sign_in_and_back(stranger: Client):
    response = stranger.get("/preferences/?a=1")
    assert response.status_code == 302
    assert response.headers["Location"] == "/sign-in/?next=%2Fpreferences%2F%3Fa%3D1"


def test_htmx_of_a_stranger_leaves_the_page_it_is_on(stranger: Client):
    response = stranger.get("/live/", headers=HTMX)
    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/sign-in/?next=%2Fcustomers%2F%3Fq%3Da"


@pytest.mark.parametrize(
    ("status", "code", "title", "can_retry"),
    [
        (409, "STALE_VERSION", "内容已被他人修改", True),
        (409, "CONFLICT", "内容已被他人修改", True),
        (412, "STALE_VERSION", "内容已被他人修改", False),
        (409, "OPPORTUNITY_STAGE", "当前不能办理此操作", False),
        (409, "COMPLAINT_OPEN", "当前不能办理此操作", False),
        (429, "TOO_MANY", "操作过于频繁", True),
    ],
)
def test_a_conflict_is_titled_by_its_code(status, code, title, can_retry):
    """Only a change by somebody else is told as one; what a rule refused is refused for the reason that stands below."""
    fault = Fault(status, code, "理由", "E-1")
    with translation.override("zh-hans"):
        assert (fault.title, fault.can_retry) == (title, can_retry)
        assert bool(fault.hint) is (title != "当前不能办理此操作")
