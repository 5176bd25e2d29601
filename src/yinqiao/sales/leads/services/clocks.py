"""What nobody accepted in time, and what was accepted and left lying, goes back to the pool."""

from datetime import datetime
from typing import Final

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import queries
from yinqiao.sales.leads.choices import Act, State
from yinqiao.sales.leads.models import Lead
from yinqiao.sales.leads.services.working import to_pool
from yinqiao.sales.leads.services.writing import Change, Done, plain, save_moves

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
    idle, rest = (parameters.integer(key, on=today) for key in (keys.IDLE_DAYS, keys.REST_DAYS))
    late = (
        Lead.objects.filter(state=State.OFFERED, accept_by__lt=today)
        | queries.not_contacted(on=today, workdays=idle)
        | queries.at_rest(on=today, workdays=rest)
    )
    rows = list(late.select_for_update(skip_locked=True).order_by("pk")[:CHUNK])
    moves = [_taken(row, Act.LAPSED if row.state == State.OFFERED else Act.IDLE) for row in rows]
    save_moves(unit, moves, actor=actor, now=now)
    if not rows:
        unit.audit(None, detail={"returned": 0})
    return len(rows)


def give_back(*, now: datetime, staff_id: int, org_id: int | None = None) -> None:
    """Put the open leads of somebody who is gone, or who left this unit, into the pool; again, it finds none."""
    actor = system_actor(name=SYSTEM)
    with scope_session(actor):
        _give_back(actor=actor, now=now, staff_id=staff_id, org_id=org_id)


@use_case("leads.given-back", permission=None)
def _give_back(
    unit: Unit, *, actor: Actor, now: datetime, staff_id: int, org_id: int | None
) -> None:
    rows = Lead.objects.filter(owner_id=staff_id, closed_at__isnull=True)
    if org_id is not None:
        rows = rows.filter(org_id=org_id)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    moves = [_taken(row, Act.RETURNED) for row in found]
    save_moves(unit, moves, actor=actor, now=now)
    unit.audit(None, detail={"staff_id": staff_id, "returned": len(found)})


def _taken(row: Lead, act: Act) -> Change:
    old = plain(row)
    to_pool(row)
    return Change(row, Done(act), old)
