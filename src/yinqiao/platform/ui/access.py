"""Who may open a page: the check that every declared page makes before its view runs."""

from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yinqiao.platform.audit import record_denial
from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.ui.requests import actor_of

SIGNED_IN: Final = ""
PUBLIC: Final = "public"
VIEW_PAST = "customers.view_past"
"""The permission to look back at what was known on an earlier day (N4); the customers room declares it."""


def require(request: HttpRequest, permission: str) -> None:
    """Raise SignInNeeded or PermissionRefused unless the request may open a page with `permission`; audit the refusal."""
    if permission == PUBLIC:
        return
    actor = actor_of(request)
    if permission == SIGNED_IN or actor.can(permission):
        return
    match = request.resolver_match
    page = match.view_name if match else request.path
    record_denial(
        actor=actor, verb="ui.page-refused", detail={"permission": permission, "page": page}
    )
    raise PermissionRefused(
        _("You do not have the permission for this page."), extra={"permission": permission}
    )
