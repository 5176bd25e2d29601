"""Who is behind with a loan: only in scope, only what is owed still, in one query."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from yinqiao.customers.tests.factories import act_as, make_customer, whole_bank
from yinqiao.holdings import queries
from yinqiao.holdings.models import Loan
from yinqiao.holdings.tests.factories import make_loan


def change(loan, **values):
    with whole_bank():
        Loan.objects.filter(pk=loan.pk).update(**values)


def test_the_longest_overdue_loan_of_each_customer_in_scope(bank):
    unsaid, settled, ended, fine = (
        make_customer(f"王{number}", org=bank.orgs["river"], rm=bank.rm.staff_id)
        for number in range(4)
    )
    for days in (3, 41, 0):
        make_loan(bank.own, overdue_days=days)
    make_loan(bank.foreign, overdue_days=9)
    change(make_loan(unsaid), status="WRITTEN_OFF")
    change(make_loan(settled, overdue_days=5), status="SETTLED")
    change(make_loan(ended, overdue_days=5), ended_on=date(2026, 11, 1))
    make_loan(fine)
    ids = [bank.own.pk, bank.foreign.pk, unsaid.pk, settled.pk, ended.pk, fine.pk]
    act_as(bank.rm)
    with CaptureQueriesContext(connection) as seen:
        found = queries.overdue_days(actor=bank.rm, customer_ids=ids)
    assert found == {bank.own.pk: 41, unsaid.pk: 1}
    assert len(seen) == 1
