"""What rooms above plug in: what a contact can be about, and the channels that calls and messages go out by.

`sales` registers opportunities as subjects; `integrations` registers a switchboard, a text message service or WeCom.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.interactions.choices import Direction
from yinqiao.platform.actor import Actor
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.registry import Registry


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What came of a contact. `key` names it, so that sending the form twice logs it once; `slot_key` is the reservation it was made under.

    `purpose` is SERVICE or MARKETING (that counts towards the limits); `contact_point_id` the number used; `about` what it was about.
    `happened_at` is now unless told; a next step has a day. Of a visit: `place`, `participants`, `subject`.
    `used_script`: the words that the system offered were used.
    """

    channel: str
    outcome: str
    key: str
    direction: str = Direction.OUT
    purpose: str = ContactPurpose.MARKETING
    need: str = ""
    note: str = ""
    subject: str = ""
    place: str = ""
    participants: str = ""
    next_step: str = ""
    next_on: date | None = None
    about: ObjectRef | None = None
    contact_point_id: int | None = None
    slot_key: str = ""
    happened_at: datetime | None = None
    used_script: bool = False


@dataclass(frozen=True, slots=True)
class Logged:
    """What logging left behind; `is_new` is False when the same form had come before."""

    record_id: int
    task_id: int | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """What a contact about one thing of a customer is to the gate: what it is for, which product it offers, whether a machine chose her."""

    customer_id: int
    purpose: str
    product_id: int | None = None
    is_profiled: bool = False


class LogAbout(Protocol):
    """Log a contact about one thing, in the same transaction in which the thing moves on."""

    def __call__(self, *, actor: Actor, now: datetime, pk: int, follow_up: FollowUp) -> Logged:
        """Log it; `pk` is the id of the thing."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing that a contact can be about, by its ObjectRef type; `choices(actor, customer_id)` are (id, name) of the open ones.

    `script(actor, id)` is what may be said to the customer about one of them, empty where there is nothing; `matter(actor, id)` what the
    gate is asked about a contact about it, None outside the scope.
    """

    key: str
    choices: Callable[[Actor, int], list[tuple[int, str]]]
    log: LogAbout
    script: Callable[[Actor, int], str] | None = None
    matter: Callable[[Actor, int], Matter | None] | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """A call or message on its way out: who sends it to which number (masked), and the text of a message. `key` is unique: once only."""

    key: str
    channel: str
    staff_id: int | None
    staff_no: str
    staff_name: str
    number_masked: str
    text: str
    at: datetime


class ChannelAdapter(Protocol):
    """The way out. Called inside the transaction of the contact: whatever takes time or leaves the machine belongs into a job.

    Only here the number is unwrapped (contract 14); a WeCom message has none.
    """

    @property
    def title(self) -> str:
        """The msgid of its name, for people."""

    def hand_over(self, handover: Handover, number: Secret | None) -> None:
        """Take the call or message; the same key again is taken once."""


def matter_of(actor: Actor, customer_id: int, about: ObjectRef | None) -> Matter | None:
    """Return what a contact with the customer about this is to the gate; None about nothing, nothing of hers, and nothing that tells."""
    subject = subjects.find(about.type) if about is not None else None
    if about is None or subject is None or subject.matter is None:
        return None
    found = subject.matter(actor, about.pk)
    return found if found is not None and found.customer_id == customer_id else None


subjects: Final[Registry[Subject]] = Registry("what contacts are about")
channels: Final[Registry[ChannelAdapter]] = Registry("channels of contacts")
