"""Put events into the outbox and hand each to its handlers by a job enqueued in the same transaction."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from yinqiao.platform.events import bus
from yinqiao.platform.jobs import queue

# Plain SQL: the write path is imported before Django's models are ready.
_INSERT = """
insert into events_outbox (kind, payload, occurred_at, request_id)
select kind, payload, %s, %s
from unnest(%s::text[], %s::jsonb[]) with ordinality event (kind, payload, place) order by place
returning id, kind
"""


def put(events: Sequence[bus.Event], *, now: datetime, request_id: str = "") -> list[int]:
    """Store `events` with one query and enqueue their deliveries; part of the caller's transaction. Return the event ids."""
    kinds = [bus.kind_of(published) for published in events]
    payloads = [json.dumps(bus.to_plain(published), ensure_ascii=False) for published in events]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, (now, request_id, kinds, payloads))
        stored = cursor.fetchall()
    for event_id, kind in stored:
        for subscription in bus.subscriptions_of(kind):
            queue.defer("events.deliver", event_id=event_id, handler=subscription.name)
    return [event_id for event_id, _kind in stored]
