"""Whom the bank does not work on at present, whatever the channel and the hour: for whoever thinks of an effort before there is a contact (A23)."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from yinqiao.compliance import rules
from yinqiao.compliance.choices import Channel, ContactPurpose
from yinqiao.compliance.queries.contact import contact_of
from yinqiao.compliance.queries.facts import customer_facts, limits_on
from yinqiao.compliance.rules import Cause
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor

# A consent that was never given, an hour, a cap are asked for when somebody is contacted; these stand against any effort.
BARS: Final = frozenset(
    {
        Cause.REVIEW,
        Cause.DECEASED,
        Cause.MINOR,
        Cause.BLACKLIST,
        Cause.DO_NOT_DISTURB,
        Cause.REFUSED,
        Cause.BEREAVEMENT,
        Cause.WITHDRAWN,
        Cause.COMPLAINT_OPEN,
        Cause.OVERDUE,
    }
)


def barred(*, actor: Actor, customers: Collection[int], now: datetime) -> frozenset[int]:
    """Return which of the customers in scope are not to be worked on; every rule is looked at, not only the first that refuses.

    Which it is, is not told: some causes are kept from those who ask.
    """
    limits = limits_on(clock.bank_date(now))
    contact = contact_of(
        purpose=ContactPurpose.MARKETING,
        channel=Channel.CALL,
        product=None,
        campaign=None,
        now=now,
    )
    facts = customer_facts(
        actor=actor, customer_ids=customers, limits=limits, now=now, contact=contact
    )
    return frozenset(
        pk
        for pk, known in facts.items()
        if any(
            finding.decision.cause in BARS
            for finding in rules.explain(known, contact, limits)
            if finding.decision is not None
        )
    )
