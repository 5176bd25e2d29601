"""Periodic work of the audit trail: seal what is waiting, keep partitions ahead."""

from datetime import timedelta

from yinqiao.platform import clock
from yinqiao.platform.audit import alarm, sealing
from yinqiao.platform.db.partitions import ensure_months
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily, Every

# P23 wants the seal at most 5 s behind; the worker looks at schedules every two seconds, which comes on top.
SEAL_EVERY = Every(seconds=2)


@queue.job("audit.seal", queue="audit", schedule=SEAL_EVERY)
def seal() -> None:
    """Seal the rows that are waiting."""
    while sealing.seal_pending(now=clock.now()):
        pass


@queue.job("audit.watch", queue="audit", schedule=Every(seconds=15))
def watch() -> None:
    """Give the alarm when sealing is late."""
    alarm.watch()


@queue.job("audit.partitions", queue="audit", schedule=Daily(hour=1))
def partitions() -> None:
    """Make the partitions of the next three months."""
    today = clock.bank_date(clock.now())
    ensure_months("audit_entry", today, today + timedelta(days=100))
