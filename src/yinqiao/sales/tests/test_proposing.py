"""A proposal comes after the assessment and the match: never an unsuitable product, and never none without saying so."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.services import (
    EvidenceDetails,
    LicenceDetails,
    keep_evidence,
    record_licence,
)
from yinqiao.compliance.tests.factories import make_assessment, make_diligence, make_hold
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform.errors import InvalidInput
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import services, ways
from yinqiao.sales.choices import State
from yinqiao.sales.tests.factories import make_opportunity


def licensed(bank, kind="WEALTH"):
    record_licence(
        actor=bank.compliance,
        now=NOW,
        details=LicenceDetails(bank.rm.staff_no, kind, "L-1", date(2020, 1, 1)),
    )
    valid_to = date(2099, 1, 1)
    make_assessment(bank.own, "C2", assessed_on=date(2026, 11, 1), valid_to=valid_to)
    make_diligence(bank.own, status="COMPLETE", grade="LOW", level="STANDARD")


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


def win(bank, row, **how):
    act_as(bank.rm)
    with transaction.atomic():
        services.win(actor=bank.rm, now=NOW, opportunity_id=row.pk, version=1, **how)


def test_a_deal_is_no_way_round_the_proposal(bank):
    high, low = make_product(risk_grade="R5"), make_product(risk_grade="R2")
    row = make_opportunity(bank.own, state=State.CONTACTED, purpose="MARKETING")
    make_hold(bank.own, "BLACKLIST")
    for how, code in (
        ({}, "INVALID_INPUT"),
        ({"product_id": 999_999}, "INVALID_INPUT"),
        ({"is_without_product": True}, "DND"),
        ({"product_id": high.pk}, "DND"),
    ):
        with pytest.raises(InvalidInput) as refused:
            win(bank, row, **how)
        assert list(refused.value.fields) == ["product"]
        assert refused.value.code == code
    row.refresh_from_db()
    assert (row.state, row.version) == (State.CONTACTED, 1)
    # A service that holds no investment product passes: the bank's duties go on.
    service = make_opportunity(bank.own, state=State.CONTACTED, purpose="SERVICE")
    win(bank, service, is_without_product=True)
    named = make_opportunity(bank.own, state=State.CONTACTED, purpose="SERVICE")
    with pytest.raises(services.ProposalUnsuitable):
        win(bank, named, product_id=low.pk)


def test_a_sale_needs_licence_assessment_and_match(bank):
    high, low = make_product(risk_grade="R3"), make_product(risk_grade="R2")
    row = make_opportunity(bank.own, state=State.CONTACTED)
    codes = []
    for step in (lambda: None, lambda: licensed(bank)):
        step()
        with pytest.raises(services.ProposalUnsuitable) as refused:
            win(bank, row, product_id=high.pk)
        codes.append(refused.value.code)
    assert codes == ["SUIT_LICENCE", "SUIT_MISMATCH"]
    win(bank, row, product_id=low.pk)
    row.refresh_from_db()
    assert (row.state, row.proposed_product_id) == (State.WON, low.pk)


def test_vector_6_a_fund_above_the_grade_is_sold_after_two_confirmations_and_never_proposed(bank):
    licensed(bank, "FUND")
    fund = make_product(product_class="FUND", risk_grade="R3")
    row = make_opportunity(bank.own, state=State.CONTACTED)
    with pytest.raises(services.ProposalUnsuitable, match="不得主动推荐"):
        propose(bank, row, product_id=fund.pk)
    with pytest.raises(services.ProposalUnsuitable, match="第一次书面确认") as refused:
        win(bank, row, product_id=fund.pk)
    assert refused.value.code == "SUIT_STEPS"
    for kind in ("WRITTEN_WARNING", "WRITTEN_DECISION"):
        act_as(bank.rm)
        kept = EvidenceDetails(kind, "书面确认", date(2026, 11, 20), fund.pk, external_no=kind)
        with transaction.atomic():
            keep_evidence(actor=bank.rm, now=NOW, customer_id=bank.own.pk, details=kept)
    win(bank, row, product_id=fund.pk)
    row.refresh_from_db()
    assert row.state == State.WON


def test_the_win_asks_for_the_product_and_has_what_was_proposed(bank):
    licensed(bank)
    low = make_product("稳享 90 天", risk_grade="R2")
    make_product("进取成长", risk_grade="R4")
    row = make_opportunity(bank.own, state=State.PROPOSED, proposed_product_id=low.pk)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("sales:wins", args=[row.pk])
    text = client.get(url).content.decode()
    assert f'<option value="{low.pk}" selected>' in text
    assert ("不含投资类产品" in text, "进取成长" in text) == (True, False)
    unsaid = client.post(url, {"version": "1", "product": ""})
    assert (unsaid.status_code, "请选择成交的产品" in unsaid.content.decode()) == (422, True)
    assert client.post(url, {"version": "1", "product": str(low.pk)}).status_code == 303
    assert "稳享 90 天" in client.get(reverse("sales:detail", args=[row.pk])).content.decode()


def test_the_form_offers_only_what_may_be_recommended(bank):
    licensed(bank)
    make_product("稳享 90 天", risk_grade="R2")
    high = make_product("进取成长", risk_grade="R4")
    row = make_opportunity(bank.own, state=State.CONTACTED)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    proposed = ways.way_of(row.stage_id).at(State.PROPOSED)
    url = f"{reverse('sales:stages', args=[row.pk])}?to={proposed.id}"
    text = client.get(url).content.decode()
    assert ("稳享 90 天" in text, "进取成长" in text) == (True, False)
    data = {"version": "1"}
    for product in ("", str(high.pk)):
        assert client.post(url, {**data, "product": product}).status_code == 422
    assert client.post(url, {**data, "product": "none"}).status_code == 303
