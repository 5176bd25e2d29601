"""What changes if: hours of contact, of the bank and of provinces, and who is closed to marketing, with counts that are known."""

from datetime import datetime, time, timedelta

import pytest

from tests.trials.asking import TODAY, lines
from yinqiao.access.tests.factories import make_actor
from yinqiao.compliance.tests.factories import ContactSlot, make_slot
from yinqiao.customers.models import Address, Customer
from yinqiao.customers.tests.factories import make_customer, make_role, whole_bank
from yinqiao.lib.workdays import BusinessCalendar
from yinqiao.organization import queries as organization
from yinqiao.organization.models import Org
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.entries import DENIED, Entry, append
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.parameters import trials
from yinqiao.products.tests.factories import make_product

YESTERDAY = TODAY - timedelta(days=1)


def at(hour, minute=0, *, day=YESTERDAY):
    return datetime.combine(day, time(hour, minute), tzinfo=clock.BANK_ZONE)


def contact(customer, hour, minute=0, *, channel="CALL", purpose="MARKETING", product=None):
    slot = make_slot(customer, day=YESTERDAY, channel=channel, purpose=purpose)
    with whole_bank():
        ContactSlot.objects.filter(pk=slot.pk).update(
            reserved_at=at(hour, minute), product_id=product and product.pk
        )


def refused(customer, hour, *, channel="CALL", purpose="MARKETING", rule="G17", product_id=None):
    entry = Entry(
        verb="compliance.contact-refused",
        ref=ObjectRef("customers.customer", customer.pk),
        detail={"rule": rule, "purpose": purpose, "channel": channel, "product_id": product_id},
        result=DENIED,
    )
    append(system_actor(name="test"), [entry], now=at(hour))


def test_narrower_hours_would_have_closed_calls_and_wider_ones_would_open_those_refused(bank):
    for minute in (0, 59):
        contact(bank.own, 9, minute)
    contact(bank.own, 19, 30, purpose="SERVICE")
    contact(bank.foreign, 12)
    # Neither a message, nor a call about fraud, nor one that was not made.
    contact(bank.foreign, 9, channel="SMS")
    contact(bank.foreign, 9, purpose="FRAUD")
    make_slot(bank.foreign, day=YESTERDAY, channel="CALL", outcome="RELEASED")
    refused(bank.own, 20)
    refused(bank.own, 20, rule="G14")
    assert lines("compliance.call_window", "10:00-19:00") == [(0, 3), (0, 0)]
    assert lines("compliance.call_window", "09:00-21:00") == [(0, 0), (0, 1)]
    assert lines("compliance.message_window", "10:00-20:00") == [(0, 1), (0, 0)]


def test_calls_about_insurance_and_overdue_loans_have_hours_of_their_own(bank):
    policy = make_product("稳盈两全保险", product_class="INS")
    contact(bank.own, 20, 30, product=policy)
    refused(bank.own, 21, product_id=policy.pk)
    contact(bank.foreign, 8, 30, purpose="OVERDUE")
    assert lines("compliance.insurance_call_window", "09:00-20:00") == [(0, 1), (0, 0)]
    assert lines("compliance.insurance_call_window", "09:00-22:00") == [(0, 0), (0, 1)]
    assert lines("compliance.collection_window", "09:00-22:00") == [(0, 1), (0, 0)]
    assert lines("compliance.call_window", "10:00-12:00") == [(0, 0), (0, 0)]


def test_hours_of_a_province_bind_those_who_live_there_or_whose_unit_lies_there(bank):
    Org.objects.filter(pk=bank.orgs["hill"].pk).update(region="650100")
    Org.objects.filter(pk=bank.orgs["river"].pk).update(region="350100")
    with whole_bank():
        Address.objects.filter(customer=bank.own).update(region_code="650104")
        # The unit of the other lies in the same province.
        Address.objects.filter(customer=bank.foreign).update(region_code="")
    elsewhere = make_customer("江远", org=bank.orgs["river"])
    for customer in (bank.own, bank.foreign, elsewhere):
        contact(customer, 9, 30)
    value = "65:CALL=10:00-20:00, 35:MESSAGE=10:00-20:00"
    assert lines("compliance.province_windows", value) == [(0, 2), (0, 0), (0, 2)]
    assert lines("compliance.province_windows", "-") == [(0, 0), (0, 0)]


def test_holidays_duties_wishes_and_roles(bank, monkeypatch):
    calendar = BusinessCalendar(holidays=frozenset({YESTERDAY}))
    monkeypatch.setattr(organization, "calendar", lambda: calendar)
    make_slot(bank.own, day=YESTERDAY, channel="CALL")
    make_slot(bank.own, day=YESTERDAY, channel="SMS")
    make_slot(bank.own, day=YESTERDAY, channel="LETTER")
    make_slot(bank.own, day=YESTERDAY, channel="CALL", purpose="FRAUD")
    assert lines("compliance.holiday_channels", "CALL, SMS, LETTER") == [(1, 2)]

    make_slot(bank.own, day=TODAY, purpose="FRAUD")
    make_slot(bank.foreign, day=TODAY, purpose="SERVICE")
    assert lines("compliance.prior_purposes", "FRAUD, SERVICE") == [(1, 2)]

    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(attributes={"preferred_channel": "SMS"})
        Customer.objects.filter(pk=bank.foreign.pk).update(
            attributes={"preferred_channel": "WECOM"}
        )
    # Who likes text messages best is still left alone on the phone; nobody is once messages alone are bound.
    assert lines("compliance.preference_channels", "SMS") == [(2, 1)]

    make_role(bank.own, "STAFF")
    make_role(bank.foreign, "RELATED", valid_to=TODAY)
    assert lines("compliance.unsold_roles", "-") == [(1, 0)]


@pytest.mark.parametrize(
    "key", ["compliance.refusal_days", "compliance.province_holidays", "compliance.keep_years"]
)
def test_what_binds_the_future_alone_says_so(bank, key):
    assert key not in trials.trials
    assert trials.why_not(make_actor("system_admin"), key) not in {"", "暂无试算。"}
