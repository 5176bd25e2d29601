"""Who acts: a frozen value built once per request or job by `access` (contract 1).

Rooms below `access` read only this value, never the user or session tables.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class ActorKind(StrEnum):
    """What stands behind an actor."""

    PERSON = "person"
    SERVICE = "service"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class CustomerScope:
    """Which customers an actor may see: the union of the parts; empty means none.

    `org_ids` are already flattened (ORG_AND_BELOW lists every organization below);
    `rm_ids` are staff ids whose books are open (SELF is one's own id; the others are covered in their leave); `customer_ids` are
    single grants and assisted customers; `lines` are business-line codes (LINE).
    """

    org_ids: tuple[int, ...] = ()
    rm_ids: tuple[int, ...] = ()
    customer_ids: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()
    is_all: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether no customer at all can be seen."""
        return not (self.is_all or self.org_ids or self.rm_ids or self.customer_ids or self.lines)


@dataclass(frozen=True, slots=True)
class Actor:
    """The acting person, service or system job, with everything a policy may ask.

    `clearances` are masking clearances such as ``name:scope`` (names in clear within the data scope).
    `org_ids` are the organizations that the actor may administer or report on (not customers).
    """

    kind: ActorKind
    staff_id: int | None
    user_id: int | None
    staff_no: str
    name: str
    title: str = ""
    org_id: int | None = None
    org_name: str = ""
    roles: tuple[str, ...] = ()
    permissions: frozenset[str] = frozenset()
    scope: CustomerScope = field(default_factory=CustomerScope)
    org_ids: tuple[int, ...] = ()
    clearances: frozenset[str] = frozenset()
    purpose: str = ""
    ip: str = ""
    session_key: str = ""
    request_id: str = ""

    def can(self, permission: str) -> bool:
        """Tell whether the actor holds `permission` (``module.verb_thing``)."""
        return permission in self.permissions

    def covers(self, staff_id: int | None) -> bool:
        """Tell whether she works the book of somebody else who is on leave (代管)."""
        return staff_id is not None and staff_id != self.staff_id and staff_id in self.scope.rm_ids

    def name_for(self, staff_id: int | None) -> str:
        """Return the name under which she acts for this person's customers: marked 代 where she stands in."""
        return f"{self.name}（代）" if self.covers(staff_id) else self.name


def system_actor(*, name: str, permissions: frozenset[str] = frozenset()) -> Actor:
    """Return the actor of an unattended job: named, with just the permissions given, scope over all customers."""
    return Actor(
        kind=ActorKind.SYSTEM,
        staff_id=None,
        user_id=None,
        staff_no="SYSTEM",
        name=name,
        permissions=permissions,
        scope=CustomerScope(is_all=True),
    )
