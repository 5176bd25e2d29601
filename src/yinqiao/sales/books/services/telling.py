"""Tell the customers who looks after them now: through the gate, by text message, each once; a switch of the bank turns it off."""

from datetime import datetime
from typing import Final

from django.db import transaction

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.interactions import services as interactions
from yinqiao.interactions.choices import Channel
from yinqiao.interactions.services import Order
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import DomainError
from yinqiao.platform.i18n import times
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.books import parameters as keys
from yinqiao.sales.books.choices import Told
from yinqiao.sales.books.models import Line
from yinqiao.sales.books.services.pooling import books_actor

BATCH: Final = 100
FIRST_HOUR: Final = 9
LAST_HOUR: Final = 18


def tell_customers(*, now: datetime) -> int:
    """Tell those who moved and were not told, in the hours of the day; return how many were. Again, nobody is told twice."""
    today = clock.bank_date(now)
    is_on = parameters.text(keys.NOTIFY, on=today) == "on"
    hour = now.astimezone(clock.BANK_ZONE).hour
    if not is_on or not FIRST_HOUR <= hour < LAST_HOUR:
        return 0
    actor, told, done = books_actor(), 0, BATCH
    while done == BATCH:
        with scope_session(actor):
            done, some = _tell(actor=actor, now=now)
        told += some
    return told


@use_case("books.customers-told", permission=None)
def _tell(unit: Unit, *, actor: Actor, now: datetime) -> tuple[int, int]:
    lines = list(
        Line.objects.select_for_update(skip_locked=True)
        .filter(told=Told.TO_TELL)
        .order_by("pk")[:BATCH]
    )
    names = organization.staff_names({line.taker_id for line in lines})
    words = parameters.text(keys.TEXT, on=clock.bank_date(now))
    for line in lines:
        day = times.day(line.moved_on) if line.moved_on else ""
        text = words.replace("{day}", day).replace("{manager}", names.get(line.taker_id, ""))
        order = Order(
            channel=Channel.SMS,
            key=f"handover-{line.pk}",
            purpose=ContactPurpose.SERVICE,
            text=text,
        )
        try:
            with transaction.atomic():
                interactions.reach_out(
                    actor=actor, now=now, customer_id=line.customer_id, order=order
                )
        except DomainError as error:
            line.told, line.note = Told.WITHHELD, error.message[:200]
        else:
            line.told = Told.SENT
    Line.objects.bulk_update(lines, ["told", "note"])
    sent = sum(line.told == Told.SENT for line in lines)
    unit.audit(None, detail={"sent": sent, "lines": [line.pk for line in lines]})
    return len(lines), sent
