"""The steps of the gate in their fixed order (DOMAIN §7), what may stand in the way at each, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from yinqiao.compliance.choices import ContactCode
from yinqiao.compliance.rules.facts import Answer


class Step(StrEnum):
    """One rule of the gate. The value is its number in the rule book, which stays when the order is told."""

    REVIEW = "G01"
    DECEASED = "G02"
    MINOR = "G03"
    BLACKLIST = "G04"
    DO_NOT_DISTURB = "G05"
    REFUSED = "G06"
    BEREAVEMENT = "G07"
    PARTY_ROLE = "G20"
    CONSENT = "G08"
    PROFILING = "G09"
    COMPLAINT = "G10"
    OVERDUE = "G11"
    SUITABILITY = "G12"
    PRIORITY = "G13"
    CAP = "G14"
    CALL_CAP = "G15"
    HOLIDAY = "G16"
    HOURS = "G17"
    PREFERENCE = "G18"
    CONTROL = "G19"


class Cause(StrEnum):
    """What stands in the way, in the fixed order: what comes first is what is told."""

    REVIEW = "review"
    DECEASED = "deceased"
    MINOR = "minor"
    BLACKLIST = "blacklist"
    DO_NOT_DISTURB = "do-not-disturb"
    REFUSED = "refused"
    BEREAVEMENT = "bereavement"
    PARTY_ROLE = "party-role"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    HISTORY_ONLY = "history-only"
    NO_CONSENT = "no-consent"
    PROFILE_REFUSED = "profile-refused"
    COMPLAINT_OPEN = "complaint-open"
    OVERDUE = "overdue"
    UNSUITABLE = "unsuitable"
    PRIORITY = "priority"
    CAP = "cap"
    CALL_CAP = "call-cap"
    HOLIDAY = "holiday"
    QUIET_HOURS = "quiet-hours"
    PREFERENCE = "preference"
    CONTROL_GROUP = "control-group"


_RULED: Final[Mapping[Cause, tuple[Step, ContactCode]]] = MappingProxyType(
    {
        Cause.REVIEW: (Step.REVIEW, ContactCode.PAUSED),
        Cause.DECEASED: (Step.DECEASED, ContactCode.DECEASED),
        Cause.MINOR: (Step.MINOR, ContactCode.MINOR),
        Cause.BLACKLIST: (Step.BLACKLIST, ContactCode.DND),
        Cause.DO_NOT_DISTURB: (Step.DO_NOT_DISTURB, ContactCode.DND),
        Cause.REFUSED: (Step.REFUSED, ContactCode.DND),
        Cause.BEREAVEMENT: (Step.BEREAVEMENT, ContactCode.DND),
        Cause.PARTY_ROLE: (Step.PARTY_ROLE, ContactCode.DND),
        Cause.WITHDRAWN: (Step.CONSENT, ContactCode.NO_CONSENT),
        Cause.EXPIRED: (Step.CONSENT, ContactCode.NO_CONSENT),
        Cause.HISTORY_ONLY: (Step.CONSENT, ContactCode.NO_CONSENT),
        Cause.NO_CONSENT: (Step.CONSENT, ContactCode.NO_CONSENT),
        Cause.PROFILE_REFUSED: (Step.PROFILING, ContactCode.NO_CONSENT),
        Cause.COMPLAINT_OPEN: (Step.COMPLAINT, ContactCode.COMPLAINT_OPEN),
        Cause.OVERDUE: (Step.OVERDUE, ContactCode.OVERDUE),
        Cause.UNSUITABLE: (Step.SUITABILITY, ContactCode.SUIT_MISMATCH),
        Cause.PRIORITY: (Step.PRIORITY, ContactCode.FREQ_CAP),
        Cause.CAP: (Step.CAP, ContactCode.FREQ_CAP),
        Cause.CALL_CAP: (Step.CALL_CAP, ContactCode.FREQ_CAP),
        Cause.HOLIDAY: (Step.HOLIDAY, ContactCode.QUIET_HOURS),
        Cause.QUIET_HOURS: (Step.HOURS, ContactCode.QUIET_HOURS),
        Cause.PREFERENCE: (Step.PREFERENCE, ContactCode.PREFERENCE),
        Cause.CONTROL_GROUP: (Step.CONTROL, ContactCode.CONTROL_GROUP),
    }
)
CODES: Final[Mapping[Cause, ContactCode]] = MappingProxyType(
    {cause: code for cause, (_step, code) in _RULED.items()}
)
STEPS: Final[Mapping[Cause, Step]] = MappingProxyType(
    {cause: step for cause, (step, _code) in _RULED.items()}
)


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer. `until` is when this cause ends, where that is known; of a cap, `count` contacts in `days` days.

    `answer` is what somebody said who was asked, with a code of its own.
    """

    cause: Cause | None = None
    until: datetime | None = None
    count: int = 0
    days: int = 0
    answer: Answer | None = None

    @property
    def is_allowed(self) -> bool:
        """Tell whether nothing stands in the way."""
        return self.cause is None

    @property
    def code(self) -> str:
        """The stable code of DOMAIN §15; empty when allowed."""
        if self.cause is None:
            return ""
        if self.cause is Cause.UNSUITABLE and self.answer is not None:
            return self.answer.code
        return CODES[self.cause].value

    @property
    def step(self) -> Step | None:
        """The rule that refuses."""
        return STEPS[self.cause] if self.cause else None


ALLOWED: Final = Decision()
