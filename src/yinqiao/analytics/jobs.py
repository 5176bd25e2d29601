"""Work after a batch in the worker: jobs of their own, as the delivery of an event is one transaction."""

from datetime import date, datetime
from typing import TypedDict

from yinqiao.analytics import services
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.jobs import queue

AFTER_BATCH = "analytics.after_batch"
REBUILD = services.REBUILD
# A bank of millions takes minutes; a worker that died is known by its heartbeat, long before.
_DEADLINE_SECONDS = 3 * 3600


class Told(TypedDict):
    """A batch as plain values: days and times in ISO 8601."""

    batch_id: int
    source: str
    profile: str
    on: str
    now: str


@queue.job(AFTER_BATCH, deadline_seconds=_DEADLINE_SECONDS)
def after_batch(*, told: Told) -> None:
    """Rebuild the figures once for a batch."""
    services.run_batch_steps(_batch(told), once_key=services.once_key(told["batch_id"]))


@queue.job(REBUILD, deadline_seconds=_DEADLINE_SECONDS)
def rebuild(*, told: Told, everything: bool) -> None:
    """Rebuild the figures after rows were mended or a batch was taken back (`everything`)."""
    services.run_batch_steps(_batch(told), everything=everything)


def _batch(told: Told) -> Batch:
    return Batch(
        id=told["batch_id"],
        source=told["source"],
        profile=told["profile"],
        on=date.fromisoformat(told["on"]),
        known_at=datetime.fromisoformat(told["now"]),
    )
