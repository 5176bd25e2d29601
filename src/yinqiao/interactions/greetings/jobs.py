"""When the bank greets."""

from yinqiao.interactions.greetings import services
from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily


@queue.job("interactions.greet", schedule=Daily(hour=9, minute=30), deadline_seconds=3600)
def greet() -> None:
    """Greet whom the day asks for."""
    services.greet(now=clock.now())


@queue.job("interactions.greet_again", schedule=Daily(hour=15), deadline_seconds=3600)
def greet_again() -> None:
    """Try again what could not be sent in the morning, and send what is left."""
    services.greet(now=clock.now())
