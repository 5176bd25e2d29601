"""Nightly work of viewing."""

from typing import Final

from yinqiao.compliance.viewing import services
from yinqiao.platform import clock
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily

_HOUR: Final = 4


@queue.job("viewing.watch_looks", schedule=Daily(_HOUR), deadline_seconds=1800, max_attempts=3)
def watch_looks() -> None:
    """Work out the looks of every day that was not yet, and pass up the reviews that are late."""
    now = clock.now()
    services.watch_missing(now=now)
    actor = services.watcher()
    with scope_session(actor):
        services.escalate_reviews(actor=actor, now=now)


@queue.job("viewing.draw_reveals", schedule=Daily(_HOUR, 30), deadline_seconds=1800, max_attempts=3)
def draw_reveals() -> None:
    """Draw looks in clear of every day that was not drawn yet, and tell of the checks that are late."""
    now = clock.now()
    services.draw_missing(now=now)
    actor = services.watcher()
    with scope_session(actor):
        services.escalate_checks(actor=actor, now=now)
