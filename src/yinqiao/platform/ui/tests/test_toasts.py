"""Whom a toast reaches: the page that a write leads to, not a part of the page that is being left."""

import json

import pytest
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse

from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.tests.people import make_actor, make_request
from yinqiao.platform.ui.views.page import see_other


def next_request(before: HttpRequest | None = None, *, is_htmx: bool = True) -> HttpRequest:
    """Make a request of the same session as the one `before`, whose answer has been sent."""
    request = make_request(actor=make_actor(), is_htmx=is_htmx)
    if before is not None:
        before._messages.update(HttpResponse())
        request.session = before.session
    request._messages = SessionStorage(request)
    return request


def handed_over(request: HttpRequest) -> list[str]:
    response = HttpResponse()
    toasts.hand_over(request, response)
    triggers = json.loads(response.headers.get("HX-Trigger", "{}"))
    return [item["text"] for item in triggers.get("toasts", {}).get("items", [])]


@pytest.mark.parametrize("is_htmx", [True, False])
def test_a_part_of_the_page_that_is_left_does_not_take_the_toast(is_htmx: bool) -> None:
    writing = next_request(is_htmx=is_htmx)
    toasts.toast(writing, "saved", undo_url="/undo/")
    see_other(writing, "/done/")

    lagging = next_request(writing)
    assert handed_over(lagging) == []
    page = next_request(lagging, is_htmx=False)
    assert toasts.of_page(page) == [{"text": "saved", "level": "success", "undo": "/undo/"}]
    assert toasts.of_page(next_request(page, is_htmx=False)) == []


def test_a_fragment_hands_over_what_its_own_request_said() -> None:
    led_on = next_request()
    see_other(led_on, "/done/")
    request = next_request(led_on)
    toasts.toast(request, "saved")
    assert handed_over(request) == ["saved"]
    assert handed_over(next_request(request)) == []
