"""May this customer be contacted now? The filters of DOMAIN §7 in their fixed order; the first that holds is the answer.

Marketing passes all of them. A service contact is the bank's duty: only death stops it, and the hours of calls; calls about fraud
and maturity are not bound to hours, those about overdue loans to hours of their own (§4.5).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yinqiao.compliance.choices import Channel
from yinqiao.compliance.rules import filters
from yinqiao.compliance.rules.causes import ALLOWED, Decision, Step
from yinqiao.compliance.rules.facts import Contact, CustomerFacts, Limits
from yinqiao.compliance.rules.filters import Case

REVIEW: Final = "review"
SUITABILITY: Final = "suitability"


class Outcome(StrEnum):
    """What one rule says of one contact."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not-applicable"
    NOT_CONNECTED = "not-connected"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer; `decision` is its refusal when it fails."""

    step: Step
    outcome: Outcome
    decision: Decision = ALLOWED


@dataclass(frozen=True, slots=True)
class _Filter:
    """A rule: what it asks, and whom it concerns. `ask_of` names who must be connected for it."""

    step: Step
    ask: Callable[[Case], Decision | None]
    concerns: Callable[[Case], bool]
    ask_of: str = ""


def decide(customer: CustomerFacts, contact: Contact, limits: Limits) -> Decision:
    """Return whether the contact may be made, and if not, the first cause in the fixed order."""
    case = Case(customer, contact, limits)
    for rule in _ORDER:
        found = rule.ask(case) if rule.concerns(case) else None
        if found is not None:
            return found
    return ALLOWED


def decide_offer(customer: CustomerFacts, contact: Contact, limits: Limits) -> Decision:
    """Return whether a product may be proposed or sold to whom one is speaking with already.

    Only the rules about the person and the product: how and when she is reached was decided of the contact itself.
    """
    case = Case(customer, contact, limits)
    for rule in _ORDER:
        is_asked = rule.step in OF_OFFERS and rule.concerns(case)
        found = rule.ask(case) if is_asked else None
        if found is not None:
            return found
    return ALLOWED


def explain(customer: CustomerFacts, contact: Contact, limits: Limits) -> tuple[Finding, ...]:
    """Return what every rule says, in the fixed order, those after the first refusal too; its first failure is what `decide` returns."""
    case = Case(customer, contact, limits)
    return tuple(_finding(rule, case) for rule in _ORDER)


def _finding(rule: _Filter, case: Case) -> Finding:
    if not rule.concerns(case):
        return Finding(rule.step, Outcome.NOT_APPLICABLE)
    found = rule.ask(case)
    if found is not None:
        return Finding(rule.step, Outcome.FAILED, found)
    if rule.ask_of and rule.ask_of not in case.limits.asked:
        return Finding(rule.step, Outcome.NOT_CONNECTED)
    return Finding(rule.step, Outcome.PASSED)


def _any(_case: Case) -> bool:
    return True


def _marketing(case: Case) -> bool:
    return case.is_marketing


def _person(case: Case) -> bool:
    return case.is_marketing and case.customer.is_person


def _profiled(case: Case) -> bool:
    return case.is_marketing and case.contact.is_profiled


def _product(case: Case) -> bool:
    return case.is_marketing and case.contact.product is not None


def _call(case: Case) -> bool:
    return case.is_marketing and case.contact.channel == Channel.CALL


def _closed_on_holidays(case: Case) -> bool:
    return filters.closes_on_holidays(case.contact, case.limits)


def _timed(case: Case) -> bool:
    return filters.window_kind(case.contact) is not None


def _wished(case: Case) -> bool:
    is_bound = case.contact.channel in case.limits.preference_channels
    return case.is_marketing and is_bound and case.customer.preferred_channel in Channel.values


_ORDER: Final[tuple[_Filter, ...]] = (
    _Filter(Step.REVIEW, filters.review, _marketing, REVIEW),
    _Filter(Step.DECEASED, filters.deceased, _any),
    _Filter(Step.MINOR, filters.minor, _person),
    _Filter(Step.BLACKLIST, filters.blacklist, _marketing),
    _Filter(Step.DO_NOT_DISTURB, filters.do_not_disturb, _marketing),
    _Filter(Step.REFUSED, filters.refused, _marketing),
    _Filter(Step.BEREAVEMENT, filters.bereavement, _marketing),
    _Filter(Step.PARTY_ROLE, filters.party_role, _marketing),
    _Filter(Step.CONSENT, filters.consent, _marketing),
    _Filter(Step.PROFILING, filters.profiling, _profiled),
    _Filter(Step.COMPLAINT, filters.complaint, _marketing),
    _Filter(Step.OVERDUE, filters.overdue, _marketing),
    _Filter(Step.SUITABILITY, filters.suitability, _product, SUITABILITY),
    _Filter(Step.PRIORITY, filters.priority, _marketing),
    _Filter(Step.CAP, filters.cap, _marketing),
    _Filter(Step.CALL_CAP, filters.call_cap, _call),
    _Filter(Step.HOLIDAY, filters.holiday, _closed_on_holidays),
    _Filter(Step.HOURS, filters.hours, _timed),
    _Filter(Step.PREFERENCE, filters.preference, _wished),
    _Filter(Step.CONTROL, filters.control, _marketing),
)


OF_OFFERS: Final = frozenset(
    {
        Step.REVIEW,
        Step.DECEASED,
        Step.MINOR,
        Step.BLACKLIST,
        Step.COMPLAINT,
        Step.OVERDUE,
        Step.SUITABILITY,
    }
)


_ANYBODY: Final = CustomerFacts(preferred_channel=Channel.CALL)


def steps_for(contact: Contact, limits: Limits) -> frozenset[Step]:
    """Return the rules that concern the contact, whoever is contacted: of a person under age or of a wish only the customer tells."""
    case = Case(_ANYBODY, contact, limits)
    return frozenset(rule.step for rule in _ORDER if rule.concerns(case))
