"""Leads that came to nothing are forgotten in time: what remains counts, and names nobody (PIPL 19, 47)."""

from datetime import datetime
from typing import Final

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from yinqiao.lib.periods import add_months
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads.choices import State
from yinqiao.sales.leads.models import Lead, LeadStep

CHUNK: Final = 500
SYSTEM: Final = "lead retention"
NOBODY: Final = "—"


def forget_leads(*, now: datetime) -> int:
    """Erase who it was from what nobody acted on for so long; return how many. Converted ones go with their customer."""
    actor, total = system_actor(name=SYSTEM), 0
    while True:
        with scope_session(actor):
            done = _forget(actor=actor, now=now)
        total += done
        if done < CHUNK:
            return total


@use_case("leads.forgotten", permission=None)
def _forget(unit: Unit, *, actor: Actor, now: datetime) -> int:
    today = clock.bank_date(now)
    since = clock.start_of_day(add_months(today, -parameters.integer(keys.KEEP_MONTHS, on=today)))
    late = Lead.objects.filter(
        Q(state=State.DISCARDED) | Q(state=State.POOL), touched_at__lt=since
    ).exclude(name=NOBODY)
    pks = list(
        late.select_for_update(skip_locked=True).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    )
    LeadStep.objects.filter(lead_id__in=pks).update(note="")
    Lead.objects.filter(pk__in=pks).update(
        name=NOBODY,
        mobile_token=None,
        mobile_index=None,
        mobile_masked="",
        uscc="",
        need="",
        source_key=Concat(Value("forgotten-"), Cast("pk", CharField())),
        alike_customer_id=None,
    )
    Lead.objects.filter(pk__in=pks, state=State.POOL).update(
        state=State.DISCARDED, closed_at=now, discard_reason="OTHER"
    )
    unit.audit(None, detail={"forgotten": len(pks)})
    return len(pks)
