"""May this customer be contacted now? The filters of DOMAIN §7 in their fixed order; the first that holds is the answer.

Marketing passes all of them. A service contact is the bank's duty: only death stops it, and the hours of calls; calls about fraud
and maturity are not bound to hours, those about overdue loans to hours of their own (§4.5).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from yinqiao.compliance.choices import Channel, ContactCode, ContactPurpose, HoldKind
from yinqiao.compliance.rules.caps import reached
from yinqiao.compliance.rules.consent import Usability, standing
from yinqiao.compliance.rules.facts import Contact, CustomerFacts, Limits
from yinqiao.compliance.rules.hours import Window, midnight, next_opening
from yinqiao.lib.periods import add_years, age_on

INSURANCE: Final = "INS"
_RINGING: Final = frozenset({Channel.CALL, Channel.SMS, Channel.WECOM, Channel.APP_PUSH})


class Cause(StrEnum):
    """What stands in the way, in the fixed order: what comes first is what is told."""

    DECEASED = "deceased"
    MINOR = "minor"
    BLACKLIST = "blacklist"
    DO_NOT_DISTURB = "do-not-disturb"
    REFUSED = "refused"
    BEREAVEMENT = "bereavement"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    HISTORY_ONLY = "history-only"
    NO_CONSENT = "no-consent"
    COMPLAINT_OPEN = "complaint-open"
    OVERDUE = "overdue"
    CAP = "cap"
    CALL_CAP = "call-cap"
    HOLIDAY = "holiday"
    QUIET_HOURS = "quiet-hours"
    CONTROL_GROUP = "control-group"


CODES: Final[Mapping[Cause, ContactCode]] = MappingProxyType(
    {
        Cause.DECEASED: ContactCode.DECEASED,
        Cause.MINOR: ContactCode.MINOR,
        Cause.BLACKLIST: ContactCode.DND,
        Cause.DO_NOT_DISTURB: ContactCode.DND,
        Cause.REFUSED: ContactCode.DND,
        Cause.BEREAVEMENT: ContactCode.DND,
        Cause.WITHDRAWN: ContactCode.NO_CONSENT,
        Cause.EXPIRED: ContactCode.NO_CONSENT,
        Cause.HISTORY_ONLY: ContactCode.NO_CONSENT,
        Cause.NO_CONSENT: ContactCode.NO_CONSENT,
        Cause.COMPLAINT_OPEN: ContactCode.COMPLAINT_OPEN,
        Cause.OVERDUE: ContactCode.OVERDUE,
        Cause.CAP: ContactCode.FREQ_CAP,
        Cause.CALL_CAP: ContactCode.FREQ_CAP,
        Cause.HOLIDAY: ContactCode.QUIET_HOURS,
        Cause.QUIET_HOURS: ContactCode.QUIET_HOURS,
        Cause.CONTROL_GROUP: ContactCode.CONTROL_GROUP,
    }
)
_KEPT_OUT: Final = (
    (HoldKind.BLACKLIST, Cause.BLACKLIST),
    (HoldKind.DO_NOT_DISTURB, Cause.DO_NOT_DISTURB),
    (HoldKind.REFUSED, Cause.REFUSED),
    (HoldKind.BEREAVEMENT, Cause.BEREAVEMENT),
)
_CONSENT: Final[Mapping[Usability | None, Cause]] = MappingProxyType(
    {
        Usability.WITHDRAWN: Cause.WITHDRAWN,
        Usability.EXPIRED: Cause.EXPIRED,
        Usability.HISTORY_ONLY: Cause.HISTORY_ONLY,
        None: Cause.NO_CONSENT,
    }
)


@dataclass(frozen=True, slots=True)
class _Case:
    """What the filters look at."""

    customer: CustomerFacts
    contact: Contact
    limits: Limits


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer. `until` is when this cause ends, where that is known; of a cap, `count` contacts in `days` days."""

    cause: Cause | None = None
    until: datetime | None = None
    count: int = 0
    days: int = 0

    @property
    def is_allowed(self) -> bool:
        """Tell whether nothing stands in the way."""
        return self.cause is None

    @property
    def code(self) -> str:
        """The stable code of DOMAIN §15; empty when allowed."""
        return CODES[self.cause].value if self.cause else ""


ALLOWED: Final = Decision()


def decide(customer: CustomerFacts, contact: Contact, limits: Limits) -> Decision:
    """Return whether the contact may be made, and if not, the first cause in the fixed order."""
    order = _MARKETING if contact.purpose == ContactPurpose.MARKETING else _SERVICE
    case = _Case(customer, contact, limits)
    for ask in order:
        found = ask(case)
        if found is not None:
            return found
    return ALLOWED


def _deceased(case: _Case) -> Decision | None:
    return Decision(Cause.DECEASED) if case.customer.is_deceased else None


def _minor(case: _Case) -> Decision | None:
    if not case.customer.is_person or case.customer.birth_on is None:
        return None
    if age_on(case.customer.birth_on, case.contact.at.date()) >= case.limits.adult_age:
        return None
    grown = _birthday(case.customer.birth_on, case.limits.adult_age)
    return Decision(Cause.MINOR, midnight(grown, like=case.contact.at))


def _birthday(birth_on: date, age: int) -> date:
    """Return the day on which the age is reached; 29 February counts from 1 March, as `age_on` does."""
    day = add_years(birth_on, age)
    return day if age_on(birth_on, day) == age else day.replace(month=3, day=1)


def _kept_out(case: _Case) -> Decision | None:
    for kind, cause in _KEPT_OUT:
        if cause is Cause.DO_NOT_DISTURB and case.contact.channel in case.customer.quiet_channels:
            return Decision(cause)
        found = _held(case, kind, cause=cause)
        if found is not None:
            return found
    return None


def _consent(case: _Case) -> Decision | None:
    worth = standing(case.customer.consents, channel=case.contact.channel, at=case.contact.at)
    return None if worth is Usability.USABLE else Decision(_CONSENT[worth])


def _complaint(case: _Case) -> Decision | None:
    return _held(case, HoldKind.COMPLAINT_OPEN, cause=Cause.COMPLAINT_OPEN)


def _overdue(case: _Case) -> Decision | None:
    if case.customer.overdue_days >= case.limits.overdue_days:
        return Decision(Cause.OVERDUE)
    return _held(case, HoldKind.OVERDUE, cause=Cause.OVERDUE)


def _cap(case: _Case) -> Decision | None:
    caps = {Cause.CAP: (case.limits.caps, [slot.day for slot in case.customer.slots])}
    if case.contact.channel == Channel.CALL:
        calls = [slot.day for slot in case.customer.slots if slot.channel == Channel.CALL]
        caps[Cause.CALL_CAP] = (case.limits.call_caps, calls)
    for cause, (some, days) in caps.items():
        full = reached(days, some, today=case.contact.at.date())
        if full is not None:
            until = midnight(full.until, like=case.contact.at) if full.until else None
            return Decision(cause, until, full.count, full.cap.days)
    return None


def _hours(case: _Case) -> Decision | None:
    window = _window(case)
    if window is None:
        return None

    def is_closed(day: date) -> bool:
        return _is_holiday(case, day)

    if is_closed(case.contact.at.date()):
        cause = Cause.HOLIDAY
    elif not window.is_open(case.contact.at):
        cause = Cause.QUIET_HOURS
    else:
        return None
    return Decision(cause, next_opening(window, case.contact.at, is_closed=is_closed))


def _window(case: _Case) -> Window | None:
    """Return the hours that bind the contact: letters and mail ring nobody, fraud and maturity cannot wait."""
    if case.contact.channel not in _RINGING:
        return None
    if case.contact.purpose == ContactPurpose.OVERDUE:
        return case.limits.collection_window
    is_marketing = case.contact.purpose == ContactPurpose.MARKETING
    if case.contact.channel != Channel.CALL:
        return case.limits.message_window if is_marketing else None
    if is_marketing and case.contact.product_class == INSURANCE:
        return case.limits.insurance_window
    bound = {ContactPurpose.MARKETING, ContactPurpose.SERVICE}
    return case.limits.call_window if case.contact.purpose in bound else None


def _is_holiday(case: _Case, day: date) -> bool:
    is_marketing = case.contact.purpose == ContactPurpose.MARKETING
    is_bound = is_marketing and case.contact.channel in case.limits.holiday_channels
    return is_bound and case.limits.calendar.is_holiday(day)


def _control(case: _Case) -> Decision | None:
    return _held(case, HoldKind.CONTROL_GROUP, cause=Cause.CONTROL_GROUP)


def _held(case: _Case, kind: HoldKind, *, cause: Cause) -> Decision | None:
    """Return the refusal by holds of that kind; it ends when the last of them does."""
    ends = [
        hold.ends_at
        for hold in case.customer.holds
        if hold.kind == kind
        and hold.starts_at <= case.contact.at
        and (hold.ends_at is None or case.contact.at < hold.ends_at)
        and hold.campaign in {"", case.contact.campaign}
    ]
    if not ends:
        return None
    known = [end for end in ends if end is not None]
    return Decision(cause, max(known) if len(known) == len(ends) else None)


_Ask = Callable[[_Case], Decision | None]
_MARKETING: Final[tuple[_Ask, ...]] = (
    _deceased,
    _minor,
    _kept_out,
    _consent,
    _complaint,
    _overdue,
    _cap,
    _hours,
    _control,
)
_SERVICE: Final[tuple[_Ask, ...]] = (_deceased, _hours)
