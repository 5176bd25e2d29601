"""What nobody took up until long after its deadline ends with a note, once; what somebody began never does."""

from datetime import timedelta

import pytest

from yinqiao.customers.tests.factories import Bank, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.sales import services
from yinqiao.sales.choices import Act, State
from yinqiao.sales.models import Step
from yinqiao.sales.tests.factories import NOW, make_opportunity

TODAY = clock.bank_date(NOW)


def fresh(row):
    with whole_bank():
        row.refresh_from_db()
    return row


@pytest.mark.parametrize(("days", "expected"), [(30, State.ASSIGNED), (31, State.EXPIRED)])
def test_it_ends_more_than_thirty_days_after_its_deadline(bank: Bank, days, expected):
    row = make_opportunity(bank.own, due_on=TODAY - timedelta(days=days))
    assert services.expire(now=NOW) == (expected == State.EXPIRED)
    assert fresh(row).state == expected


def test_it_ends_with_a_note_a_step_and_an_entry_and_only_once(bank: Bank):
    row = make_opportunity(bank.own, due_on=TODAY - timedelta(days=40))
    assert [services.expire(now=NOW) for _time in range(2)] == [1, 0]
    assert fresh(row).closing_note == "逾期未跟进，自动失效。"
    with whole_bank():
        assert [(step.act, step.state) for step in Step.objects.filter(opportunity=row)] == [
            (Act.EXPIRED, State.EXPIRED)
        ]
    entry = AuditEntry.objects.get(verb="sales.opportunity-expired", object_id=row.pk)
    assert entry.customer_id == bank.own.pk


@pytest.mark.parametrize(
    "values",
    [
        {"state": State.CONTACTED},
        {"snoozed_until": TODAY + timedelta(days=3)},
        {"state": State.WON, "closed_at": NOW},
        # A duty does not end by being left.
        {"kind": "KYC_DUE"},
    ],
)
def test_what_somebody_works_on_is_left_alone(bank: Bank, values):
    row = make_opportunity(bank.own, due_on=TODAY - timedelta(days=40), **values)
    assert services.expire(now=NOW) == 0
    assert fresh(row).state == values.get("state", State.ASSIGNED)
