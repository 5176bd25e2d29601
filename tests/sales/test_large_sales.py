"""A product is sold for so much only to a customer whose due diligence was finished (DOMAIN §4.3); what is linked is summed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.diligence.tests.factories import DiligenceFile, make_file
from yinqiao.compliance.tests.factories import make_assessment, make_diligence
from yinqiao.customers.tests.factories import NOW, TODAY, act_as, whole_bank
from yinqiao.holdings.tests.factories import make_account, make_position
from yinqiao.platform.errors import InvalidInput
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import services
from yinqiao.sales.choices import State
from yinqiao.sales.tests.factories import make_opportunity


@pytest.fixture
def product(bank):
    make_assessment(bank.own, "C3", assessed_on=TODAY, valid_to=TODAY + timedelta(days=300))
    return make_product(risk_grade="R2")


def sell(bank, product, amount, *, row=None, now=NOW):
    row = row or make_opportunity(bank.own, state=State.CONTACTED)
    services.win(
        actor=act_as(bank.rm),
        now=now,
        opportunity_id=row.pk,
        version=row.version,
        product_id=product.pk,
        amount=amount and Decimal(amount),
    )
    row.refresh_from_db()
    return row


def test_from_the_threshold_on_the_sale_is_refused_and_the_file_opens(bank, product):
    row = make_opportunity(bank.own, state=State.CONTACTED)
    with pytest.raises(services.DiligenceMissing) as refused:
        sell(bank, product, "50000", row=row)
    assert (refused.value.code, list(refused.value.fields)) == ("DILIGENCE_MISSING", ["product"])
    assert "50,000" in refused.value.message
    row.refresh_from_db()
    assert (row.state, row.version) == (State.CONTACTED, 1)
    with whole_bank():
        file = DiligenceFile.objects.get()
        assert (file.customer_id, file.state, file.opened_by_name) == (bank.own.pk, "COLLECTING", bank.rm.name)  # fmt: skip
    # A second try opens nothing more.
    with pytest.raises(services.DiligenceMissing):
        sell(bank, product, "50000", row=row)
    with whole_bank():
        assert DiligenceFile.objects.count() == 1


def test_below_it_is_sold_and_the_amount_stands(bank, product):
    row = sell(bank, product, "49999.99")
    assert (row.state, row.amount) == (State.WON, Decimal("49999.99"))


def test_linked_sales_are_summed_and_old_ones_are_not(bank, product):
    sell(bank, product, "30000", now=NOW - timedelta(days=31))
    sell(bank, product, "19000", now=NOW - timedelta(days=29))
    with pytest.raises(services.DiligenceMissing):
        sell(bank, product, "31000")
    assert sell(bank, product, "30999").state == State.WON


def test_without_an_amount_that_of_the_opportunity_counts(bank, product):
    with pytest.raises(services.DiligenceMissing):
        sell(bank, product, None, row=make_opportunity(bank.own, state=State.CONTACTED, amount=80_000))  # fmt: skip
    with pytest.raises(InvalidInput) as unsaid:
        sell(bank, product, None, row=make_opportunity(bank.own, state=State.CONTACTED, amount=None))  # fmt: skip
    assert list(unsaid.value.fields) == ["amount"]


def test_another_currency_has_a_threshold_in_dollars(bank, product):
    type(product).objects.filter(pk=product.pk).update(currency="USD")
    # 10,000 dollars at 7.08.
    with pytest.raises(services.DiligenceMissing):
        sell(bank, product, "70800")
    assert sell(bank, product, "70799").state == State.WON


def test_linked_sales_are_measured_by_the_lower_threshold_whatever_is_sold_last(bank, product):
    sell(bank, product, "30000")
    type(product).objects.filter(pk=product.pk).update(currency="USD")
    with pytest.raises(services.DiligenceMissing) as refused:
        sell(bank, product, "20000")
    assert "50,000" in refused.value.message
    assert sell(bank, product, "19999").state == State.WON


def buy(bank, product, cost, *, days=10, currency="CNY"):
    """Bought through a channel of which nobody says anything here; the position comes in the day after."""
    account = make_account(bank.own, balance="0")
    bought_on = TODAY - timedelta(days=days)
    make_position(account, product, market_value="1", cost=cost, bought_on=bought_on, currency=currency)  # fmt: skip


def test_what_was_bought_through_other_channels_is_linked_too(bank, product):
    buy(bank, make_product(), "20000")
    buy(bank, make_product(), "1000", currency="USD")
    buy(bank, make_product(), "90000", days=31)
    with pytest.raises(services.DiligenceMissing):
        sell(bank, product, "22920")
    assert sell(bank, product, "22919").state == State.WON


def test_what_was_sold_here_is_not_counted_again_when_it_comes_in(bank, product):
    sell(bank, product, "20000", now=NOW - timedelta(days=9))
    buy(bank, product, "20000", days=8)
    assert sell(bank, product, "10000").state == State.WON
    # More of the product came in than was sold here.
    buy(bank, product, "15000")
    with pytest.raises(services.DiligenceMissing):
        sell(bank, product, "15000")
    assert sell(bank, product, "14999").state == State.WON


@pytest.mark.parametrize("status", ["COMPLETE", "OVERDUE"])
def test_without_a_file_what_the_source_finished_opens_the_sale(bank, product, status):
    make_diligence(bank.own, status=status, grade="LOW")
    assert sell(bank, product, "80000").state == State.WON


@pytest.mark.parametrize("status", ["INCOMPLETE", "IN_REVIEW"])
def test_what_the_source_did_not_finish_opens_no_sale(bank, product, status):
    make_diligence(bank.own, status=status)
    with pytest.raises(services.DiligenceMissing):
        sell(bank, product, "80000")


@pytest.mark.parametrize("state", ["COLLECTING", "GRADING", "APPROVING"])
def test_the_banks_own_file_that_is_not_finished_decides_before_the_source(bank, product, state):
    make_diligence(bank.own, status="COMPLETE", grade="LOW")
    pk = make_file(bank.own, (bank.rm, bank.head, bank.compliance))
    with whole_bank():
        DiligenceFile.objects.filter(pk=pk).update(state=state)
    with pytest.raises(services.DiligenceMissing):
        sell(bank, product, "80000")


def test_a_review_of_a_finished_file_stops_nothing(bank, product):
    pk = make_file(bank.own, (bank.rm, bank.head, bank.compliance))
    assert sell(bank, product, "80000").state == State.WON
    with whole_bank():
        DiligenceFile.objects.filter(pk=pk).update(state="GRADING", round=2)
    assert sell(bank, product, "80000").state == State.WON
    with whole_bank():
        DiligenceFile.objects.filter(pk=pk).update(state="GRADING", round=1)
    with pytest.raises(services.DiligenceMissing):
        sell(bank, product, "80000")


def test_the_form_asks_for_the_amount_and_tells_the_reason(bank, product):
    row = make_opportunity(bank.own, state=State.CONTACTED)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("sales:wins", args=[row.pk])
    assert 'name="amount"' in client.get(url).content.decode()
    answer = client.post(url, {"product": product.pk, "amount": "80000", "note": "", "version": 1})
    assert answer.status_code == 422
    assert "尽职调查尚未完成" in answer.content.decode()
    with whole_bank():
        assert DiligenceFile.objects.filter(customer=bank.own).exists()
