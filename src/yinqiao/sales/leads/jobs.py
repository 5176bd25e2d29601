"""Work on leads by the clock."""

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily, Every
from yinqiao.sales.leads import services

ASSIGN = "leads.assign_pool"
ASSIGN_ONE = "leads.assign_pool_of"
LOOK = "leads.look_at_list"


@queue.job(ASSIGN, schedule=Every(minutes=10), deadline_seconds=600)
def assign_pool() -> None:
    """Give out what lies in the pools."""
    services.assign_pool(now=clock.now())


@queue.job(ASSIGN_ONE, deadline_seconds=300)
def assign_one(*, org_id: int) -> None:
    """Give out what lies in the pool of one unit."""
    services.assign_pool(now=clock.now(), org_id=org_id)


@queue.job(LOOK, deadline_seconds=1800)
def look_at_list() -> None:
    """Look at what a list brought, then give it out."""
    if services.look_at_list(now=clock.now()):
        queue.defer(ASSIGN)


@queue.job("leads.return_leads", schedule=Daily(hour=6), deadline_seconds=600)
def return_leads() -> None:
    """Take back what is late, and give it out again."""
    if services.return_leads(now=clock.now()):
        queue.defer(ASSIGN)


@queue.job("leads.forget_leads", schedule=Daily(hour=4), deadline_seconds=600)
def forget_leads() -> None:
    """Erase who it was from what came to nothing long ago."""
    services.forget_leads(now=clock.now())
