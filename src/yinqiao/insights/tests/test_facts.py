"""The store of facts and what people see of it: replaced as a whole, walled by scope, amounts only for who may see them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest
from django.contrib.auth import get_user_model
from django.db import ProgrammingError, connection, connections, transaction
from django.urls import reverse

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.insights import policies, queries, services
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.models import CustomerFacts, Fact
from yinqiao.insights.ports import FactDefinition
from yinqiao.platform.errors import NotFound, PermissionRefused

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)
DEFINITIONS = (
    FactDefinition("aum", "Course of assets", "AUM", "Balances of the mortgages", FactUnit.YUAN, ("Accounts",), "零售金融部", rows="accounts", is_core=True),
    FactDefinition("loans", "Loans owed", "Loans", "Number of loans that are being repaid", FactUnit.COUNT, ("Loans",), "风险管理部"),
    FactDefinition("logins_30", "Sign-ins", "Sign-ins of 30 days", "Sign-ins to electronic channels in the last 30 days", FactUnit.COUNT, ("Sign-ins",), "零售金融部"),
    FactDefinition("birthday_days", "Days and terms", "Days to the birthday", "AUM plus LUM", FactUnit.DAYS, ("Customers",), "零售金融部"),
    FactDefinition("household_aum", "Changes and standing", "AUM of the household", "AUM plus LUM", FactUnit.YUAN, ("fact:aum",), "零售金融部"),
)  # fmt: skip


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.compliance, bank.other_rm)
    return bank


def rebuild(*rows, known=("aum", "loans", "birthday_days", "household_aum")):
    schema = {"customer_id": pl.Int64, "aum": pl.Decimal(20, 2), "loans": pl.Int64, "birthday_days": pl.Int64, "household_members": pl.Int64, "household_aum": pl.Decimal(20, 2)}  # fmt: skip
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    loader = connections["loader"]
    written = services.load_facts(loader, pieces=[frame], data_on=DAY)
    services.show_facts(
        loader, DEFINITIONS, known=dict.fromkeys(known, 1), customers=written, data_on=DAY, now=NOW
    )
    return written


def row_of(customer, aum="1234567.00", *, members=1):
    return (customer.pk, Decimal(aum), 2, 12, members, Decimal("9999.00"))


def by_key(sections):
    return {line.key: line for section in sections for line in section.lines}


def test_a_rebuild_takes_the_place_of_what_was_held(bank):
    assert rebuild(row_of(bank.own), row_of(bank.foreign)) == 2
    assert rebuild(row_of(bank.own, "5.00")) == 1
    with connections["loader"].cursor() as cursor:
        cursor.execute("select customer_id, aum, data_on from insights_customer_facts")
        assert cursor.fetchall() == [(bank.own.pk, Decimal("5.00"), DAY)]
    assert Fact.objects.count() == len(DEFINITIONS)


def test_the_new_table_has_the_walls_of_the_old(bank):
    rebuild(row_of(bank.own), row_of(bank.foreign))
    with transaction.atomic():
        act_as(bank.rm)
        assert list(CustomerFacts.objects.values_list("pk", flat=True)) == [bank.own.pk]
    with pytest.raises(ProgrammingError), transaction.atomic():
        CustomerFacts.objects.filter(pk=bank.own.pk).update(aum=1)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select swap_customer_facts()")


def test_a_manager_sees_value_formula_source_and_day(bank):
    rebuild(row_of(bank.own))
    with transaction.atomic():
        found = by_key(queries.facts_of(actor=act_as(bank.rm), customer_id=bank.own.pk))
    assert (found["aum"].value, found["aum"].data_on) == ("123.5 万", DAY)
    assert found["aum"].inputs == ("账户",)
    assert found["aum"].formula == "个人住房贷款余额之和"
    assert found["loans"].value == "2"
    assert (found["logins_30"].is_connected, found["logins_30"].value) == (False, None)
    assert found["household_aum"].inputs == ("AUM",)


def test_who_sees_bands_only_sees_no_amount_and_strangers_nothing(bank):
    rebuild(row_of(bank.own), row_of(bank.foreign))
    with transaction.atomic():
        reader = act_as(bank.compliance)
        found = by_key(queries.facts_of(actor=reader, customer_id=bank.own.pk))
        assert "123" not in found["aum"].value
        assert found["loans"].value == "2"
        # With the data date the days would be the birthday.
        assert found["birthday_days"].value != "12"
    with transaction.atomic():
        mine = by_key(queries.facts_of(actor=act_as(bank.rm), customer_id=bank.own.pk))
    assert mine["birthday_days"].value == "12"
    with transaction.atomic(), pytest.raises(NotFound):
        queries.facts_of(actor=act_as(bank.rm), customer_id=bank.foreign.pk)


@pytest.mark.parametrize(("members", "is_told"), [(1, True), (2, False)])
def test_the_household_is_told_to_who_may_see_all_of_it(bank, members, is_told):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "update customers_customer set household_no = 'H1' where id = %s", [bank.own.pk]
        )
    rebuild(row_of(bank.own, members=members))
    with transaction.atomic():
        found = by_key(queries.facts_of(actor=act_as(bank.rm), customer_id=bank.own.pk))
    assert ("household_aum" in found) is is_told


def test_before_the_first_batch_both_pages_say_so(bank, client):
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    panel = client.get(reverse("insights:facts", args=[bank.own.pk]))
    page = client.get(reverse("insights:catalogue"))
    assert "暂无指标" in panel.text
    assert "暂无指标" in page.text


def test_the_pages_tell_what_is_not_connected(bank, client):
    rebuild(row_of(bank.own))
    with transaction.atomic():
        sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    panel = client.get(reverse("insights:facts", args=[bank.own.pk])).text
    assert "未接入" in panel
    assert "?tab=holdings.panel" in panel
    page = client.get(reverse("insights:catalogue")).text
    assert "其中 1 项数据来源未接入" in page
    assert "每日留存" in page


def test_the_catalogue_needs_its_permission(bank):
    with transaction.atomic(), pytest.raises(PermissionRefused):
        queries.catalogue(actor=act_as(bank.compliance))
    assert policies.VIEW_CATALOGUE
