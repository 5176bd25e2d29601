"""What counts first and writes afterwards waits for its turn: sending twice at the same moment beats no limit (P33)."""

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from yinqiao.customers import queries, services
from yinqiao.customers.models import Identification
from yinqiao.customers.queries import CustomerFilter
from yinqiao.customers.services import ExportOrder, rows
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform.db.refs import ObjectRef

_TRY = "select pg_try_advisory_xact_lock(hashtext(%s), %s)"


def is_free(name, who):
    """Ask on another connection, as a second request would."""
    with transaction.atomic(using="refusals"), connections["refusals"].cursor() as cursor:
        cursor.execute(_TRY, (name, who))
        return cursor.fetchone()[0]


def test_a_second_export_waits_until_the_first_is_counted(bank):
    act_as(bank.rm)
    order = ExportOrder(CustomerFilter(), "customer_no", "csv", False, "季度回访名单")
    services.request_export(actor=bank.rm, now=NOW, request=order)
    assert not is_free("customers.export", bank.rm.staff_id)
    assert is_free("customers.export", bank.head.staff_id)


def test_a_second_request_to_see_a_number_waits_for_the_first(bank):
    act_as(bank.rm)
    row = Identification.objects.get(customer=bank.own)
    services.request_reveal(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        ref=ObjectRef("customers.identification", row.pk),
        label="身份证",
        reason="核对开户证件",
    )
    assert not is_free("customers.reveal", bank.rm.staff_id)


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({}, "范围内全部客户"),
        ({"tier": "PRIVATE", "city": "厦门市"}, "私行 · 厦门市"),
        ({"aum_band": 3}, "AUM 300 万–600 万"),
        ({"birthday_month": 3, "risk_grade": "C1"}, "3 月生日 · C1"),
        ({"later": "x"}, "x"),
    ],
)
def test_a_summary_leaves_nothing_out(bank, filters, said):
    assert queries.filter_summary(filters) == said


def test_units_and_managers_are_named_in_a_summary(bank):
    unit = bank.orgs["quay"]
    said = queries.filter_summary({"org_id": unit.pk, "rm_id": bank.rm.staff_id})
    assert said == f"机构 {unit.short_name or unit.name} · 客户经理 陈思远"


def test_a_record_that_is_worked_on_may_be_named_by_a_row_that_is_written_elsewhere(bank):
    """Else who holds a record and waits for a turn, and who has the turn and names the record, would wait for each other."""
    with CaptureQueriesContext(connection) as asked:
        act_as(bank.rm)
        rows.locked_customer(bank.rm, bank.own.pk)
    assert any("FOR NO KEY UPDATE" in query["sql"] for query in asked)
