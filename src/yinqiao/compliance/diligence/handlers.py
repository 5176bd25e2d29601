"""When a customer becomes another in what her risk is made of, she is graded again before the time (upgrade trigger)."""

from datetime import datetime
from typing import Final

from yinqiao.compliance.diligence import services
from yinqiao.customers.events import CustomerChanged
from yinqiao.platform.events.bus import subscribe

_RISKY: Final = frozenset({"nationality", "occupation", "name"})


@subscribe(CustomerChanged, name="diligence.customer-changed")
def grade_again(event: CustomerChanged, *, now: datetime) -> None:
    """A complete file waits for compliance again; one under way is looked at as it is."""
    if _RISKY.intersection(event.fields):
        services.grade_after_change(now=now, customer_id=event.customer_id)
