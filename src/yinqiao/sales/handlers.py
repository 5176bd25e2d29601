"""What sales does when the triggers have been evaluated."""

from datetime import datetime

from yinqiao.platform.events.bus import subscribe
from yinqiao.sales import services
from yinqiao.sales.triggers import TriggersEvaluated


@subscribe(TriggersEvaluated, name="sales.take-firings")
def take_firings(event: TriggersEvaluated, *, now: datetime) -> None:
    """Open, renew and end opportunities, once for each run."""
    services.take_firings(run_id=event.run_id, data_on=event.data_on, now=now)
