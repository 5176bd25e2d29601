"""What happened in the organization, published upward."""

from dataclasses import dataclass
from datetime import date

from yinqiao.platform.events import bus


@bus.event("organization.OrgOpened")
@dataclass(frozen=True, slots=True)
class OrgOpened:
    """A unit was added."""

    org_id: int


@bus.event("organization.OrgMoved")
@dataclass(frozen=True, slots=True)
class OrgMoved:
    """A unit hangs under another parent from `on` on; everything below it moved along."""

    org_id: int
    old_parent_id: int | None
    new_parent_id: int | None
    on: date


@bus.event("organization.OrgMerged")
@dataclass(frozen=True, slots=True)
class OrgMerged:
    """`org_id` was merged into `into_id` and is closed; what rooms above registered in `merging` moves along after it (D43)."""

    org_id: int
    into_id: int
    on: date


@bus.event("organization.OrgMergerDone")
@dataclass(frozen=True, slots=True)
class OrgMergerDone:
    """Everything that went along with `org_id` stands in `into_id` now."""

    org_id: int
    into_id: int
    on: date


@bus.event("organization.OrgClosed")
@dataclass(frozen=True, slots=True)
class OrgClosed:
    """A unit is closed from `on` on."""

    org_id: int
    on: date


@bus.event("organization.StaffJoined")
@dataclass(frozen=True, slots=True)
class StaffJoined:
    """A person joined, or came back."""

    staff_id: int


@bus.event("organization.StaffLeft")
@dataclass(frozen=True, slots=True)
class StaffLeft:
    """A person is gone from `on` on: access is cut already, books and open work need a new owner."""

    staff_id: int
    org_id: int
    on: date


@bus.event("organization.PostChanged")
@dataclass(frozen=True, slots=True)
class PostChanged:
    """The posts or the unit of a person changed; `old_org_id` and `new_org_id` are the home units before and after."""

    staff_id: int
    old_org_id: int
    new_org_id: int
    on: date


@bus.event("organization.CalendarChanged")
@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """Holidays or make-up workdays from `first` to `last` were replaced."""

    first: date
    last: date
