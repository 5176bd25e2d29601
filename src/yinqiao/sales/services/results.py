"""Count what the opportunities of each rule came to (A42), set-wise for the whole bank: nightly, and after each run of the triggers."""

from datetime import datetime, timedelta
from importlib import resources
from typing import Any, Final

from django.db import connection

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.db.turns import take_turn
from yinqiao.sales import queries, rules
from yinqiao.sales.choices import Act, State
from yinqiao.sales.models import RuleResult

_COUNT = resources.files("yinqiao.sales").joinpath("sql", "count_results.sql").read_text("utf-8")
SYSTEM: Final = "results"


def count_results(*, now: datetime) -> int:
    """Count each period anew, in a transaction of its own; return the rows. Counting again changes nothing but the moment."""
    actor = system_actor(name=SYSTEM)
    total = 0
    for days in queries.result_periods(on=clock.bank_date(now)):
        with scope_session(actor):
            total += _count(actor=actor, now=now, days=days)
    return total


@use_case("sales.results-counted", permission=None)
def _count(unit: Unit, *, actor: Actor, now: datetime, days: int) -> int:
    take_turn("sales.results", days)
    values: dict[str, Any] = {
        "since": now - timedelta(days=days),
        "now": now,
        "days": days,
        "contact": Act.CONTACTED.value,
        "contacted": [str(state) for state in (*rules.WORKED, State.WON)],
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        counted = int(cursor.rowcount)
    # What no longer falls into the period, or was counted for another one.
    RuleResult.objects.filter(days=days, counted_at__lt=now).delete()
    kept = queries.result_periods(on=clock.bank_date(now))
    RuleResult.objects.exclude(days__in=kept).delete()
    unit.audit(None, detail={"days": days, "counted": counted})
    return counted
