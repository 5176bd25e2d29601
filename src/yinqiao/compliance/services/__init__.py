"""Writes of compliance: the gate of contact, its outcomes, and holds."""

from yinqiao.compliance.services.holds import AlreadyLifted, HoldOrder, lift_hold, place_hold
from yinqiao.compliance.services.losses import hold_after_loss, lift_after_error
from yinqiao.compliance.services.records import MadeContact, record_contact
from yinqiao.compliance.services.slots import (
    ContactOver,
    ContactRefused,
    KeyTaken,
    Reservation,
    close_contact,
    reserve_contact,
)

__all__ = [
    "AlreadyLifted",
    "ContactOver",
    "ContactRefused",
    "HoldOrder",
    "KeyTaken",
    "MadeContact",
    "Reservation",
    "close_contact",
    "hold_after_loss",
    "lift_after_error",
    "lift_hold",
    "place_hold",
    "record_contact",
    "reserve_contact",
]
