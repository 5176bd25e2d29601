"""Customers are told of their new manager: through the gate, once, in the hours of the day, and only if the bank says so."""

from datetime import timedelta

import pytest

from tests.books.factories import NOW, ONE_DAY, lines_of
from yinqiao.customers.tests.factories import make_contact
from yinqiao.interactions import ports
from yinqiao.sales.books import services
from yinqiao.sales.leads.tests.factories import set_parameter

LATER = NOW + ONE_DAY


class Kept:
    """A channel of the tests."""

    title = "Kept"

    def __init__(self):
        self.taken = []

    def hand_over(self, handover, number):
        self.taken.append(handover)


@pytest.fixture
def kept(monkeypatch):
    found = Kept()
    monkeypatch.setitem(ports.channels._items, "local", found)
    return found


def test_who_can_be_reached_is_told_once_and_whoever_cannot_is_listed(bank, kept):
    silent = bank.give(1)[0]
    pk = bank.approved()
    services.take_effect(now=LATER)
    assert services.tell_customers(now=LATER - timedelta(hours=8)) == 0  # in the night
    assert services.tell_customers(now=LATER) == 1, lines_of(pk)[0].note
    assert services.tell_customers(now=LATER) == 0
    (sent,) = kept.taken
    assert "白敬亭" in sent.text
    told = {line.customer_id: (line.told, bool(line.note)) for line in lines_of(pk)}
    assert told == {bank.own.pk: ("SENT", False), silent.pk: ("WITHHELD", True)}


def test_the_bank_may_tell_nobody(bank, kept):
    make_contact(bank.own, "13800001235")
    set_parameter("books.tell_customers", "off")
    pk = bank.approved()
    services.take_effect(now=LATER)
    assert services.tell_customers(now=LATER) == 0
    assert ([line.told for line in lines_of(pk)], kept.taken) == (["NO"], [])
