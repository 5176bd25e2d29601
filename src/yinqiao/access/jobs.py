"""Nightly work of access."""

from typing import Final

from yinqiao.access import policies, services
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily

_HOUR: Final = 3


@queue.job("access.close_recertifications", schedule=Daily(_HOUR), max_attempts=3)
def close_recertifications() -> None:
    """Close the recertifications whose time is over."""
    actor = system_actor(name="recertification", permissions=frozenset({policies.MANAGE_ROLES}))
    services.close_due(actor=actor, now=clock.now())
