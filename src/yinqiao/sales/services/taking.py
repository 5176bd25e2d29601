"""Turn the firings of a run of the triggers into opportunities: set-wise, so many customers in one transaction.

A run is taken once. How far it has come stands in its `TakenRun`: a process that ends on the way is taken up by the next from there, and
a newer run ends an older one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
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
# Customers in one transaction: some 4,500 firings, under two seconds (50,000 customers were opened in 8 s, told anew in 11 s beside other work).
PIECE = 10_000
_LAST = 2**62


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a run: how many fired, were opened, told anew, ended without their reason, only noted, or stay closed."""

    fired: int = 0
    opened: int = 0
    refreshed: int = 0
    closed: int = 0
    noted: int = 0
    handled: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(*(getattr(self, name) + getattr(other, name) for name in Taken.__slots__))


def take_firings(*, run_id: int, data_on: date, now: datetime, piece: int = 0) -> Taken:
    """Open an opportunity for each firing of the run that has none; end those whose reason is gone. Return what this call did.

    `piece` customers at a time (0: `PIECE`), each in a transaction of its own. Taken in whole or overtaken by a newer run: nothing.
    """
    actor = system_actor(name=SYSTEM)
    done = Taken()
    while True:
        with scope_session(actor):
            found = _piece(
                actor=actor, now=now, run_id=run_id, data_on=data_on, size=piece or PIECE
            )
        if found is None:
            break
        done += found
    with scope_session(actor):
        _finish(actor=actor, now=now, run_id=run_id)
    return done


@use_case("sales.firings-piece-taken", permission=None)
def _piece(
    unit: Unit, *, actor: Actor, now: datetime, run_id: int, data_on: date, size: int
) -> Taken | None:
    """Take the next customers of a run; None when there are none left, or another run is newer."""
    take_turn("sales.take", 0)
    run, _is_new = TakenRun.objects.get_or_create(
        run_id=run_id,
        defaults={
            "data_on": data_on,
            "taken_at": now,
            "kinds": sorted(triggers.rules_evaluated(run_id=run_id)),
            "is_late": TakenRun.objects.filter(run_id__gt=run_id).exists(),
        },
    )
    is_overtaken = run.is_late or TakenRun.objects.filter(run_id__gt=run_id).exists()
    if run.finished_at is not None or run.next_customer is None or is_overtaken:
        unit.audit(None, detail={"run_id": run_id, "is_overtaken": is_overtaken, "is_left": False})
        return None
    first = run.next_customer
    behind = customers.span_end(first=first, size=size)
    taken = _carry_out(run, first=first, end=behind or _LAST, actor=actor)
    TakenRun.objects.filter(pk=run_id).update(
        next_customer=behind,
        **{name: F(name) + getattr(taken, name) for name in _COUNTED},
    )
    counts = {name: getattr(taken, name) for name in Taken.__slots__}
    unit.audit(None, new=counts, detail={"run_id": run_id, "first": first, "behind": behind})
    return taken


_COUNTED = ("fired", "opened", "refreshed", "closed", "noted")


@use_case("sales.firings-taken", permission=None)
def _finish(unit: Unit, *, actor: Actor, now: datetime, run_id: int) -> None:
    """Say once that a run was taken; rooms above hear of it, and what people won is counted anew."""
    take_turn("sales.take", 0)
    run = TakenRun.objects.select_for_update().get(pk=run_id)
    was_taken = run.finished_at is not None
    is_late = run.is_late or run.next_customer is not None
    if not was_taken:
        TakenRun.objects.filter(pk=run_id).update(finished_at=now, is_late=is_late)
    count_outcomes(now=now)
    unit.audit(
        None,
        new={name: getattr(run, name) for name in _COUNTED},
        detail={
            "run_id": run_id,
            "data_on": run.data_on,
            "was_taken": was_taken,
            "is_late": is_late,
        },
    )
    unit.publish(
        FiringsTaken(run_id=run_id, data_on=run.data_on, opened=run.opened, closed=run.closed)
    )


def _carry_out(run: TakenRun, *, first: int, end: int, actor: Actor) -> Taken:
    """Take the customers from `first` to before `end`."""
    # In this order: a run that another replaced in between has fired for nobody, and then must end nothing.
    fired = triggers.firings(run_id=run.run_id, first=first, end=end)
    evaluated = triggers.rules_evaluated(run_id=run.run_id)
    kinds = sorted(evaluated | {firing.rule for firing in fired})
    quiet = parameters.integer("sales.quiet_days", on=run.data_on)
    values = _values(fired) | {
        "run": run.run_id,
        "first": first,
        "end": end,
        "data_on": run.data_on,
        "now": run.taken_at,
        "kinds": kinds,
        "events": sorted(triggers.event_rules()),
        "handled": [str(state) for state in rules.HANDLED],
        "quiet_since": run.taken_at - timedelta(days=quiet),
        "gone_note": _("The reason is gone in the data of {day}.").format(day=run.data_on),
        "system_name": actor.name,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        found = cursor.fetchone()
    return Taken(*(int(number) for number in found))


def _values(fired: Sequence[Firing]) -> dict[str, Any]:
    return {name: [getattr(firing, name) for firing in fired] for name in _COLUMNS}
