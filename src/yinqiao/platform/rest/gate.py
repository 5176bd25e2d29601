"""What every operation stands behind, in this order: length, caller, rate, permission, version, key; then one savepoint.

An answer of 400 or more rolls back whatever the operation did.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_denial
from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.rest import idempotency, limits, problems, versions
from yinqiao.platform.rest.requests import ApiRequest, caller_of, refuse_nul
from yinqiao.platform.ui import openings

Run = Callable[..., HttpResponse]
_ERROR = 400
# Objects that stand in addresses; the room that owns each of them says who sees it.
_OBJECTS = {
    "customer_id": "customers.customer",
    "opportunity_id": "sales.opportunity",
    "task_id": "interactions.task",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What an operation asks of its caller. `name` is its id, `permission` the scope that a token must hold."""

    name: str
    permission: str
    is_write: bool = False
    is_key_needed: bool = False
    is_version_needed: bool = False


def guarded(run: Run, *, rule: Rule) -> Run:
    """Wrap the run of an operation, which parses, calls and renders, in the gate."""

    @functools.wraps(run)
    def answer(request: HttpRequest, **values: object) -> HttpResponse:
        try:
            checked = _check(request, rule)
            with transaction.atomic():
                is_visible = functools.partial(_is_visible, checked.actor, values)
                call = functools.partial(
                    _run, checked, rule, is_visible, run=functools.partial(run, request, **values)
                )
                response = _opening(checked, rule, values, run=call)
                if response.status_code >= _ERROR:
                    transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001 - the last place that can still answer in JSON
            return problems.tell(request, error)
        return response

    return answer


def _check(request: HttpRequest, rule: Rule) -> ApiRequest:
    limits.check_body(request)
    refuse_nul(request)
    actor = caller_of(request)
    checked = cast("ApiRequest", request)
    checked.now = clock.now()
    limits.count(actor, now=checked.now)
    _require(actor, rule)
    checked.version = versions.asked_for(request, is_needed=rule.is_version_needed)
    return checked


def _require(actor: Actor, rule: Rule) -> None:
    if actor.can(rule.permission):
        return
    record_denial(
        actor=actor,
        verb="rest.operation-refused",
        detail={"permission": rule.permission, "operation": rule.name},
    )
    raise PermissionRefused(
        _("The token or its account lacks the permission for this."),
        extra={"permission": rule.permission},
    )


def _is_visible(actor: Actor, values: Mapping[str, object]) -> bool:
    """Tell whether what stands in the address is still in the caller's scope."""
    for name, key in _OBJECTS.items():
        kind, number = registry.object_types.find(key), whole_number(str(values.get(name, "")))
        if kind is not None and number is not None and not kind.visible(actor, number):
            return False
    return True


def _opening(
    request: ApiRequest,
    rule: Rule,
    values: Mapping[str, object],
    *,
    run: Callable[[], HttpResponse],
) -> HttpResponse:
    """Run an operation; through the door, if its address names a customer."""
    customer_id = whole_number(str(values.get("customer_id", "")))
    if customer_id is None or rule.permission in openings.NOT_OPENING:
        return run()
    detail = {"by": "api", "operation": rule.name}
    return openings.through(request, customer_id, detail=detail, run=run)


def _run(
    request: ApiRequest,
    rule: Rule,
    is_visible: Callable[[], bool],
    *,
    run: Callable[[], HttpResponse],
) -> HttpResponse:
    if not rule.is_write:
        return run()
    return idempotency.once(
        request,
        operation=rule.name,
        is_key_needed=rule.is_key_needed,
        is_visible=is_visible,
        run=run,
    )
