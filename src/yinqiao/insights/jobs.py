"""Periodic work of insights."""

from yinqiao.insights.services.announcing import announce_runs
from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Every


@queue.job("insights.announce_runs", schedule=Every(minutes=5))
def announce() -> None:
    """Tell of the trigger runs whose process ended before it could."""
    announce_runs(now=clock.now())
