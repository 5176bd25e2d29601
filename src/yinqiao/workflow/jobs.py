"""Periodic work of approvals."""

from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Every
from yinqiao.workflow import services


@queue.job("workflow.expire_approvals", schedule=Every(minutes=10))
def expire_approvals() -> None:
    """Close approvals whose time is over."""
    services.expire_due(actor=system_actor(name="approvals"), now=clock.now())
