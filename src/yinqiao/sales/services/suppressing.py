"""Keep marketing opportunities of customers who may not be contacted out of the lists, with the reason (contract 5).

Asked anew after every run of the triggers: what stood in the way may have gone, and then the opportunity comes back.
"""

from datetime import datetime, time
from typing import Final

from django.db.models import Q

from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import Channel, ContactCode, ContactPurpose
from yinqiao.compliance.queries import ContactDecision
from yinqiao.lib.workdays import next_workday
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales import rules
from yinqiao.sales.choices import Purpose
from yinqiao.sales.models import Opportunity

# Short transactions: the trail is sealed behind them.
CHUNK: Final = 1_000
SYSTEM: Final = "suppression"
CHANNELS: Final = (Channel.CALL, Channel.SMS, Channel.WECOM)
# What passes by itself within days is no reason to put an opportunity away.
PASSING: Final = frozenset({ContactCode.QUIET_HOURS, ContactCode.FREQ_CAP})
REASON_LENGTH: Final = 200


def suppress(*, now: datetime) -> int:
    """Look at every open marketing opportunity that nobody began, and at what was put away; return how many changed. A second run changes nothing."""
    actor = system_actor(name=SYSTEM)
    changed, after = 0, 0
    while True:
        with scope_session(actor):
            last, number = _pass(actor=actor, now=now, after=after)
        changed += number
        if last is None:
            return changed
        after = last


@use_case("sales.opportunities-suppressed", permission=None)
def _pass(unit: Unit, *, actor: Actor, now: datetime, after: int) -> tuple[int | None, int]:
    """Look at the next `CHUNK`; return the id of the last one (None at the end) and how many changed."""
    rows = list(
        Opportunity.objects.select_for_update()
        .filter(
            Q(purpose=Purpose.MARKETING, state__in=rules.UNTOUCHED) | ~Q(suppression_code=""),
            pk__gt=after,
            closed_at__isnull=True,
        )
        .order_by("pk")[:CHUNK]
    )
    waiting = {row.pk for row in rows if _is_marketing(row)}
    refusals = _refusals(actor, {row.customer_id for row in rows if row.pk in waiting}, now=now)
    changed = [
        row
        for row in rows
        if _mark(row, refusals.get(row.customer_id) if row.pk in waiting else None)
    ]
    Opportunity.objects.bulk_update(changed, ("suppression_code", "suppression_reason", "version"))
    unit.audit(
        None,
        detail={
            "looked_at": len(rows),
            "put_away": [row.pk for row in changed if row.suppression_code],
            "back": [row.pk for row in changed if not row.suppression_code],
        },
    )
    return (rows[-1].pk if len(rows) == CHUNK else None), len(changed)


def _refusals(actor: Actor, customer_ids: set[int], *, now: datetime) -> dict[int, ContactDecision]:
    """Return what forbids contact on every channel and does not pass by itself, as it stands in working hours of the next workday."""
    day = next_workday(organization.calendar(), clock.bank_date(now))
    at = datetime.combine(day, time(10), tzinfo=clock.BANK_ZONE)
    answers = [
        compliance.contact_decisions(
            actor=actor,
            customers=customer_ids,
            purpose=ContactPurpose.MARKETING,
            channel=channel,
            now=at,
        )
        for channel in CHANNELS
    ]
    found: dict[int, ContactDecision] = {}
    for pk in customer_ids:
        said = [answer[pk] for answer in answers if pk in answer]
        if said and all(not one.is_allowed and one.code not in PASSING for one in said):
            found[pk] = said[0]
    return found


def _is_marketing(row: Opportunity) -> bool:
    """Tell whether it is put away at all: what somebody began and what became a service is hers to go on with."""
    return row.purpose == Purpose.MARKETING and row.state in rules.UNTOUCHED


def _mark(row: Opportunity, refusal: ContactDecision | None) -> bool:
    code = refusal.code if refusal else ""
    reason = refusal.reason[:REASON_LENGTH] if refusal else ""
    if (row.suppression_code, row.suppression_reason) == (code, reason):
        return False
    row.suppression_code, row.suppression_reason = code, reason
    row.version += 1
    return True
