"""What compliance does when the customer room tells of a loss: no marketing for a while."""

from datetime import datetime

from yinqiao.compliance import services
from yinqiao.compliance.policies import LIFT_HOLD, PLACE_HOLD
from yinqiao.customers.choices import LifeEventKind
from yinqiao.customers.events import LifeEventRecorded, LifeEventStruckOut
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events.bus import subscribe

_SYSTEM = "bereavement"


@subscribe(LifeEventRecorded, name="compliance.bereavement-told")
def hold_after_loss(event: LifeEventRecorded, *, now: datetime) -> None:
    """Marketing stops from now until so many days after the loss."""
    if event.kind == LifeEventKind.BEREAVEMENT:
        services.hold_after_loss(
            actor=system_actor(name=_SYSTEM, permissions=frozenset({PLACE_HOLD})),
            now=now,
            customer_id=event.customer_id,
            event_id=event.event_id,
            happened_on=event.happened_on,
        )


@subscribe(LifeEventStruckOut, name="compliance.bereavement-struck-out")
def lift_after_error(event: LifeEventStruckOut, *, now: datetime) -> None:
    """What was written down in error stops nothing."""
    if event.kind == LifeEventKind.BEREAVEMENT:
        services.lift_after_error(
            actor=system_actor(name=_SYSTEM, permissions=frozenset({LIFT_HOLD})),
            now=now,
            event_id=event.event_id,
        )
