"""What the gate says of a proposal and of a sale: whoever is looked into, has died or is not dealt with is sold nothing (G01, G02, G04, G10)."""

from datetime import date

import pytest
from django.db import transaction

from yinqiao.compliance import ports, queries
from yinqiao.compliance.rules import Answer
from yinqiao.compliance.tests.factories import make_assessment, make_diligence, make_hold
from yinqiao.customers.tests.factories import NOW, act_as, whole_bank
from yinqiao.products.queries import ShelfFilter
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import services
from yinqiao.sales.choices import State
from yinqiao.sales.tests.factories import make_opportunity


@pytest.fixture(autouse=True)
def assessed(bank):
    day = date(2026, 11, 1)
    make_assessment(bank.own, "C5", assessed_on=day, valid_to=date(2027, 10, 31))
    make_diligence(bank.own, status="COMPLETE", grade="LOW", level="STANDARD")


@pytest.fixture
def looked_into(bank, monkeypatch):
    """Somebody of the bank looks into the customer."""
    paused = {bank.own.pk: Answer("PAUSED", "")}
    monkeypatch.setitem(ports.reviewers._items, "test", lambda question: paused)


def act(bank, service, row, **how):
    act_as(bank.rm)
    with transaction.atomic():
        service(actor=bank.rm, now=NOW, opportunity_id=row.pk, version=1, **how)


def propose(*, to=State.PROPOSED, **how):
    services.advance(to=to, **how)


def refusals(bank, row, *products):
    """Return what a proposal and a sale of each, and of none of them, are answered."""
    ways = [{"product_id": one.pk} for one in products] + [{"is_without_product": True}]
    found = set()
    for service in (propose, services.win):
        for how in ways:
            with pytest.raises(services.ProposalUnsuitable) as refused:
                act(bank, service, row, **how)
            found.add((refused.value.code, refused.value.message))
    row.refresh_from_db()
    assert (row.state, row.version) == (State.CONTACTED, 1)
    return found


def answer(bank, product, **how):
    act_as(bank.rm)
    asked = {"actor": bank.rm, "customer_id": bank.own.pk, "now": NOW}
    return queries.suitability(**asked, product_ids=[product.pk], **how)[product.pk]


def test_whoever_is_looked_into_is_offered_and_sold_nothing(bank, looked_into):
    fund, deposit = make_product(risk_grade="R1"), make_product(product_class="TIME", risk_grade="")
    row = make_opportunity(bank.own, state=State.CONTACTED, purpose="MARKETING")
    assert refusals(bank, row, fund, deposit) == {("PAUSED", "业务审核中")}
    for product in (fund, deposit):
        told = answer(bank, product)
        assert (told.verdict, told.may_recommend, told.steps) == ("BLOCKED", False, ())
        assert (told.code, told.reason) == ("PAUSED", "业务审核中")
    shelf = queries.shelf_for(
        actor=bank.rm,
        customer_id=bank.own.pk,
        wanted=ShelfFilter(on_sale_only=True),
        now=NOW,
        is_customer_initiated=True,
    )
    assert {one.code for one in shelf} == {"PAUSED"}
    many = queries.suitability_of_many(
        actor=bank.rm, customer_ids=[bank.own.pk], product_id=fund.pk, now=NOW
    )
    assert many[bank.own.pk].code == "PAUSED"


def test_the_dead_buy_nothing(bank):
    product = make_product(risk_grade="R1")
    with whole_bank():
        type(bank.own).objects.filter(pk=bank.own.pk).update(status="DECEASED")
    told = answer(bank, product, is_customer_initiated=True)
    assert (told.code, told.verdict) == ("DECEASED", "BLOCKED")
    row = make_opportunity(bank.own, state=State.CONTACTED, purpose="MARKETING")
    assert {code for code, _said in refusals(bank, row, product)} == {"DECEASED"}


@pytest.mark.parametrize(("kind", "code"), [("BLACKLIST", "DND"), ("COMPLAINT_OPEN", "COMPLAINT_OPEN"), ("OVERDUE", "OVERDUE")])  # fmt: skip
def test_what_closes_the_gate_closes_offers_too(bank, kind, code):
    make_hold(bank.own, kind)
    row = make_opportunity(bank.own, state=State.CONTACTED, purpose="MARKETING")
    assert {told for told, _said in refusals(bank, row, make_product(risk_grade="R1"))} == {code}


def test_hours_limits_and_consents_were_the_matter_of_the_contact(bank):
    """At night, without consent, after a refusal of calls: the customer sits at the desk and decides."""
    make_hold(bank.own, "REFUSED")
    row = make_opportunity(bank.own, state=State.CONTACTED, purpose="MARKETING")
    product = make_product(risk_grade="R1")
    act_as(bank.rm)
    night = NOW.replace(hour=15)
    with transaction.atomic():
        services.win(
            actor=bank.rm, now=night, opportunity_id=row.pk, version=1, product_id=product.pk
        )
    row.refresh_from_db()
    assert (row.state, row.proposed_product_id) == (State.WON, product.pk)
