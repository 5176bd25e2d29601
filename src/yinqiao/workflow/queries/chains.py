"""Who decides what: the levels of a request, and the published table of all kinds (one page for everybody)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.platform import clock, registry
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.registry import ApprovalKind
from yinqiao.workflow import rules

SECOND_LEVELS: Final = "workflow.second_levels"


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of request: who decides by permission and roles, from which measure on a second level does, whether a deputy may."""

    key: str
    title: str
    permission: str
    roles: tuple[str, ...]
    second_from: int | None
    second_permission: str
    second_roles: tuple[str, ...]
    is_delegable: bool


def levels_of(kind: ApprovalKind, payload: Mapping[str, object], *, on: date) -> tuple[str, ...]:
    """Return the permissions of the levels that decide a request of `kind`."""
    return rules.levels(
        kind.permission,
        second=kind.second_permission,
        measure=kind.measure(payload),
        thresholds=thresholds_on(on),
        kind=kind.key,
    )


def thresholds_on(day: date) -> dict[str, int]:
    """Return from which measure on a second level decides, by kind."""
    found = parameters.value(SECOND_LEVELS, on=day)
    items = found if isinstance(found, list) else []
    return dict(rules.read_threshold(str(item)) for item in items)


def table_of_kinds(*, now: datetime) -> list[KindLine]:
    """Return what needs whose decision, by title: the same for everybody, as it holds today."""
    thresholds = thresholds_on(clock.bank_date(now))
    holders = access.roles_by_permission()
    lines = [
        KindLine(
            key=kind.key,
            title=_(kind.title),
            permission=_said(kind.permission),
            roles=tuple(holders.get(kind.permission, ())),
            second_from=thresholds.get(kind.key),
            second_permission=_said(kind.second_permission or kind.permission),
            second_roles=tuple(holders.get(kind.second_permission or kind.permission, ())),
            is_delegable=kind.is_delegable,
        )
        for kind in registry.approval_kinds.values()
    ]
    return sorted(lines, key=lambda line: line.title)


def _said(permission: str) -> str:
    found = registry.permissions.find(permission)
    return _(found) if found else permission
