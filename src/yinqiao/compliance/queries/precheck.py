"""合规预检: every rule of the gate about one contact, in order, with its values and source; and the answer they come to (N1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance import policies, rules
from yinqiao.compliance.choices import Channel, ContactPurpose
from yinqiao.compliance.queries.book import Citation, citation
from yinqiao.compliance.queries.contact import (
    ContactDecision,
    contact_of,
    hides,
    shown,
    until_told,
)
from yinqiao.compliance.queries.facts import customer_facts, limits_on
from yinqiao.compliance.queries.words import reason_of
from yinqiao.compliance.rules import Contact, CustomerFacts, Finding, Limits, Outcome, Step
from yinqiao.customers import queries as customers
from yinqiao.holdings import policies as holdings_policies
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

VERB: Final = "compliance.contact-prechecked"


@dataclass(frozen=True, slots=True)
class ContactAsked:
    """A contact as somebody thinks of it: `at` is when."""

    purpose: str
    channel: str
    at: datetime
    product: int | None = None
    campaign: str = ""
    is_profiled: bool = False


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What one rule says. `is_first` marks the refusal that is the answer; `known` is what was looked at, in words."""

    rule: Citation
    outcome: str
    outcome_label: str
    reason: str
    known: str
    until: datetime | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class Precheck:
    """The answer and how it came about."""

    customer_id: int
    customer: str
    purpose_label: str
    channel_label: str
    at: datetime
    decision: ContactDecision
    lines: tuple[RuleLine, ...]

    @property
    def failed(self) -> int:
        """How many rules refuse."""
        return sum(line.outcome == Outcome.FAILED for line in self.lines)


_OUTCOMES: Final[Mapping[Outcome, Promise]] = MappingProxyType(
    {
        Outcome.PASSED: lazy("Passed"),
        Outcome.FAILED: lazy("Not passed"),
        Outcome.NOT_APPLICABLE: lazy("Does not apply"),
        Outcome.NOT_CONNECTED: lazy("Not connected"),
    }
)


def precheck(*, actor: Actor, customer_id: int, asked: ContactAsked) -> Precheck:
    """Return what each rule says of the contact, for who may simulate any, and for the managing team.

    Raises NotFound outside the scope, and for a customer of a colleague without the right to simulate. The look is in the trail.
    """
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    if not customers.is_in_team(actor=actor, customer=customer):
        require(actor, policies.SIMULATE_CONTACT, verb=VERB)
    limits = limits_on(clock.bank_date(asked.at))
    contact = contact_of(
        purpose=asked.purpose,
        channel=asked.channel,
        product=asked.product,
        campaign=asked.campaign,
        is_profiled=asked.is_profiled,
        now=asked.at,
    )
    facts = customer_facts(
        actor=actor, customer_ids=[customer_id], limits=limits, now=asked.at, contact=contact
    ).get(customer_id)
    if facts is None:
        raise NotFound(_("There is no such customer, or it is not in your scope."))
    decision = rules.decide(facts, contact, limits)
    seen = shown(decision, actor=actor, customer_id=customer_id, contact=contact)
    record_read(
        actor=actor,
        verb=VERB,
        customer_id=customer_id,
        detail={"purpose": asked.purpose, "channel": asked.channel, "code": seen.code},
    )
    return Precheck(
        customer_id=customer_id,
        customer=customers.customer_label(actor=actor, customer_id=customer_id),
        purpose_label=label(ContactPurpose, asked.purpose),
        channel_label=label(Channel, asked.channel),
        at=asked.at,
        decision=seen,
        lines=tuple(
            _line(finding, actor=actor, facts=facts, contact=contact, limits=limits, first=decision)
            for finding in rules.explain(facts, contact, limits)
        ),
    )


def rule_book(*, on: date) -> tuple[Citation, ...]:
    """Return all rules of the gate in their order, with the values in force on the day."""
    return tuple(citation(step, on=on) for step in Step)


def _line(
    finding: Finding,
    *,
    actor: Actor,
    facts: CustomerFacts,
    contact: Contact,
    limits: Limits,
    first: rules.Decision,
) -> RuleLine:
    is_failed = finding.outcome is Outcome.FAILED
    is_hidden = is_failed and hides(finding.decision, actor)
    rule = citation(finding.step, on=contact.at.date())
    if finding.step is Step.OVERDUE and not actor.can(holdings_policies.VIEW):
        # The row itself would tell what it is about.
        rule = Citation(rule.number, _("Other conditions"), "", "")
    return RuleLine(
        rule=rule,
        outcome=finding.outcome,
        outcome_label=str(_OUTCOMES[finding.outcome]),
        reason=reason_of(None if is_hidden else finding.decision, channel=contact.channel)
        if is_failed
        else "",
        known=_known(finding.step, facts, contact=contact, limits=limits),
        until=until_told(finding.decision, actor),
        is_first=is_failed and finding.decision == first,
    )


def _known(step: Step, facts: CustomerFacts, *, contact: Contact, limits: Limits) -> str:
    """Return what was looked at, where it tells nothing that the page does not tell already."""
    if step is Step.CAP:
        return _counted(facts, limits.caps, contact, channel="")
    if step is Step.CALL_CAP:
        return _counted(facts, limits.call_caps, contact, channel=Channel.CALL)
    if step is Step.PREFERENCE and facts.preferred_channel in Channel.values:
        return label(Channel, facts.preferred_channel)
    if step is Step.HOURS and facts.province:
        return _("Province {code}").format(code=facts.province)
    return ""


def _counted(
    facts: CustomerFacts, caps: tuple[rules.Cap, ...], contact: Contact, *, channel: str
) -> str:
    today = contact.at.date()
    days = [
        slot.day
        for slot in facts.slots
        if slot.purpose == ContactPurpose.MARKETING and channel in {"", slot.channel}
    ]
    return "、".join(
        _("{days} days: {count} of {most}").format(
            days=cap.days,
            count=sum(rules.is_counted(day, cap, today=today) for day in days),
            most=cap.most,
        )
        for cap in caps
    )
