"""What the compliance room tells the rooms above it."""

from dataclasses import dataclass

from yinqiao.platform.events.bus import event


@event("compliance.ContactReserved")
@dataclass(frozen=True, slots=True)
class ContactReserved:
    """The gate let a contact through and took its slot."""

    customer_id: int
    slot_id: int
    purpose: str
    channel: str


@event("compliance.ContactClosed")
@dataclass(frozen=True, slots=True)
class ContactClosed:
    """A contact was made, refused by the customer, or not made."""

    customer_id: int
    slot_id: int
    outcome: str


@event("compliance.HoldPlaced")
@dataclass(frozen=True, slots=True)
class HoldPlaced:
    """Something stops marketing to the customer."""

    customer_id: int
    hold_id: int
    kind: str


@event("compliance.HoldLifted")
@dataclass(frozen=True, slots=True)
class HoldLifted:
    """It no longer does."""

    customer_id: int
    hold_id: int
    kind: str
