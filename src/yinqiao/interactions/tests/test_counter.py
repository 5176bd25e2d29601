"""Visits at the counter: the checks stand on the timeline and in the trail, once."""

import pytest

from yinqiao.customers.tests.factories import NOW, Bank
from yinqiao.interactions import services
from yinqiao.interactions.models import ContactRecord
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused


@pytest.fixture
def bank(db):
    return Bank()


def test_the_checks_stand_on_the_timeline_and_in_the_trail_once(bank):
    def log():
        return services.log_counter_visit(
            actor=bank.teller,
            now=NOW,
            customer_id=bank.own.pk,
            key="a1",
            checks=["CERTIFICATE", "FACE"],
            note="补换存折",
        )

    assert (log().is_new, log().is_new) == (True, False)
    row = ContactRecord.objects.get(customer=bank.own)
    assert (row.channel, row.direction, row.staff_name) == ("BRANCH", "IN", "郑柜员")
    assert row.subject == "柜面核验：已看证件原件、人证相符"
    assert AuditEntry.objects.filter(verb="interactions.counter-visit-logged").count() == 2


@pytest.mark.parametrize("checks", [[], ["NOSE"]])
def test_a_visit_says_something_that_exists(bank, checks):
    with pytest.raises(InvalidInput) as refused:
        services.log_counter_visit(
            actor=bank.teller, now=NOW, customer_id=bank.own.pk, key="a", checks=checks
        )
    assert list(refused.value.fields) == ["checks"]
    assert not ContactRecord.objects.exists()


@pytest.mark.parametrize(
    ("who", "whose", "refusal"), [("teller", "foreign", NotFound), ("rm", "own", PermissionRefused)]
)
def test_another_units_customer_and_another_role_are_refused(bank, who, whose, refusal):
    with pytest.raises(refusal):
        services.log_counter_visit(
            actor=getattr(bank, who),
            now=NOW,
            customer_id=getattr(bank, whose).pk,
            key="a",
            checks=["FACE"],
        )
    assert not ContactRecord.objects.exists()
