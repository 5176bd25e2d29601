"""A visit at the counter is whose who found the customer, for half an hour."""

from datetime import timedelta

import pytest

from yinqiao.customers import visits
from yinqiao.customers.tests.factories import NOW
from yinqiao.platform.errors import NotFound


def test_a_visit_is_its_finders_and_ends(bank):
    name = visits.begin_visit(actor=bank.teller, now=NOW, customer_id=bank.own.pk)
    assert visits.visit_of(actor=bank.teller, now=NOW, name=name).customer_id == bank.own.pk
    for actor, now, text in (
        (bank.head, NOW, name),
        (bank.teller, NOW + visits.LASTS + timedelta(seconds=1), name),
        (bank.teller, NOW, name + "x"),
        (bank.teller, NOW, str(bank.own.pk)),
    ):
        with pytest.raises(NotFound):
            visits.visit_of(actor=actor, now=now, name=text)
