"""Leads that came to nothing are forgotten in time: what remains counts, and names nobody (PIPL 19, 47)."""

from datetime import datetime
from typing import Final

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, Concat

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import queries
from yinqiao.sales.leads.choices import DiscardReason, State
from yinqiao.sales.leads.models import Lead, LeadStep

CHUNK: Final = 500
SYSTEM: Final = "lead retention"


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
    late = queries.to_forget(on=today, months=parameters.integer(keys.KEEP_MONTHS, on=today))
    pks = list(
        late.select_for_update(skip_locked=True).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    )
    LeadStep.objects.filter(lead_id__in=pks).update(note="")
    Lead.objects.filter(pk__in=pks).update(
        name=queries.NOBODY,
        mobile_token=None,
        # Who refused stays known by what nobody can read: no other list brings her back.
        mobile_index=Case(
            When(discard_reason=DiscardReason.REFUSED, then="mobile_index"), default=None
        ),
        mobile_masked="",
        uscc="",
        need="",
        source_key=Concat(Value("forgotten-"), Cast("pk", CharField())),
        alike_customer_id=None,
    )
    Lead.objects.filter(pk__in=pks, closed_at__isnull=True).update(
        state=State.DISCARDED, closed_at=now, accept_by=None, discard_reason=DiscardReason.OTHER
    )
    unit.audit(None, detail={"forgotten": len(pks)})
    return len(pks)
