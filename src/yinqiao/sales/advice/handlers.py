"""Once what the triggers found is taken, the choice is made anew: the facts are those of the same night."""

from datetime import datetime

from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.jobs import queue
from yinqiao.sales.advice import jobs
from yinqiao.sales.events import FiringsTaken


@subscribe(FiringsTaken, name="advice.advise")
def advise(event: FiringsTaken, *, now: datetime) -> None:  # noqa: ARG001 - the job has a now of its own
    """By a job: in many transactions."""
    queue.defer(jobs.ADVISE)
