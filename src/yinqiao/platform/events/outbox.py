"""Put events into the outbox and hand each to its handlers by a job enqueued in the same transaction."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from yinqiao.platform.events import bus
from yinqiao.platform.jobs import queue

# Plain SQL: the write path is imported before Django's models are ready.
_INSERT = "insert into events_outbox (kind, payload, occurred_at, request_id) values (%s, %s, %s, %s) returning id"


def put(events: Sequence[bus.Event], *, now: datetime, request_id: str = "") -> list[int]:
    """Store `events` and enqueue their deliveries; part of the caller's transaction. Return the event ids."""
    ids = []
    for published in events:
        kind = bus.kind_of(published)
        with connection.cursor() as cursor:
            cursor.execute(
                _INSERT,
                (kind, json.dumps(bus.to_plain(published), ensure_ascii=False), now, request_id),
            )
            event_id = int(cursor.fetchone()[0])
        ids.append(event_id)
        for subscription in bus.subscriptions_of(kind):
            queue.defer("events.deliver", event_id=event_id, handler=subscription.name)
    return ids
