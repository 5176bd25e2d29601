"""Actors and requests for the tests of the shell."""

from django.http import HttpRequest, HttpResponseBase
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.ui.middleware import GetResponse


def make_actor(*permissions: str, roles: tuple[str, ...] = ()) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        staff_id=7,
        user_id=7,
        staff_no="RM10238",
        name="陈思远",
        title="客户经理",
        org_name="东湖支行",
        roles=roles,
        permissions=frozenset(permissions),
        ip="10.18.6.27",
    )


def make_request(
    path: str = "/t/list/",
    *,
    actor: Actor | None = None,
    data: dict[str, str] | None = None,
    method: str = "GET",
    is_htmx: bool = False,
) -> HttpRequest:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/page/?a=1"}
    make = RequestFactory(headers=headers if is_htmx else {}).generic
    query = "&".join(f"{key}={value}" for key, value in (data or {}).items())
    request = (
        RequestFactory(headers=headers if is_htmx else {}).get(path, data or {})
        if method == "GET"
        else make(method, path, query, content_type="application/x-www-form-urlencoded")
    )
    request.actor = actor
    request.request_id = "7f31c2aa-0000"
    request.htmx = HtmxDetails(request)
    return request


class SignedInAs:
    """Middleware for the client: the actor of the test, without sign-in."""

    actor: Actor | None = None

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = SignedInAs.actor
        return self.get_response(request)
