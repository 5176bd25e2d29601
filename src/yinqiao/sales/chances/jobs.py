"""Learning by the clock."""

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily
from yinqiao.sales.chances import services


@queue.job("chances.learn", schedule=Daily(hour=3), deadline_seconds=3600)
def learn_chances() -> None:
    """Learn from what was decided, and tell the chances of the open ones, before the day begins."""
    services.learn_chances(now=clock.now())
