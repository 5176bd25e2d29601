"""The client as somebody, over the real routes, without the rooms above."""

from django.http import HttpRequest, HttpResponseBase

from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.imports import policies
from yinqiao.platform.ui.middleware import GetResponse

STEWARD = (
    policies.VIEW,
    policies.RUN,
    policies.QUARANTINE,
    policies.MEND,
    policies.CODES,
    policies.SIGN,
)
ADMINISTRATOR = (policies.VIEW, policies.RUN, "platform.view_status")


def person(*permissions: str, role: str = "data_steward") -> Actor:
    return Actor(
        kind=ActorKind.PERSON, staff_id=31, user_id=31, staff_no="DG00031", name="苏明", title="数据管理岗",
        roles=(role,), permissions=frozenset(permissions), ip="10.18.6.27",
    )  # fmt: skip


class ScopedAs:
    """Middleware in place of the real one: the actor of the test in one transaction."""

    actor: Actor | None = None

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = ScopedAs.actor
        if ScopedAs.actor is None:
            return self.get_response(request)
        with scope_session(ScopedAs.actor):
            return self.get_response(request)
