"""The bank of the customer room, for pages that several rooms make together."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access.tests.factories import forget
from yinqiao.customers import services
from yinqiao.customers.models import ContactPoint, Identification
from yinqiao.customers.tests.factories import NOW, Bank, act_as, make_employment, make_relation
from yinqiao.holdings.tests.factories import make_account, make_card, make_position
from yinqiao.products.tests.factories import make_product


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, tmp_path: Path) -> None:
    forget()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.HOME = tmp_path


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()


@pytest.fixture
def full(bank: Bank) -> Bank:
    """The bank with something behind every tab."""
    make_relation(bank.own, bank.foreign)
    make_employment(bank.own)
    account = make_account(bank.own, number="6217000000009999")
    make_position(
        make_account(bank.own, account_type="WEALTH"),
        make_product(),
        market_value="320000",
        cost="310000",
    )
    make_card(bank.own)
    bank.account = account
    act_as(bank.rm)
    bank.phone = ContactPoint.objects.get(customer=bank.own)
    bank.certificate = Identification.objects.get(customer=bank.own)
    services.update_profile(
        actor=bank.rm, now=NOW, customer_id=bank.own.pk, version=1, changes={"nickname": "林老师"}
    )
    services.request_correction(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        field="name",
        proposed="林婉卿",
        reason="见身份证原件",
    )
    return bank
