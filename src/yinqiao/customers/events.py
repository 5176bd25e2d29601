"""What the customers room tells the rooms above it."""

from dataclasses import dataclass
from datetime import date

from yinqiao.platform.events.bus import event


@event("customers.CustomerChanged")
@dataclass(frozen=True, slots=True)
class CustomerChanged:
    """Fields of a customer were changed by a person."""

    customer_id: int
    fields: tuple[str, ...]


@event("customers.ContactChanged")
@dataclass(frozen=True, slots=True)
class ContactChanged:
    """A contact point was added, changed or ended."""

    customer_id: int
    contact_id: int


@event("customers.NumberFailed")
@dataclass(frozen=True, slots=True)
class NumberFailed:
    """A telephone number was found not to lead to the customer."""

    customer_id: int
    contact_id: int
    reason: str


@event("customers.LifeEventRecorded")
@dataclass(frozen=True, slots=True)
class LifeEventRecorded:
    """A life event of a person was written down; `kind` is a code of `choices.LifeEventKind`."""

    customer_id: int
    event_id: int
    kind: str
    happened_on: date


@event("customers.LifeEventStruckOut")
@dataclass(frozen=True, slots=True)
class LifeEventStruckOut:
    """A life event was found to have been written down in error."""

    customer_id: int
    event_id: int
    kind: str


@event("customers.CorrectionRequested")
@dataclass(frozen=True, slots=True)
class CorrectionRequested:
    """A correction of a core-owned field was asked for."""

    customer_id: int
    request_id: int


@event("customers.CorrectionMoved")
@dataclass(frozen=True, slots=True)
class CorrectionMoved:
    """A correction request came to another state."""

    customer_id: int
    request_id: int
    state: str


@event("customers.CustomersMerged")
@dataclass(frozen=True, slots=True)
class CustomersMerged:
    """`member_id` went into `survivor_id`: its rows stand there now, and its number answers there."""

    merge_id: int
    survivor_id: int
    member_id: int


@event("customers.CustomersUnmerged")
@dataclass(frozen=True, slots=True)
class CustomersUnmerged:
    """A merge was undone: both records stand as before, with what was changed since."""

    merge_id: int
    survivor_id: int
    member_id: int


@event("customers.CustomerEntered")
@dataclass(frozen=True, slots=True)
class CustomerEntered:
    """Somebody entered a potential customer."""

    customer_id: int


@event("customers.RelationAdded")
@dataclass(frozen=True, slots=True)
class RelationAdded:
    """A relation of a customer was written down; `other_id` is None where the other party is no customer."""

    customer_id: int
    relation_id: int
    other_id: int | None
