"""The same act on several opportunities: one transaction, a result for each (D7)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from yinqiao.platform import together
from yinqiao.platform.actor import Actor
from yinqiao.platform.together import MOST_TOGETHER, Done

__all__ = ["MOST_TOGETHER", "Done", "work_together"]


def work_together(
    act: Callable[..., object],
    *,
    actor: Actor,
    now: datetime,
    items: Sequence[tuple[int, int]],
    **details: object,
) -> list[Done]:
    """Do `act` (`contact`, `lose`, `snooze`, …) with the same `details` to each (id, version).

    One that cannot be done says why and holds up nobody. Raises InvalidInput for more than MOST_TOGETHER.
    """
    return together.work_together(
        act, name="opportunity_id", items=items, actor=actor, now=now, **details
    )
