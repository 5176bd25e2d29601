"""Run the steps that follow a batch: figures first, then what shows them."""

import logging
import time
from datetime import date, datetime

from django.db import connections, transaction

from yinqiao.platform import clock, registry
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.jobs import queue

logger = logging.getLogger(__name__)
LOADER = "loader"
_LOCK = 7_402_112


def run_batch_steps(batch: Batch, *, once_key: str = "", everything: bool = False) -> list[str]:
    """Run every registered step for `batch`, each in a transaction of the loader role; return the keys of those that ran.

    With `once_key` a step that has run under that key is passed over, so that two callers do the work once.
    """
    done = []
    for step in sorted(registry.batch_steps.values(), key=lambda item: (item.order, item.key)):
        began = time.monotonic()
        with transaction.atomic(using=LOADER):
            with connections[LOADER].cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
            if once_key and not queue.once(f"batch-step:{step.key}:{once_key}", using=LOADER):
                continue
            step.run(batch, connections[LOADER], everything)
        done.append(step.key)
        logger.info(
            "batch step done",
            extra={
                "step": step.key,
                "batch": batch.id,
                "ms": round((time.monotonic() - began) * 1000),
            },
        )
    return done


def after_batch(
    *, batch_id: int, source: str, profile: str, on: date, now: datetime | None = None
) -> list[str]:
    """Run the steps of a batch that was loaded, once: the loading command and the worker's handler both call this."""
    batch = Batch(id=batch_id, source=source, profile=profile, on=on, known_at=now or clock.now())
    return run_batch_steps(batch, once_key=f"imported:{batch_id}")
