"""The write path: one function, one transaction, one permission, audit rows and events (ARCHITECTURE path 1)."""

import functools
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils.translation import gettext as _

from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import alarm, entries
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.events import bus, outbox

P = ParamSpec("P")
R = TypeVar("R")


class Unit:
    """What one use case leaves behind: its audit rows and the events to publish."""

    def __init__(self, verb: str, actor: Actor, now: datetime) -> None:
        self.verb = verb
        self.actor = actor
        self.now = now
        self._entries: list[entries.Entry] = []
        self._events: list[bus.Event] = []

    def audit(
        self,
        ref: ObjectRef | None,
        *,
        old: Mapping[str, object] | None = None,
        new: Mapping[str, object] | None = None,
        reason: str = "",
        customer_id: int | None = None,
        detail: Mapping[str, object] | None = None,
        verb: str = "",
    ) -> None:
        """Add an audit row about `ref`; `old` and `new` hold the changed fields only, personal values as `Sensitive`."""
        self._entries.append(
            entries.Entry(
                verb=verb or self.verb,
                ref=ref,
                old=old or {},
                new=new or {},
                reason=reason,
                customer_id=customer_id,
                detail=detail or {},
            )
        )

    def publish(self, event: bus.Event) -> None:
        """Publish `event` when the transaction commits."""
        self._events.append(event)

    def close(self, *, using: str) -> None:
        """Write what was collected; a use case that audits nothing is a programming error."""
        if not self._entries:
            message = f"{self.verb} changed something without an audit row"
            raise AssertionError(message)
        entries.append(self.actor, self._entries, now=self.now, using=using)
        if self._events:
            outbox.put(self._events, now=self.now, request_id=self.actor.request_id)


def use_case(
    verb: str, *, permission: str | None, using: str = DEFAULT_DB_ALIAS
) -> Callable[[Callable[Concatenate[Unit, P], R]], Callable[P, R]]:
    """Make a service function a use case: ``fn(unit, *, actor, now, ...)`` is called as ``fn(actor=..., now=..., ...)``.

    The decorator checks `permission` (None: the function checks itself), opens the transaction (a nested use case joins the
    outer one), and writes audit rows and events last. A refusal raises PermissionRefused and leaves its own audit row.
    """
    registry.audit_verbs.add(verb, permission or "")

    def decorate(function: Callable[Concatenate[Unit, P], R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = cast("Actor", kwargs["actor"])
            require(actor, permission, verb=verb)
            alarm.refuse_unsealed()
            now = cast("datetime", kwargs.get("now") or clock.now())
            with transaction.atomic(using=using):
                unit = Unit(verb, actor, now)
                result = function(unit, *args, **kwargs)
                unit.close(using=using)
            return result

        return run

    return decorate


def require(actor: Actor, permission: str | None, *, verb: str) -> None:
    """Raise PermissionRefused, and audit the refusal, unless `actor` holds `permission`."""
    if permission is None or actor.can(permission):
        return
    entries.record_denial(actor=actor, verb=verb, detail={"permission": permission})
    raise PermissionRefused(
        _("You do not have the permission for this."), extra={"permission": permission}
    )
