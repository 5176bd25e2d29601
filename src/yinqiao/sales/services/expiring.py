"""What nobody took up until long after its deadline ends by itself, with a note: a list of dead reasons helps nobody (DOMAIN §6, EXPIRED)."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import rules
from yinqiao.sales.choices import Act, State
from yinqiao.sales.models import Opportunity, Step

# Short transactions: the trail is sealed behind them.
CHUNK: Final = 500
SYSTEM: Final = "expiry"


def expire(*, now: datetime) -> int:
    """End what is untouched so many days after its deadline; return how many. Running twice ends nothing twice."""
    actor = system_actor(name=SYSTEM)
    today = clock.bank_date(now)
    since = today - timedelta(days=parameters.integer("sales.expiry_days", on=today))
    total = 0
    while True:
        with scope_session(actor):
            done = _end(actor=actor, now=now, since=since)
        total += done
        if done < CHUNK:
            return total


@use_case("sales.opportunity-expired", permission=None)
def _end(unit: Unit, *, actor: Actor, now: datetime, since: date) -> int:
    rows = list(left_behind(since).select_for_update(skip_locked=True).order_by("pk")[:CHUNK])
    note = _("Nobody took it up in time.")
    for row in rows:
        row.state, row.closed_at, row.closing_note = State.EXPIRED, now, note
        row.version += 1
        unit.audit(
            ObjectRef("sales.opportunity", row.pk),
            new={"state": str(State.EXPIRED)},
            customer_id=row.customer_id,
            detail={"kind": row.kind, "due_on": row.due_on, "owner_id": row.owner_id},
        )
    if not rows:
        unit.audit(None, detail={"expired": 0})
        return 0
    Opportunity.objects.bulk_update(rows, ("state", "closed_at", "closing_note", "version"))
    Step.objects.bulk_create(
        Step(
            opportunity_id=row.pk,
            customer_id=row.customer_id,
            at=now,
            act=Act.EXPIRED,
            state=row.state,
            staff_name=actor.name,
            note=note,
        )
        for row in rows
    )
    return len(rows)


def left_behind(since: date) -> QuerySet[Opportunity]:
    """Return what nobody took up, was due before `since` and was not put off beyond it; duties do not end by being left."""
    return Opportunity.objects.exclude(kind__in=rules.DUTIES).filter(
        Q(snoozed_until__isnull=True) | Q(snoozed_until__lt=since),
        closed_at__isnull=True,
        state__in=rules.UNTOUCHED,
        due_on__lt=since,
    )
