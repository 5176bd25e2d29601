"""Periodic work on opportunities."""

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily
from yinqiao.sales import rules, services


@queue.job("sales.escalate_opportunities", schedule=Daily(hour=rules.SWEEP_HOUR))
def escalate_opportunities() -> None:
    """Pass up to the supervisors what was left untouched, before their day begins."""
    services.escalate(now=clock.now())


@queue.job("sales.expire_opportunities", schedule=Daily(hour=5))
def expire_opportunities() -> None:
    """End what nobody took up until long after its deadline."""
    services.expire(now=clock.now())
