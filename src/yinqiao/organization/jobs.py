"""Periodic work of the organization: mergers of units whose day has come."""

from yinqiao.organization import services
from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Every


@queue.job(services.MERGER_JOB, schedule=Every(minutes=10), deadline_seconds=1800)
def carry_out_mergers() -> None:
    """Carry them out in steps; begun anew it goes on where it was."""
    services.carry_out_mergers(now=clock.now())
