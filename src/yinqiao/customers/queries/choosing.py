"""Units and managers to filter the customer list by: few are listed, many are searched for."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from yinqiao.customers import policies
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform.actor import Actor

MANAGER_POSTS: Final = (
    PostKind.RELATIONSHIP_MANAGER,
    PostKind.WEALTH_MANAGER,
    PostKind.CORPORATE_MANAGER,
)
# As many as a person reads through; with more, drawing them costs more than the list below.
MOST_LISTED: Final = 50
MOST_FOUND: Final = 30
Choices = list[tuple[str, str]]


def has_many_units(actor: Actor) -> bool:
    """Tell whether the actor's units are searched for rather than listed."""
    return len(actor.org_ids) > MOST_LISTED


def unit_choices(*, actor: Actor, on: date, search: str = "", limit: int = MOST_LISTED) -> Choices:
    """Return the open units the actor may filter by; none for somebody with her own book only."""
    if policies.owns_all(actor):
        return []
    found = organization.open_orgs(on=on, org_ids=_units(actor), search=search, limit=limit)
    return [(str(pk), name) for pk, name in found]


def manager_choices(
    *,
    actor: Actor,
    on: date,
    org_id: int | None = None,
    search: str = "",
    limit: int = MOST_LISTED,
) -> Choices:
    """Return the managers to filter by, as "name number": of the unit chosen and below, else of all the actor's units."""
    if policies.owns_all(actor):
        return []
    units = _units(actor)
    if org_id and (units is None or org_id in set(units)):
        units = organization.orgs_below([org_id])
    people = organization.staff_names_in(
        org_ids=units, on=on, kinds=MANAGER_POSTS, search=search, limit=limit
    )
    return [(str(pk), f"{name} {staff_no}") for pk, name, staff_no in people]


def unit_chosen(org_id: int | None) -> Choices:
    """Return the unit that an address filters by, as a choice; nothing for none."""
    return _named(organization.org_names({org_id})) if org_id else []


def manager_chosen(staff_id: int | None) -> Choices:
    """Return the manager that an address filters by, as a choice; nothing for nobody."""
    return _named(organization.staff_names({staff_id})) if staff_id else []


def _units(actor: Actor) -> Iterable[int] | None:
    return None if actor.scope.is_all else actor.org_ids


def _named(names: dict[int, str]) -> Choices:
    return [(str(pk), name) for pk, name in names.items()]
