"""P14 as a machine: whatever people ask, decide and wait, a number is seen only by the one who asked, after another agreed, for 24 h."""

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle as Values
from hypothesis.stateful import (
    RuleBasedStateMachine,
    consumes,
    multiple,
    rule,
    run_state_machine_as_test,
)

from yinqiao.customers import services
from yinqiao.customers.models import Identification
from yinqiao.customers.tests.factories import NOW, act_as, make_identification
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError
from yinqiao.workflow import services as workflow

LASTS = timedelta(hours=24)
# Drawn more often where something follows from it.
PEOPLE = st.sampled_from(["rm", "rm", "rm", "head", "head", "compliance", "steward"])
DECIDERS = st.sampled_from(["head", "head", "rm", "compliance", "steward"])
NUMBERS = st.sampled_from([0, 1])


class RevealMachine(RuleBasedStateMachine):
    """Two numbers of one customer, four people, a clock. `granted` is what the rule book says."""

    bank = None
    looks = 0
    requests = Values("requests")

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = NOW
        self.granted = {}
        act_as(self.bank.rm)
        self.numbers = list(Identification.objects.filter(customer=self.bank.own).order_by("pk"))

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def person(self, name):
        actor = getattr(self.bank, name)
        act_as(actor)
        return actor

    @rule(target=requests, who=PEOPLE, number=NUMBERS)
    def ask(self, who, number):
        row = self.numbers[number]
        try:
            with transaction.atomic():
                approval_id = services.request_reveal(
                    actor=self.person(who),
                    now=self.now,
                    customer_id=self.bank.own.pk,
                    ref=ObjectRef("customers.identification", row.pk),
                    label="身份证",
                    reason="核对开户证件",
                )
        except DomainError:
            assert who == "steward", "works on data, and opens no customer"
            return multiple()
        return approval_id, who, number

    @rule(request=consumes(requests), who=DECIDERS, is_granted=st.sampled_from([True, True, False]))
    def decide(self, request, who, is_granted):
        approval_id, maker, number = request
        actor = self.person(who)
        try:
            with transaction.atomic():
                if is_granted:
                    workflow.approve(actor=actor, now=self.now, approval_id=approval_id, version=1)
                else:
                    workflow.reject(
                        actor=actor, now=self.now, approval_id=approval_id, version=1, note="不必"
                    )
        except DomainError:
            return
        assert who != maker, "nobody decides for herself"
        assert who in {"head", "compliance"}
        if is_granted:
            self.granted[maker, number] = self.now

    @rule(minutes=st.integers(1, 30 * 60))
    def wait(self, minutes):
        self.now += timedelta(minutes=minutes, seconds=1)

    @rule(who=PEOPLE, number=NUMBERS)
    def look(self, who, number):
        since = self.granted.get((who, number))
        may = since is not None and self.now - since < LASTS
        try:
            with transaction.atomic():
                services.reveal_identification(
                    actor=self.person(who),
                    now=self.now,
                    customer_id=self.bank.own.pk,
                    identification_id=self.numbers[number].pk,
                )
        except DomainError:
            assert not may
        else:
            assert may
            RevealMachine.looks += 1


def test_a_number_is_seen_only_as_another_person_agreed(bank):
    act_as(bank.rm)
    make_identification(bank.own, "E12345678", id_type="PASSPORT")
    RevealMachine.bank = bank
    run_state_machine_as_test(
        RevealMachine,
        settings=settings(
            max_examples=60,
            stateful_step_count=24,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert RevealMachine.looks > 10, "the walk never came to a look"
