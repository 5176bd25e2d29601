"""A proposal comes after the assessment and the match: never an unsuitable product, and never none without saying so."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.services import LicenceDetails, record_licence
from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform.errors import InvalidInput
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import services
from yinqiao.sales.choices import State
from yinqiao.sales.tests.factories import make_opportunity


def licensed(bank):
    record_licence(
        actor=bank.compliance,
        now=NOW,
        details=LicenceDetails(bank.rm.staff_no, "WEALTH", "L-1", date(2020, 1, 1)),
    )
    valid_to = date(2099, 1, 1)
    make_assessment(bank.own, "C2", assessed_on=date(2026, 11, 1), valid_to=valid_to)


def propose(bank, row, **how):
    act_as(bank.rm)
    with transaction.atomic():
        services.advance(
            actor=bank.rm, now=NOW, opportunity_id=row.pk, version=1, to="PROPOSED", **how
        )


def test_what_suits_is_proposed_and_kept(bank):
    licensed(bank)
    row, product = make_opportunity(bank.own, state=State.CONTACTED), make_product(risk_grade="R2")
    propose(bank, row, product_id=product.pk)
    row.refresh_from_db()
    assert (row.state, row.proposed_product_id) == (State.PROPOSED, product.pk)


def test_what_does_not_suit_is_refused_with_the_code_and_nothing_changes(bank):
    row, product = make_opportunity(bank.own, state=State.CONTACTED), make_product(risk_grade="R3")
    codes = []
    for step in (lambda: None, lambda: licensed(bank)):
        step()
        with pytest.raises(services.ProposalUnsuitable) as refused:
            propose(bank, row, product_id=product.pk)
        codes.append(refused.value.code)
    assert codes == ["SUIT_LICENCE", "SUIT_MISMATCH"]
    for how in ({}, {"product_id": 999_999}):
        with pytest.raises(InvalidInput) as unsaid:
            propose(bank, row, **how)
        assert list(unsaid.value.fields) == ["product"]
    row.refresh_from_db()
    assert (row.state, row.version) == (State.CONTACTED, 1)


def test_the_form_offers_only_what_may_be_recommended(bank):
    licensed(bank)
    make_product("稳享 90 天", risk_grade="R2")
    high = make_product("进取成长", risk_grade="R4")
    row = make_opportunity(bank.own, state=State.CONTACTED)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("sales:stages", args=[row.pk])
    text = client.get(url).content.decode()
    assert ("稳享 90 天" in text, "进取成长" in text) == (True, False)
    data = {"to": "PROPOSED", "version": "1"}
    for product in ("", str(high.pk)):
        assert client.post(url, {**data, "product": product}).status_code == 422
    assert client.post(url, {**data, "product": "none"}).status_code == 303
