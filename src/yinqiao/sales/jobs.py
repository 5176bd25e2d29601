"""Work on opportunities: after each run of the triggers, and by the clock."""

from datetime import date

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily
from yinqiao.sales import rules, services

TAKE = "sales.take_firings"
COUNT = "sales.count_results"
SUPPRESS = "sales.suppress_opportunities"
SUPPRESS_OF = "sales.suppress_of_customer"


@queue.job(TAKE, deadline_seconds=1800)
def take_firings(*, run_id: int, data_on: str) -> None:
    """Open, renew and end opportunities, once for each run; begun anew it goes on where it was."""
    services.take_firings(run_id=run_id, data_on=date.fromisoformat(data_on), now=clock.now())


@queue.job(SUPPRESS, deadline_seconds=1800)
def suppress_opportunities() -> None:
    """Put away what may not be acted on, and bring back what may again."""
    services.suppress(now=clock.now())


@queue.job(SUPPRESS_OF)
def suppress_of_customer(*, customer_id: int) -> None:
    """The same for one customer who gave or took back a consent."""
    services.suppress(now=clock.now(), customer_id=customer_id)


@queue.job(COUNT, schedule=Daily(hour=6), deadline_seconds=600)
def count_results() -> None:
    """Count what the opportunities of each rule came to, before the day begins."""
    services.count_results(now=clock.now())


@queue.job("sales.escalate_opportunities", schedule=Daily(hour=rules.SWEEP_HOUR))
def escalate_opportunities() -> None:
    """Pass up to the supervisors what was left untouched, before their day begins."""
    services.escalate(now=clock.now())


@queue.job("sales.expire_opportunities", schedule=Daily(hour=5))
def expire_opportunities() -> None:
    """End what nobody took up until long after its deadline."""
    services.expire(now=clock.now())
