"""Background work of due diligence: each night the records of owners, then the clocks."""

from typing import Final

from yinqiao.compliance.diligence import services
from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily

_CLOCKS_AT: Final = 6
_OWNERS_AT: Final = 3


@queue.job(
    "diligence.run_clocks", schedule=Daily(_CLOCKS_AT), deadline_seconds=1800, max_attempts=3
)
def run_clocks() -> None:
    """Open files of new customers and remind of what runs out; what was missed is caught up."""
    services.run_clocks(now=clock.now())
    services.call_gradings(now=clock.now())


@queue.job(services.CALLS_JOB, deadline_seconds=1800, max_attempts=3)
def call_gradings() -> None:
    """Let compliance grade again whom a source grades otherwise, or who was found on a list."""
    services.call_gradings(now=clock.now())


@queue.job(
    "diligence.compare_owners", schedule=Daily(_OWNERS_AT), deadline_seconds=3600, max_attempts=2
)
def compare_owners() -> None:
    """Hold what is worked out, what is on the register and what the source tells against each other."""
    services.compare_all(now=clock.now())
