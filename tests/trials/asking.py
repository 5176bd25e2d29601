"""How the tests of this folder ask."""

from datetime import UTC, date, datetime
from typing import Final

from yinqiao.access.tests.factories import make_actor
from yinqiao.customers.tests.factories import act_as
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import trials

NOW: Final = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY: Final = date(2026, 11, 24)


def lines(key: str, value: str, *, actor: Actor | None = None) -> list[tuple[int, int]]:
    """Return the figures of a value that is tried, as (before, after); by the system administrator unless told otherwise."""
    asking = act_as(actor or make_actor("system_admin"))
    tried = trials.try_out(actor=asking, now=NOW, key=key, text=value)
    return [(line.before, line.after) for line in tried.lines]
