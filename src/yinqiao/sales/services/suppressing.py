"""Keep marketing opportunities of customers who may not be contacted out of the lists, with the reason (contract 5).

Asked anew after every run of the triggers, and of a customer when she gives or takes back a consent: what stood in the way may have gone,
and then the opportunity comes back.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import Q

from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import Channel, ContactCode
from yinqiao.customers import queries as customers
from yinqiao.lib.workdays import next_workday
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales import rules
from yinqiao.sales.choices import Purpose
from yinqiao.sales.models import Opportunity

# Short transactions: the trail is sealed behind them. What the gate says is asked for many such at once.
CHUNK: Final = 1_000
PAGE: Final = 20_000
SYSTEM: Final = "suppression"
CHANNELS: Final = (Channel.CALL, Channel.SMS, Channel.WECOM)
# What passes by itself within days is no reason to put an opportunity away.
PASSING: Final = (ContactCode.QUIET_HOURS, ContactCode.FREQ_CAP)
REASON_LENGTH: Final = 200
_WRITE: Final = """
update sales_opportunity as row
set suppression_code = said.code, suppression_reason = said.reason, version = row.version + 1
from unnest(%s::bigint[], %s::text[], %s::text[]) as said (id, code, reason)
where row.id = said.id
"""
Refusals = Mapping[int, tuple[str, str]]


def _looked_at() -> Q:
    """Marketing that nobody began, whatever is open of somebody who has died, and what was put away."""
    return Q(closed_at__isnull=True) & (
        Q(purpose=Purpose.MARKETING, state__in=rules.UNTOUCHED)
        | Q(customers.is_deceased("customer_id"))
        | ~Q(suppression_code="")
    )


def suppress(*, now: datetime, customer_id: int | None = None) -> int:
    """Look at every open marketing opportunity that nobody began, at those of the dead, and at what was put away; return how many changed. A second run changes nothing.

    Of one customer, when something about her changed.
    """
    of = Q() if customer_id is None else Q(customer_id=customer_id)
    actor = system_actor(name=SYSTEM)
    changed, after = 0, 0
    while True:
        with scope_session(actor):
            page = list(
                Opportunity.objects.filter(of, _looked_at(), pk__gt=after)
                .order_by("pk")
                .values_list("pk", "customer_id")[:PAGE]
            )
        if not page:
            return changed
        asked = sorted({customer_id for _pk, customer_id in page})
        refusals = refusals_of(actor, asked, now=now)
        for start in range(0, len(page), CHUNK):
            some = [pk for pk, _customer_id in page[start : start + CHUNK]]
            with scope_session(actor):
                changed += _mark(actor=actor, now=now, ids=some, refusals=refusals)
        after = page[-1][0]


@use_case("sales.opportunities-suppressed", permission=None)
def _mark(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    ids: Sequence[int],
    refusals: Refusals,
) -> int:
    """Write down what the gate said of these, where they still wait for it; return how many changed."""
    rows = (
        Opportunity.objects.select_for_update()
        .filter(_looked_at(), pk__in=ids)
        .order_by("pk")
        .values_list(
            "pk", "customer_id", "purpose", "state", "suppression_code", "suppression_reason"
        )
    )
    changed = []
    for pk, customer_id, purpose, state, *told in rows:
        code, reason = refusals.get(customer_id, ("", ""))
        # What somebody began and what became a service is hers to go on with, unless the customer has died.
        waits = purpose == Purpose.MARKETING and state in rules.UNTOUCHED
        if not waits and code != ContactCode.DECEASED:
            code, reason = "", ""
        if told != [code, reason[:REASON_LENGTH]]:
            changed.append((pk, code, reason[:REASON_LENGTH]))
    if changed:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, list(map(list, zip(*changed, strict=True))))
    unit.audit(
        None,
        detail={
            "looked_at": len(ids),
            "put_away": [pk for pk, code, _reason in changed if code],
            "back": [pk for pk, code, _reason in changed if not code],
        },
    )
    return len(changed)


def refusals_of(actor: Actor, customer_ids: Sequence[int], *, now: datetime) -> Refusals:
    """Return what forbids contact on every channel and does not pass by itself: now in working hours, else in those of the next workday."""
    return compliance.refused_everywhere(
        actor=actor,
        customers=customer_ids,
        channels=CHANNELS,
        is_profiled=True,
        passing=PASSING,
        now=_asked_at(now),
    )


def _asked_at(now: datetime) -> datetime:
    """Return the moment that is asked about: never one that has passed, for what was taken back since would not be known."""
    calendar = organization.calendar()
    at = rules.planned_at(now.astimezone(clock.BANK_ZONE), calendar)
    day = next_workday(calendar, at.date())
    return at if day == at.date() else datetime.combine(day, rules.DAY_BEGINS, tzinfo=at.tzinfo)
