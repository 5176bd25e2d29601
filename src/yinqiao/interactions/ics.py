"""One's own open tasks as an iCalendar file (RFC 5545). It leaves the bank's pages, so customers stand in it masked, whoever asks."""

from datetime import datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from yinqiao.customers import queries as customers
from yinqiao.interactions import queries
from yinqiao.interactions.queries import Todo
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.parameters import queries as parameters

LENGTH: Final = timedelta(minutes=30)
MOST: Final = 500


def calendar_file(*, actor: Actor, now: datetime) -> bytes:
    """Return the file: an event for each open task of the actor, all day or of half an hour; the look is in the trail."""
    today = clock.bank_date(now)
    rows = queries.my_todos(actor=actor, today=today, limit=MOST)
    names = customers.masked_names(actor=actor, customer_ids={row.customer_id for row in rows})
    found = Calendar()
    found.add("prodid", "-//Yinqiao//Tasks//ZH")
    found.add("version", "2.0")
    found.add("x-wr-calname", parameters.text("brand.short_name", on=today))
    for row in rows:
        found.add_component(_event(row, names.get(row.customer_id, ""), now))
    record_read(actor=actor, verb="interactions.calendar-sent", detail={"tasks": len(rows)})
    return bytes(found.to_ical())


def _event(row: Todo, name: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"task-{row.id}@yinqiao")
    event.add("dtstamp", now)
    event.add("summary", f"{row.kind_label} {name}".strip())
    if row.due_on is not None and row.due_time is not None:
        start = datetime.combine(row.due_on, row.due_time, tzinfo=clock.BANK_ZONE)
        event.add("dtstart", start)
        event.add("dtend", start + LENGTH)
    elif row.due_on is not None:
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
