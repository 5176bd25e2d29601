"""Which worker processes live: written every few seconds, read by /readyz and by a worker that starts."""

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

from yinqiao.platform.jobs import sweep
from yinqiao.platform.jobs.models import WorkerHeartbeat

ALIVE_SECONDS = 20


def beat(*, worker_ids: list[int], started_at: datetime, now: datetime) -> None:
    """Say that this process lives."""
    WorkerHeartbeat.objects.update_or_create(
        host=socket.gethostname(),
        pid=os.getpid(),
        defaults={
            "mark": _mark(os.getpid()),
            "started_at": started_at,
            "seen_at": now,
            "worker_ids": worker_ids,
        },
    )


def stop() -> None:
    """Take this process from the list."""
    WorkerHeartbeat.objects.filter(host=socket.gethostname(), pid=os.getpid()).delete()


def bury_dead_neighbours() -> None:
    """Find workers of this machine whose process is gone, and free their jobs without waiting for silence."""
    for row in WorkerHeartbeat.objects.filter(host=socket.gethostname()):
        if row.pid == os.getpid() or _mark(row.pid) != row.mark:
            sweep.forget_workers(row.worker_ids)
            row.delete()


def last_seen() -> datetime | None:
    """Return when any worker was last seen, or None."""
    latest = WorkerHeartbeat.objects.order_by("seen_at").last()
    return latest.seen_at if latest is not None else None


def is_alive(*, now: datetime) -> bool:
    """Tell whether a worker was seen within ALIVE_SECONDS before `now`."""
    seen = last_seen()
    return seen is not None and now - seen < timedelta(seconds=ALIVE_SECONDS)


def _mark(pid: int) -> str:
    """Return when process `pid` began (ticks since boot), "" when it is gone or a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]
