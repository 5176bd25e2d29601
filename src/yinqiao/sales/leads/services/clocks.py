"""What nobody accepted in time, and what was accepted and left lying, goes back to the pool."""

from datetime import datetime, time
from typing import Final

from django.db.models import Q

from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads.choices import Act, State
from yinqiao.sales.leads.models import Lead
from yinqiao.sales.leads.services.working import to_pool
from yinqiao.sales.leads.services.writing import Done, plain, save

CHUNK: Final = 200
SYSTEM: Final = "lead clocks"


def return_leads(*, now: datetime) -> int:
    """Give back what is late; return how many. Running twice gives back nothing twice."""
    actor, total = system_actor(name=SYSTEM), 0
    while True:
        with scope_session(actor):
            done = _return(actor=actor, now=now)
        total += done
        if done < CHUNK:
            return total


@use_case("leads.returned-by-clock", permission=None)
def _return(unit: Unit, *, actor: Actor, now: datetime) -> int:
    today = clock.bank_date(now)
    days = parameters.integer(keys.IDLE_DAYS, on=today)
    since = datetime.combine(
        add_workdays(organization.calendar(), today, -days), time.min, tzinfo=clock.BANK_ZONE
    )
    late = Q(state=State.OFFERED, accept_by__lt=today) | Q(
        state=State.WORKING, is_contacted=False, touched_at__lt=since
    )
    rows = list(
        Lead.objects.filter(late).select_for_update(skip_locked=True).order_by("pk")[:CHUNK]
    )
    for row in rows:
        act = Act.LAPSED if row.state == State.OFFERED else Act.IDLE
        old = plain(row)
        to_pool(row)
        save(unit, row, Done(act), actor=actor, now=now, old=old)
    if not rows:
        unit.audit(None, detail={"returned": 0})
    return len(rows)
