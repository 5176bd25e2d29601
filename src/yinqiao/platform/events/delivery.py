"""The job that delivers one event to one handler: exactly one effect, however often it runs."""

import logging

from django.db import transaction

from yinqiao.platform import clock
from yinqiao.platform.actor import CustomerScope
from yinqiao.platform.db.scope import set_scope
from yinqiao.platform.events import bus
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.platform.jobs import queue

logger = logging.getLogger(__name__)


@queue.job("events.deliver", queue="events")
def deliver(*, event_id: int, handler: str) -> None:
    """Run `handler` for the event in one transaction together with the mark that it ran."""
    subscription = bus.subscription(handler)
    if subscription is None:
        logger.warning("event handler is gone", extra={"handler": handler, "event_id": event_id})
        return
    with transaction.atomic():
        if not queue.once(f"event:{handler}:{event_id}"):
            return
        set_scope(CustomerScope(is_all=True))
        row = OutboxEvent.objects.get(pk=event_id)
        subscription.handle(bus.from_plain(row.kind, row.payload), now=clock.now())
