"""What sales does when the triggers have been evaluated, and when somebody logged a contact about an opportunity."""

from datetime import datetime

from yinqiao.interactions.events import FollowUpLogged
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events.bus import subscribe
from yinqiao.sales import services
from yinqiao.sales.events import FiringsTaken
from yinqiao.sales.triggers import TriggersEvaluated


@subscribe(TriggersEvaluated, name="sales.take-firings")
def take_firings(event: TriggersEvaluated, *, now: datetime) -> None:
    """Open, renew and end opportunities, once for each run."""
    services.take_firings(run_id=event.run_id, data_on=event.data_on, now=now)


@subscribe(FiringsTaken, name="sales.suppress")
def suppress(event: FiringsTaken, *, now: datetime) -> None:  # noqa: ARG001 - all open ones are looked at
    """Put away what may not be acted on, and bring back what may again."""
    services.suppress(now=now)


@subscribe(FollowUpLogged, name="sales.take-follow-up")
def take_follow_up(event: FollowUpLogged, *, now: datetime) -> None:
    """A contact about an opportunity moves it on, wherever it was logged; one that was logged here has done so already."""
    if event.about_type == services.OPPORTUNITY_TYPE:
        services.take_follow_up(actor=system_actor(name="follow-ups"), now=now, logged=event)
