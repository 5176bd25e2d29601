"""Work on orders by the clock."""

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.sales.deals import services

SETTLE = "deals.settle_answers"


@queue.job(SETTLE, deadline_seconds=600)
def settle_answers() -> None:
    """Let the orders follow what a file told of them."""
    services.settle_answers(now=clock.now())
