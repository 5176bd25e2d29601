"""Turn the firings of a run of the triggers into opportunities, set-wise: as many statements for a million as for one."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import rules, triggers
from yinqiao.sales.events import FiringsTaken
from yinqiao.sales.models import TakenRun
from yinqiao.sales.services.outcomes import count_outcomes
from yinqiao.sales.triggers import Firing

_TAKE = resources.files("yinqiao.sales").joinpath("sql", "take_firings.sql").read_text("utf-8")
_COLUMNS = tuple(field.name for field in fields(Firing))
SYSTEM = "opportunities"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a run: how many fired, were opened, told anew, ended without their reason, only noted, or stay closed."""

    fired: int = 0
    opened: int = 0
    refreshed: int = 0
    closed: int = 0
    noted: int = 0
    handled: int = 0


def take_firings(*, run_id: int, data_on: date, now: datetime) -> Taken:
    """Open an opportunity for each firing of the run that has none; end those whose reason is gone. A run is taken once."""
    return _take(actor=system_actor(name=SYSTEM), now=now, run_id=run_id, data_on=data_on)


@use_case("sales.firings-taken", permission=None)
def _take(unit: Unit, *, actor: Actor, now: datetime, run_id: int, data_on: date) -> Taken:
    take_turn("sales.take", 0)
    fired = triggers.firings(run_id=run_id)
    kinds = sorted(triggers.rules_evaluated(run_id=run_id) | {firing.rule for firing in fired})
    is_late = TakenRun.objects.filter(run_id__gt=run_id).exists()
    run, is_new = TakenRun.objects.get_or_create(
        run_id=run_id,
        defaults={"data_on": data_on, "taken_at": now, "kinds": kinds, "is_late": is_late},
    )
    taken = Taken()
    if is_new and not is_late:
        taken = _carry_out(fired, kinds, run=run, actor=actor)
    count_outcomes(now=now)
    unit.audit(
        None,
        new={name: getattr(taken, name) for name in Taken.__slots__},
        detail={"run_id": run_id, "data_on": data_on, "was_taken": not is_new, "is_late": is_late},
    )
    unit.publish(
        FiringsTaken(run_id=run_id, data_on=data_on, opened=taken.opened, closed=taken.closed)
    )
    return taken


def _carry_out(
    fired: Sequence[Firing], kinds: Sequence[str], *, run: TakenRun, actor: Actor
) -> Taken:
    quiet = parameters.integer("sales.quiet_days", on=run.data_on)
    values: dict[str, Any] = {
        name: [getattr(firing, name) for firing in fired] for name in _COLUMNS
    }
    values |= {
        "run": run.run_id,
        "data_on": run.data_on,
        "now": run.taken_at,
        "kinds": list(kinds),
        "handled": [str(state) for state in rules.HANDLED],
        "quiet_since": run.taken_at - timedelta(days=quiet),
        "gone_note": _("The reason is gone in the data of {day}.").format(day=run.data_on),
        "system_name": actor.name,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        found = cursor.fetchone()
    taken = Taken(*(int(number) for number in found))
    TakenRun.objects.filter(pk=run.pk).update(
        fired=taken.fired,
        opened=taken.opened,
        refreshed=taken.refreshed,
        closed=taken.closed,
        noted=taken.noted,
    )
    return taken
