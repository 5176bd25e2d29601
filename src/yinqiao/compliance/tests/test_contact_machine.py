"""P39 as a machine: however contacts, outcomes, holds and days follow each other, the gate opens exactly when the rule book says."""

from datetime import datetime, time, timedelta

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from yinqiao.compliance import services
from yinqiao.compliance.models import ContactSlot
from yinqiao.compliance.services import ContactRefused, HoldOrder
from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers.tests.factories import NOW, act_as, make_customer
from yinqiao.platform import clock

CAPS = ((1, 1), (7, 2), (30, 4))
SILENCE = 180
CHANNELS = st.sampled_from(["SMS", "CALL", "WECOM"])
CUSTOMERS = st.sampled_from([0, 1])


class ContactMachine(RuleBasedStateMachine):
    """Two customers who agreed to marketing, one manager, a clock. `slots` and `holds` are the rule book's own ledger."""

    bank = None
    customers = ()
    made = 0
    refused = 0

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = NOW
        self.slots = {}
        self.holds = []

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @property
    def today(self):
        return clock.bank_date(self.now)

    def may(self, who, channel):
        """The rule book, written a second time as plainly as it can be."""
        local = self.now.astimezone(clock.BANK_ZONE)
        kept = [one for one in self.slots.values() if one["who"] == who and one["is_counted"]]

        def count(days, only=None):
            return sum(
                (self.today - one["day"]).days < days and only in {None, one["channel"]}
                for one in kept
            )

        return (
            not any(hold["who"] == who and self.now < hold["until"] for hold in self.holds)
            and all(count(days) < most for days, most in CAPS)
            and (channel != "CALL" or count(7, "CALL") < 1)
            and 9 <= local.hour < 20
        )

    @rule(who=CUSTOMERS, channel=CHANNELS)
    def contact(self, who, channel):
        key = f"k{len(self.slots)}"
        may = self.may(who, channel)
        try:
            with transaction.atomic():
                services.reserve_contact(
                    actor=act_as(self.bank.rm),
                    now=self.now,
                    customer_id=self.customers[who].pk,
                    purpose="MARKETING",
                    channel=channel,
                    key=key,
                )
        except ContactRefused:
            assert not may
            type(self).refused += 1
        else:
            assert may
            type(self).made += 1
            self.slots[key] = {
                "who": who,
                "channel": channel,
                "day": self.today,
                "is_counted": True,
                "is_open": True,
            }

    @precondition(lambda self: any(one["is_open"] for one in self.slots.values()))
    @rule(data=st.data(), outcome=st.sampled_from(["DONE", "DONE", "DONE", "RELEASED", "REFUSED"]))
    def close(self, data, outcome):
        key = data.draw(st.sampled_from([key for key, one in self.slots.items() if one["is_open"]]))
        services.close_contact(actor=act_as(self.bank.rm), now=self.now, key=key, outcome=outcome)
        slot = self.slots[key]
        slot["is_open"], slot["is_counted"] = False, outcome != "RELEASED"
        if outcome == "REFUSED":
            ends_on = self.today + timedelta(days=SILENCE)
            until = datetime.combine(ends_on, time.min, tzinfo=clock.BANK_ZONE)
            self.holds.append({"who": slot["who"], "until": until})

    @rule(who=CUSTOMERS, hours=st.integers(1, 24 * 20))
    def complain(self, who, hours):
        until = self.now + timedelta(hours=hours)
        services.place_hold(
            actor=act_as(self.bank.rm),
            now=self.now,
            customer_id=self.customers[who].pk,
            order=HoldOrder(
                "COMPLAINT_OPEN",
                source="service",
                source_key=f"T{len(self.holds)}",
                reason="投诉处理中",
                ends_at=until,
            ),
        )
        self.holds.append({"who": who, "until": until})

    @rule(hours=st.one_of(st.integers(1, 12), st.sampled_from([24, 48, 72, 144, 168, 240])))
    def wait(self, hours):
        # The calendar of the year after is not known yet.
        if (self.now + timedelta(hours=hours)).year == NOW.year:
            self.now += timedelta(hours=hours)

    @invariant()
    def no_cap_is_exceeded(self):
        act_as(self.bank.rm)
        counted = ContactSlot.objects.exclude(outcome="RELEASED")
        for customer in self.customers:
            days = sorted(counted.filter(customer=customer).values_list("day", flat=True))
            for length, most in CAPS:
                for first in days:
                    within = [day for day in days if 0 <= (day - first).days < length]
                    assert len(within) <= most


def test_the_gate_opens_exactly_when_the_rule_book_says(bank):
    other = make_customer("王静", org=bank.orgs["river"], rm=bank.rm.staff_id)
    for customer in (bank.own, other):
        make_consent(customer, channel="ANY")
    ContactMachine.bank, ContactMachine.customers = bank, (bank.own, other)
    run_state_machine_as_test(
        ContactMachine,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert ContactMachine.made > 10, "the walk never came through the gate"
    assert ContactMachine.refused > 10, "the walk was never refused"
