"""Work on books by the clock."""

from typing import Final

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Every
from yinqiao.sales.books import services

EFFECT: Final = "books.take_effect"
LEAVERS: Final = "books.release_leavers"
RELEASE: Final = "books.release_book"
TELL: Final = "books.tell_customers"


@queue.job(EFFECT, schedule=Every(minutes=5), deadline_seconds=900)
def take_effect() -> None:
    """Let what was approved take effect: the slot at midnight does it, the others catch up with what was down."""
    services.take_effect(now=clock.now())


@queue.job(LEAVERS, schedule=Every(hours=1), deadline_seconds=1800)
def release_leavers() -> None:
    """Look for managers who are gone and still have customers."""
    services.release_leavers(now=clock.now())


@queue.job(RELEASE, deadline_seconds=1800)
def release_book(*, staff_id: int) -> None:
    """Put the customers of somebody who left into the pool."""
    services.release_book(now=clock.now(), staff_id=staff_id)


@queue.job(TELL, schedule=Every(minutes=30), deadline_seconds=1800)
def tell_customers() -> None:
    """Tell customers of their new managers."""
    services.tell_customers(now=clock.now())
