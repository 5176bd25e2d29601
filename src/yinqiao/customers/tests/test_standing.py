"""What rooms above decide by: life, age, numbers marked do-not-disturb; only in scope, in two queries."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from yinqiao.customers import queries
from yinqiao.customers.models import ContactPoint
from yinqiao.customers.queries import Standing
from yinqiao.customers.tests.factories import act_as, make_contact, make_customer, whole_bank


def test_life_age_and_quiet_numbers_of_those_in_scope(bank):
    gone = make_customer(
        "周故", org=bank.orgs["river"], rm=bank.rm.staff_id, status="DECEASED", birth_on=None
    )
    firm = make_customer("恒瑞", org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY")
    make_contact(bank.own, "059187654321", usage="HOME_PHONE", is_primary=False)
    make_contact(bank.own, "13800009999", is_primary=False)
    with whole_bank():
        numbers = ContactPoint.objects.filter(customer=bank.own)
        numbers.filter(kind="LANDLINE").update(is_do_not_disturb=True)
        numbers.filter(kind="MOBILE", is_primary=True).update(is_do_not_disturb=True)
    act_as(bank.rm)
    found = queries.standings(
        actor=bank.rm,
        customer_ids=[bank.own.pk, bank.foreign.pk, gone.pk, firm.pk, 0],
        on=date(2026, 11, 24),
    )
    assert found == {
        bank.own.pk: Standing(True, False, date(1980, 3, 14), {"MOBILE": False, "LANDLINE": True}),
        gone.pk: Standing(True, True, None),
        firm.pk: Standing(False, False, None),
    }


def test_many_cost_no_more_queries(bank):
    for number in range(12):
        make_customer(f"王{number}", org=bank.orgs["river"], rm=bank.rm.staff_id)
    act_as(bank.rm)
    ids = list(queries.ids_in_scope(actor=bank.rm))
    with CaptureQueriesContext(connection) as seen:
        assert len(queries.standings(actor=bank.rm, customer_ids=ids, on=date(2026, 11, 24))) == 13
    assert len(seen) == 2
