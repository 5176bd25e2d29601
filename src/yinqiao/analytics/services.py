"""Run the steps that follow a batch: figures first, then what shows them."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import connections, transaction

from yinqiao.platform import clock, registry
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.jobs import queue

logger = logging.getLogger(__name__)
LOADER = "loader"
# The job by which the worker works the figures out again.
REBUILD = "analytics.rebuild"
_LOCK = 7_402_112
_WAIT_SECONDS = 0.2


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the place of whoever works figures out, across transactions; another waits here without one of its own."""
    while not _locked("pg_try_advisory_lock"):
        time.sleep(_WAIT_SECONDS)
    try:
        yield
    finally:
        _locked("pg_advisory_unlock")


def _locked(function: str) -> bool:
    with connections[LOADER].cursor() as cursor:
        cursor.execute(f"select {function}(%s)", (_LOCK,))
        return bool(cursor.fetchone()[0])


def run_batch_steps(batch: Batch, *, once_key: str = "", everything: bool = False) -> list[str]:
    """Run every registered step for `batch` with the loader role; return the keys of those that ran.

    A step opens short transactions of its own: a long one would hold up the sealer of the audit (contract 12). With `once_key` a step that
    has ended under that key is passed over, so that two callers do the work once; one that was killed on the way runs again.
    """
    done = []
    with one_at_a_time():
        for step in sorted(registry.batch_steps.values(), key=lambda item: (item.order, item.key)):
            key = f"batch-step:{step.key}:{once_key}" if once_key else ""
            if key and queue.is_done(key, using=LOADER):
                continue
            began = time.monotonic()
            step.run(batch, connections[LOADER], everything)
            if key:
                with transaction.atomic(using=LOADER):
                    queue.once(key, using=LOADER)
            done.append(step.key)
            spent = round((time.monotonic() - began) * 1000)
            logger.info("batch step done", extra={"step": step.key, "batch": batch.id, "ms": spent})
    return done


def once_key(batch_id: int) -> str:
    """Return the key under which the steps of a batch that was loaded run once."""
    return f"imported:{batch_id}"


def after_batch(
    *, batch_id: int, source: str, profile: str, on: date, now: datetime | None = None
) -> list[str]:
    """Run the steps of a batch that was loaded, once: the loading command and the worker's job both call this."""
    batch = Batch(id=batch_id, source=source, profile=profile, on=on, known_at=now or clock.now())
    return run_batch_steps(batch, once_key=once_key(batch_id))


def rebuild_later(*, batch_id: int, source: str, profile: str, on: date, now: datetime) -> None:
    """Have the worker work the figures out again: what was written in Yinqiao itself since counts then."""
    told = {
        "batch_id": batch_id,
        "source": source,
        "profile": profile,
        "on": on.isoformat(),
        "now": now.isoformat(),
    }
    with transaction.atomic():
        queue.defer(REBUILD, told=told, everything=False)
