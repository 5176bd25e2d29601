"""A plan of calls becomes tasks of the manager's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.interactions import services as interactions
from yinqiao.interactions.choices import TaskKind
from yinqiao.interactions.services import TaskOrder
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput
from yinqiao.sales import policies
from yinqiao.sales.maturities import queries

# Two weeks of a full day's calls; the next plan goes on.
MOST_AT_ONCE: Final = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to call on which day."""

    customer_id: int
    day: date


@use_case("maturities.plan-taken", permission=policies.WORK)
def take_plan(
    unit: Unit, *, actor: Actor, now: datetime, wanted: Sequence[Wanted], minutes: int | None = None
) -> int:
    """Open a task for each of these customers of the actor's plan on her day; return how many. Taken again, it opens none twice.

    Raises InvalidInput for nobody, too many, a customer who is not in the plan, or a day after the maturity.
    """
    if actor.staff_id is None or not wanted:
        raise InvalidInput(_("Choose at least one customer."))
    if len(wanted) > MOST_AT_ONCE:
        raise InvalidInput(_("At most {most} customers at once.").format(most=MOST_AT_ONCE))
    today = clock.bank_date(now)
    plan = queries.plan_of(actor=actor, staff_id=actor.staff_id, today=today, minutes=minutes)
    lines = {one.customer_id: one for day in plan.days for one in day.lines}
    for one in wanted:
        line = lines.get(one.customer_id)
        if line is None:
            raise InvalidInput(_("A customer of this plan has been planned meanwhile. Look again."))
        if not today <= one.day < line.on:
            said = _("{name}: from today on, before the money falls due on {day}.")
            raise InvalidInput(said.format(name=line.name, day=line.on))
    for one in wanted:
        line = lines[one.customer_id]
        interactions.create_task(
            actor=actor,
            now=now,
            customer_id=one.customer_id,
            order=TaskOrder(
                title=_("Maturity on {day}: agree what becomes of the money").format(day=line.on),
                detail="、".join(line.products),
                due_on=one.day,
                kind=TaskKind.FOLLOW_UP,
                key=queries.task_key(one.customer_id, line.on),
            ),
        )
    unit.audit(
        None, detail={"planned": len(wanted), "customers": [one.customer_id for one in wanted]}
    )
    return len(wanted)
