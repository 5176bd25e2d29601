"""Work on lists by the clock and in the background."""

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily
from yinqiao.sales.campaign_lists import services


@queue.job(services.CHECK, deadline_seconds=900)
def check_list(*, list_id: int) -> None:
    """Ask the gate about the names of a list."""
    services.check_list(now=clock.now(), list_id=list_id)


@queue.job(services.SEND, deadline_seconds=900)
def send_list(*, list_id: int) -> None:
    """Send a list down that somebody agreed to."""
    services.send_list(now=clock.now(), list_id=list_id)


@queue.job("campaign_lists.end_lists", schedule=Daily(hour=1), deadline_seconds=900)
def end_lists() -> None:
    """End the lists whose deadline has passed."""
    services.end_lists(now=clock.now())
