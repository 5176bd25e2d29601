"""The nightly choice after the facts, learning once a week, and counting what came of it."""

from typing import Final

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily
from yinqiao.sales.advice import services

ADVISE: Final = "advice.advise"
_SUNDAY: Final = 6


@queue.job(ADVISE, deadline_seconds=3600)
def advise() -> None:
    """Choose for everybody; on Sundays learn first."""
    now = clock.now()
    if clock.bank_date(now).weekday() == _SUNDAY:
        services.learn(now=now)
    services.advise(now=now)


@queue.job("advice.measure", schedule=Daily(hour=5), deadline_seconds=3600)
def measure() -> None:
    """Count who bought, of those shown and those held out."""
    services.measure(now=clock.now())
