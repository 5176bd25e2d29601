"""Background work of privacy: runs of retention one after the other, and what persons asked to be erased."""

from yinqiao.compliance.privacy import services
from yinqiao.compliance.privacy.services import (
    COUNT_JOB,
    ERASE_JOB,
    OUTSIDE_JOB,
    REQUEST_JOB,
    TRY_JOB,
)
from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily, Monthly


@queue.job(COUNT_JOB, deadline_seconds=3600)
def count_retention(*, run_id: int) -> None:
    """Count what is over its time."""
    services.count(now=clock.now(), run_id=run_id)


@queue.job("privacy.propose_retention", schedule=Monthly(day=2, hour=3))
def propose_retention() -> None:
    """Begin the count of the month."""
    services.propose_monthly(now=clock.now())


@queue.job(TRY_JOB, deadline_seconds=7200)
def try_retention(*, run_id: int) -> None:
    """Erase and take back, page by page."""
    services.attempt(now=clock.now(), run_id=run_id)


@queue.job(ERASE_JOB, deadline_seconds=7200)
def erase_retention(*, run_id: int) -> None:
    """Erase what two people agreed to; begun anew it goes on where it was."""
    services.erase(now=clock.now(), run_id=run_id)


@queue.job(REQUEST_JOB, deadline_seconds=300)
def erase_on_request(*, request_id: int) -> None:
    """Erase what a person may ask to be erased, once."""
    services.erase_request(now=clock.now(), request_id=request_id)


@queue.job(OUTSIDE_JOB, deadline_seconds=7200, schedule=Daily(hour=4, minute=20))
def erase_outside() -> None:
    """Take what was erased out of the lake and off the disk: a run does so itself, this is for requests and for what a killed worker left."""
    services.clear_outside(now=clock.now())
