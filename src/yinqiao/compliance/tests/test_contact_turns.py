"""Many at once: the caps hold, and one key is one contact (P39)."""

import threading

import pytest
from django.db import connections, transaction
from django.db.utils import ProgrammingError

from yinqiao.compliance import parameters, services
from yinqiao.compliance.models import ContactHold, ContactSlot
from yinqiao.compliance.services import ContactRefused, HoldOrder
from yinqiao.compliance.tests.factories import make_consent, make_slot
from yinqiao.customers.tests.factories import NOW, TODAY, Bank, act_as, whole_bank
from yinqiao.platform.actor import system_actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters.policies import EDIT
from yinqiao.platform.parameters.services import set_value

AT_ONCE = 8


@pytest.fixture
def committed(committed_db):
    with transaction.atomic():
        bank = Bank()
        make_consent(bank.own, channel="ANY")
    return bank


def at_once(work):
    """Run `work(number)` in so many threads at the same moment; return what each gave or was refused by."""
    gate, found = threading.Barrier(AT_ONCE), []

    def go(number):
        try:
            gate.wait(20)
            with transaction.atomic():
                found.append(work(number))
        except ContactRefused as refused:
            found.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(number,)) for number in range(AT_ONCE)]
    [thread.start() for thread in threads], [thread.join(30) for thread in threads]
    return found


def reserve(bank, key):
    return services.reserve_contact(
        actor=act_as(bank.rm),
        now=NOW,
        customer_id=bank.own.pk,
        purpose="MARKETING",
        channel="SMS",
        key=key,
    )


def count(model):
    with transaction.atomic(), whole_bank():
        return model.objects.count()


def test_contacts_at_the_same_moment_never_exceed_the_cap(committed):
    found = at_once(lambda number: reserve(committed, f"k{number}"))
    assert [answer for answer in found if isinstance(answer, str)] == ["FREQ_CAP"] * (AT_ONCE - 1)
    assert len(found) == AT_ONCE
    assert count(ContactSlot) == 1


def test_a_cap_of_two_lets_two_of_eight_through(committed):
    setter = system_actor(name="test", permissions=frozenset({EDIT}))
    with scope_session(setter):
        set_value(
            actor=setter,
            now=NOW,
            key=parameters.CAPS,
            text="1:2, 30:4",
            effective_from=TODAY,
            reason="并发检验",
        )
    found = at_once(lambda number: reserve(committed, f"k{number}"))
    assert [answer for answer in found if isinstance(answer, str)] == ["FREQ_CAP"] * (AT_ONCE - 2)
    assert len(found) == AT_ONCE
    assert count(ContactSlot) == 2


def test_one_key_at_the_same_moment_is_one_contact(committed):
    found = at_once(lambda number: reserve(committed, "k"))
    assert len(found) == AT_ONCE
    assert len({answer.slot_id for answer in found}) == 1
    assert count(ContactSlot) == 1


def test_one_source_at_the_same_moment_is_one_hold(committed):
    order = HoldOrder("COMPLAINT_OPEN", source="service", source_key="T-1", reason="投诉处理中")
    found = at_once(
        lambda number: services.place_hold(
            actor=act_as(committed.rm), now=NOW, customer_id=committed.own.pk, order=order
        )
    )
    assert len(found) == AT_ONCE
    assert len(set(found)) == 1
    assert count(ContactHold) == 1


def test_the_application_deletes_nothing_of_the_ledger(db):
    bank = Bank()
    slot = make_slot(bank.own, day=TODAY)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ContactSlot.objects.filter(pk=slot.pk).delete()
