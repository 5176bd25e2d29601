"""The filters of the gate, one a rule: each returns its refusal, or None when it has nothing against the contact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from yinqiao.compliance.choices import Channel, ContactPurpose, HoldKind
from yinqiao.compliance.rules.caps import Cap, reached
from yinqiao.compliance.rules.causes import Cause, Decision
from yinqiao.compliance.rules.consent import Usability, standing
from yinqiao.compliance.rules.facts import Answer, Contact, CustomerFacts, Limits
from yinqiao.compliance.rules.hours import Window, WindowKind, midnight, next_opening
from yinqiao.lib.periods import add_years, age_on

INSURANCE: Final = "INS"
RINGING: Final = frozenset({Channel.CALL, Channel.SMS, Channel.WECOM, Channel.APP_PUSH})
CONSENT_CAUSES: Final[Mapping[Usability | None, Cause]] = MappingProxyType(
    {
        Usability.WITHDRAWN: Cause.WITHDRAWN,
        Usability.EXPIRED: Cause.EXPIRED,
        Usability.HISTORY_ONLY: Cause.HISTORY_ONLY,
        None: Cause.NO_CONSENT,
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    """What the filters look at."""

    customer: CustomerFacts
    contact: Contact
    limits: Limits

    @property
    def is_marketing(self) -> bool:
        """Tell whether the contact sells; all others are the bank's duty."""
        return self.contact.purpose == ContactPurpose.MARKETING

    @property
    def today(self) -> date:
        """The day of the contact where the customer is."""
        return self.contact.at.date()


def review(case: Case) -> Decision | None:
    """Somebody of the bank looks into the customer. Nobody but compliance learns what for (DOMAIN §5)."""
    return _answered(case.customer.review, Cause.REVIEW)


def deceased(case: Case) -> Decision | None:
    """Nobody writes to the dead, for no purpose."""
    return Decision(Cause.DECEASED) if case.customer.is_deceased else None


def minor(case: Case) -> Decision | None:
    """Persons under age are not marketed to, until the birthday."""
    if not case.customer.is_person or case.customer.birth_on is None:
        return None
    if age_on(case.customer.birth_on, case.today) >= case.limits.adult_age:
        return None
    grown = birthday(case.customer.birth_on, case.limits.adult_age)
    return Decision(Cause.MINOR, midnight(grown, like=case.contact.at))


def birthday(birth_on: date, age: int) -> date:
    """Return the day on which the age is reached; 29 February counts from 1 March, as `age_on` does."""
    day = add_years(birth_on, age)
    return day if age_on(birth_on, day) == age else day.replace(month=3, day=1)


def blacklist(case: Case) -> Decision | None:
    """The bank does not want to."""
    return _held(case, HoldKind.BLACKLIST, cause=Cause.BLACKLIST)


def do_not_disturb(case: Case) -> Decision | None:
    """The customer does not want to: all her numbers of the channel are marked so, or a hold says it."""
    if case.contact.channel in case.customer.quiet_channels:
        return Decision(Cause.DO_NOT_DISTURB)
    return _held(case, HoldKind.DO_NOT_DISTURB, cause=Cause.DO_NOT_DISTURB)


def refused(case: Case) -> Decision | None:
    """She said no when contacted: silence for a time."""
    return _held(case, HoldKind.REFUSED, cause=Cause.REFUSED)


def bereavement(case: Case) -> Decision | None:
    """A loss in the family."""
    return _held(case, HoldKind.BEREAVEMENT, cause=Cause.BEREAVEMENT)


def party_role(case: Case) -> Decision | None:
    """Staff and related parties of the bank are not sold to by its triggers and campaigns."""
    return Decision(Cause.PARTY_ROLE) if case.customer.roles & case.limits.unsold_roles else None


def consent(case: Case) -> Decision | None:
    """Marketing needs a consent with evidence for the channel, not withdrawn since."""
    worth = standing(case.customer.consents, channel=case.contact.channel, at=case.contact.at)
    return None if worth is Usability.USABLE else Decision(CONSENT_CAUSES[worth])


def profiling(case: Case) -> Decision | None:
    """She does not want machines to choose for her (PIPL 24): only a person may."""
    return Decision(Cause.PROFILE_REFUSED) if case.customer.refuses_profiling else None


def complaint(case: Case) -> Decision | None:
    """A complaint is handled first."""
    return _held(case, HoldKind.COMPLAINT_OPEN, cause=Cause.COMPLAINT_OPEN)


def overdue(case: Case) -> Decision | None:
    """Whoever is behind with payments is not sold to."""
    if case.customer.overdue_days >= case.limits.overdue_days:
        return Decision(Cause.OVERDUE)
    return _held(case, HoldKind.OVERDUE, cause=Cause.OVERDUE)


def suitability(case: Case) -> Decision | None:
    """The product must suit the customer, and the seller may sell it."""
    return _answered(case.customer.suitability, Cause.UNSUITABLE)


def priority(case: Case) -> Decision | None:
    """What protects the customer goes before marketing: the day belongs to it."""
    prior = case.limits.prior_purposes
    if not any(slot.day == case.today and slot.purpose in prior for slot in case.customer.slots):
        return None
    return Decision(Cause.PRIORITY, midnight(case.today + timedelta(days=1), like=case.contact.at))


def cap(case: Case) -> Decision | None:
    """So many marketing contacts in so many days, all channels together."""
    return _reached(case, case.limits.caps, _marketing_days(case), cause=Cause.CAP)


def call_cap(case: Case) -> Decision | None:
    """Fewer of them by telephone."""
    days = _marketing_days(case, channel=Channel.CALL)
    return _reached(case, case.limits.call_caps, days, cause=Cause.CALL_CAP)


def holiday(case: Case) -> Decision | None:
    """Statutory holidays and those of the province."""
    return Decision(Cause.HOLIDAY, _opening(case)) if _is_holiday(case, case.today) else None


def hours(case: Case) -> Decision | None:
    """The hours that bind the contact."""
    window = window_of(case)
    if window is None or window.is_open(case.contact.at):
        return None
    return Decision(Cause.QUIET_HOURS, _opening(case))


def preference(case: Case) -> Decision | None:
    """She likes to be reached another way."""
    return Decision(Cause.PREFERENCE) if prefers_other(case) else None


def control(case: Case) -> Decision | None:
    """Those left out on purpose, to see what a campaign brings."""
    return _held(case, HoldKind.CONTROL_GROUP, cause=Cause.CONTROL_GROUP)


def window_kind(contact: Contact) -> WindowKind | None:
    """Return which hours bind the contact: letters and mail ring nobody, fraud and maturity cannot wait."""
    if contact.channel not in RINGING:
        return None
    if contact.purpose == ContactPurpose.OVERDUE:
        return WindowKind.COLLECTION
    is_marketing = contact.purpose == ContactPurpose.MARKETING
    if contact.channel != Channel.CALL:
        return WindowKind.MESSAGE if is_marketing else None
    if is_marketing and contact.product_class == INSURANCE:
        return WindowKind.INSURANCE
    bound = {ContactPurpose.MARKETING, ContactPurpose.SERVICE}
    return WindowKind.CALL if contact.purpose in bound else None


def window_of(case: Case) -> Window | None:
    """Return those hours as they are in the customer's province."""
    kind = window_kind(case.contact)
    return None if kind is None else case.limits.window(kind, case.customer.province)


def closes_on_holidays(contact: Contact, limits: Limits) -> bool:
    """Tell whether holidays close the contact."""
    is_marketing = contact.purpose == ContactPurpose.MARKETING
    return is_marketing and contact.channel in RINGING & limits.holiday_channels


def prefers_other(case: Case) -> bool:
    """Tell whether the customer named another channel of the gate, and the wish binds this one."""
    wish = case.customer.preferred_channel
    is_bound = case.contact.channel in case.limits.preference_channels
    return is_bound and wish in Channel.values and wish != case.contact.channel


def _opening(case: Case) -> datetime | None:
    window = window_of(case)
    if window is None:
        return None
    return next_opening(window, case.contact.at, is_closed=lambda day: _is_holiday(case, day))


def _is_holiday(case: Case, day: date) -> bool:
    is_bound = closes_on_holidays(case.contact, case.limits)
    return is_bound and case.limits.is_closed(day, case.customer.province)


def _marketing_days(case: Case, *, channel: str = "") -> list[date]:
    return [
        slot.day
        for slot in case.customer.slots
        if slot.purpose == ContactPurpose.MARKETING and channel in {"", slot.channel}
    ]


def _reached(case: Case, caps: Iterable[Cap], days: list[date], *, cause: Cause) -> Decision | None:
    full = reached(days, caps, today=case.today)
    if full is None:
        return None
    until = midnight(full.until, like=case.contact.at) if full.until else None
    return Decision(cause, until, full.count, full.cap.days)


def _answered(answer: Answer | None, cause: Cause) -> Decision | None:
    return None if answer is None else Decision(cause, answer.until, answer=answer)


def _held(case: Case, kind: HoldKind, *, cause: Cause) -> Decision | None:
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
