"""A loss in the family, written down as a life event, stops marketing for a while; struck out as an error it does not (contract 6)."""

from datetime import date, timedelta

import pytest

from yinqiao.compliance import handlers
from yinqiao.compliance.choices import HoldKind
from yinqiao.compliance.models import ContactHold
from yinqiao.customers import services as customers
from yinqiao.customers.services import LifeEventDetails
from yinqiao.customers.tests.factories import NOW, Bank, act_as, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.events import bus
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.platform.parameters import queries as values

HANDLERS = {
    "customers.LifeEventRecorded": handlers.hold_after_loss,
    "customers.LifeEventStruckOut": handlers.lift_after_error,
}


@pytest.fixture
def bank(db):
    values.forget()
    return Bank()


def deliver():
    with whole_bank():
        for row in OutboxEvent.objects.filter(kind__in=HANDLERS).order_by("pk"):
            HANDLERS[row.kind](bus.from_plain(row.kind, row.payload), now=NOW)


def tell(bank, kind="BEREAVEMENT", on=date(2026, 11, 20)):
    return customers.add_life_event(
        actor=act_as(bank.rm),
        now=NOW,
        customer_id=bank.own.pk,
        details=LifeEventDetails(kind, on, "RELATIVE"),
    )


def standing():
    rows = ContactHold.objects.filter(lifted_at__isnull=True)
    return [(row.kind, clock.bank_date(row.ends_at)) for row in rows]


def test_a_loss_stops_marketing_for_ninety_days_from_its_day_once(bank):
    tell(bank)
    deliver()
    deliver()
    assert standing() == [(HoldKind.BEREAVEMENT, date(2026, 11, 20) + timedelta(days=90))]


def test_other_events_and_old_losses_stop_nothing(bank):
    tell(bank, "MARRIAGE")
    tell(bank, on=date(2026, 6, 1))
    deliver()
    assert standing() == []


def test_one_written_down_in_error_opens_marketing_again(bank):
    row = tell(bank)
    deliver()
    customers.end_life_event(
        actor=act_as(bank.rm),
        now=NOW,
        customer_id=bank.own.pk,
        event_id=row.pk,
        version=1,
        reason="记错了人",
        is_wrong=True,
    )
    with whole_bank():
        handlers.lift_after_error(
            bus.from_plain(
                "customers.LifeEventStruckOut",
                OutboxEvent.objects.get(kind="customers.LifeEventStruckOut").payload,
            ),
            now=NOW,
        )
    assert standing() == []
    assert ContactHold.objects.get().lift_reason == "记录的丧亲有误。"
