"""The figures in the head of the customer page: money only for who may see it, a missing source told as such."""

from decimal import Decimal

import polars as pl
import pytest
from django.db import connections, transaction

from yinqiao.access.tests.factories import forget
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.insights import queries, services
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.ports import FactDefinition
from yinqiao.insights.tests.test_facts import DAY, NOW
from yinqiao.platform.errors import NotFound

DEFINITIONS = tuple(
    FactDefinition(
        key, "Changes and standing", "Loans", "AUM plus LUM", unit, ("Loans",), "零售金融部"
    )
    for key, unit in (
        ("aum_change_month", FactUnit.YUAN),
        ("product_classes", FactUnit.COUNT),
        ("net_inflow_90", FactUnit.YUAN),
        ("days_since_contact", FactUnit.DAYS),
    )
)
SCHEMA = {
    "customer_id": pl.Int64,
    "aum_change_month": pl.Decimal(20, 2),
    "product_classes": pl.Int64,
    "net_inflow_90": pl.Decimal(20, 2),
    "lacks_wealth": pl.Boolean,
    "lacks_card": pl.Boolean,
}
CONNECTED = ("aum_change_month", "product_classes", "net_inflow_90")


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.compliance)
    rebuild((bank.own.pk, Decimal(-34000), 4, Decimal(92000), False, True))
    return bank


def rebuild(*rows):
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    loader = connections["loader"]
    written = services.load_facts(loader, pieces=[frame], data_on=DAY)
    services.show_facts(
        loader,
        DEFINITIONS,
        known=dict.fromkeys(CONNECTED, 1),
        customers=written,
        data_on=DAY,
        now=NOW,
    )


def head(actor, customer):
    with transaction.atomic():
        found = queries.head_figures(actor=act_as(actor), customer_id=customer.pk)
    return [(item.number, item.unit, item.sign, item.is_connected) for item in found]


def test_the_head_tells_changes_with_their_sign_and_what_is_not_connected(bank):
    assert head(bank.rm, bank.own) == [
        ("\u22123.4", "万", -1, True),
        ("4", "类", 0, True),
        ("+9.2", "万", 1, True),
        ("", "", 0, False),
    ]
    with transaction.atomic():
        found = queries.head_figures(actor=act_as(bank.rm), customer_id=bank.own.pk)
    assert found[1].foot == "未持有信用卡"


def test_money_is_stars_for_those_who_see_bands_only(bank):
    assert [row[0] for row in head(bank.compliance, bank.own)] == ["***", "4", "***", ""]


def test_a_foreign_customer_is_not_there(bank):
    with pytest.raises(NotFound):
        head(bank.rm, bank.foreign)


def test_a_customer_without_figures_yet_has_dashes_and_no_zeros(bank):
    rebuild()
    assert [row[0] for row in head(bank.rm, bank.own)] == ["", "", "", ""]
