"""What sales does when the triggers have been evaluated, a consent changed, and when somebody logged a contact about an opportunity."""

from datetime import datetime

from yinqiao.compliance.choices import Purpose
from yinqiao.compliance.events import ConsentGranted, ConsentWithdrawn
from yinqiao.interactions.events import FollowUpLogged
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.jobs import queue
from yinqiao.sales import jobs, services
from yinqiao.sales.events import FiringsTaken
from yinqiao.sales.triggers import TriggersEvaluated


@subscribe(TriggersEvaluated, name="sales.take-firings")
def take_firings(event: TriggersEvaluated, *, now: datetime) -> None:  # noqa: ARG001 - the job has a now of its own
    """Have opportunities opened, renewed and ended by a job: in many transactions, which this one would hold together."""
    queue.defer(jobs.TAKE, run_id=event.run_id, data_on=event.data_on.isoformat())


@subscribe(FiringsTaken, name="sales.suppress")
def suppress(event: FiringsTaken, *, now: datetime) -> None:  # noqa: ARG001 - all open ones are looked at
    """Have put away what may not be acted on, and brought back what may again; in many transactions too."""
    queue.defer(jobs.SUPPRESS)


@subscribe(ConsentWithdrawn, name="sales.suppress-withdrawn")
def suppress_withdrawn(event: ConsentWithdrawn, *, now: datetime) -> None:  # noqa: ARG001 - asked at its own time
    """Whoever takes a consent back, or refuses automated decisions, is out of the lists at once and not with the next batch."""
    _look_again(event.customer_id, event.purpose)


@subscribe(ConsentGranted, name="sales.suppress-granted")
def suppress_granted(event: ConsentGranted, *, now: datetime) -> None:  # noqa: ARG001 - asked at its own time
    """What waited for the consent comes back."""
    _look_again(event.customer_id, event.purpose)


def _look_again(customer_id: int, purpose: str) -> None:
    if purpose in {Purpose.MARKETING, Purpose.PROFILING}:
        queue.defer(jobs.SUPPRESS_OF, customer_id=customer_id)


@subscribe(FiringsTaken, name="sales.count-results")
def count_results(event: FiringsTaken, *, now: datetime) -> None:  # noqa: ARG001 - all rules are counted
    """Have the results of each rule counted: by a job, for it reads half a year."""
    queue.defer(jobs.COUNT)


@subscribe(FollowUpLogged, name="sales.take-follow-up")
def take_follow_up(event: FollowUpLogged, *, now: datetime) -> None:
    """A contact about an opportunity moves it on, wherever it was logged; one that was logged here has done so already."""
    if event.about_type == services.OPPORTUNITY_TYPE:
        services.take_follow_up(actor=system_actor(name="follow-ups"), now=now, logged=event)
