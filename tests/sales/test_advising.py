"""The nightly choice over a bank: never what does not suit, why and why not, the answers, and who is left alone (A41, DOMAIN §14 #5-7)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction

from yinqiao.access.tests.factories import forget
from yinqiao.compliance.suitability.tests.factories import license_all
from yinqiao.compliance.tests.factories import make_assessment, make_consent
from yinqiao.customers import services as customer_services
from yinqiao.customers.services import RefusalTold
from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.holdings.tests.factories import make_account, make_position
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import ways
from yinqiao.sales.advice import queries, services
from yinqiao.sales.advice.choices import Bar, Outcome, Reason
from yinqiao.sales.advice.models import (
    AdviceAnswer,
    AdviceCustomer,
    AdviceLine,
    AdviceRun,
    Exposure,
)
from yinqiao.sales.advice.tests.factories import NOW, know, learnt
from yinqiao.sales.tests.factories import Opportunity

GRADES = ("C1", "C2", "C3", "C4", "C5")
SHELF = tuple((name, f"R{number}") for name in ("WM", "FUND", "STRUCTURED", "METAL") for number in range(1, 6))  # fmt: skip


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    ways.forget()
    settings.HOME = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.compliance)
        license_all(bank.rm.staff_id)
        assess(bank.own, "C3")
        allow(bank.own)
    know(bank.own)
    learnt()
    return bank


def assess(customer, grade):
    make_assessment(customer, grade, assessed_on=date(2026, 11, 1), valid_to=date(2027, 10, 31))


def allow(customer):
    for purpose in ("MARKETING", "PROFILING"):
        for channel in ("CALL", "SMS", "WECOM", "ANY"):
            make_consent(customer, purpose=purpose, channel=channel)


def card(bank, customer=None, actor=None):
    with transaction.atomic():
        who = act_as(actor or bank.rm)
        return queries.advice_card(actor=who, customer_id=(customer or bank.own).pk, now=NOW)


def test_every_product_on_every_grade_is_advised_only_where_it_suits(bank):
    people = {}
    with transaction.atomic():
        shelf = {make_product(f"产品 {name}{grade}", product_class=name, risk_grade=grade).pk: (name, grade) for name, grade in SHELF}  # fmt: skip
        for grade in (*GRADES, ""):
            people[grade] = make_customer(f"客{grade}", org=bank.orgs["river"], rm=bank.rm.staff_id)
            allow(people[grade])
            if grade:
                assess(people[grade], grade)
    for customer in people.values():
        know(customer)
    run = services.advise(now=NOW)
    fits = {
        (customer.pk, pk)
        for grade, customer in people.items()
        for pk, (_name, risk) in shelf.items()
        if grade and grade[1] >= risk[1]
    }
    with transaction.atomic(), whole_bank():
        named = AdviceLine.objects.filter(run_id=run, product_id__isnull=False).exclude(customer_id=bank.own.pk)  # fmt: skip
        pairs = set(named.values_list("customer_id", "product_id"))
    assert pairs
    assert pairs <= fits
    for grade, customer in people.items():
        found = card(bank, customer)
        above = {f"产品 {name}{risk}" for name, risk in SHELF if not grade or risk[1] > grade[1]}
        assert barred(found) == above
        # Whoever was never assessed is named no product: the assessment comes first.
        assert ([item.action for item in found.items] == ["ASSESS"]) is (not grade)


def test_who_may_not_open_the_customer_learns_nothing(bank):
    with transaction.atomic(), pytest.raises(NotFound):
        queries.advice_card(actor=act_as(bank.other_rm), customer_id=bank.own.pk, now=NOW)


def barred(found):
    """Return what does not suit, as the page says."""
    told = [group for group in found.why_not if group.rule == "适当性不匹配"]
    return {product.product_name for group in told for product in group.products}


def test_a_manager_reads_why_and_why_not_and_takes_it_up(bank):
    with transaction.atomic():
        wm = make_product("澜盈固收", risk_grade="R2")
        make_product("澜盈混合", product_class="FUND", risk_grade="R3")
        make_product("澜盈股票", product_class="FUND", risk_grade="R5")
    services.advise(now=NOW)
    first = card(bank)
    assert {item.product_name for item in first.items} == {"澜盈固收", "澜盈混合"}
    why = next(item for item in first.items if item.product_name == "澜盈固收").reasons
    assert why[0] == "115.0 万可安排，最近一笔 9 天后到期"
    assert "尚未持有理财产品" in why
    assert any("10.0%" in text and "1,000" in text for text in why)
    assert first.why_not[0].rule == "适当性不匹配"
    assert [product.product_name for product in first.why_not[0].products] == ["澜盈股票"]
    lines = {item.product_name: item.id for item in first.items}

    with transaction.atomic():
        done = services.accept_advice(actor=act_as(bank.rm), now=NOW, line_id=lines["澜盈固收"])
        again = services.accept_advice(actor=bank.rm, now=NOW, line_id=lines["澜盈固收"])
        row = Opportunity.objects.get(pk=done.opportunity_id)
    assert (again.opportunity_id, again.is_new) == (done.opportunity_id, False)
    assert (row.kind, row.proposed_product_id, row.owner_id) == ("ADVICE", wm.pk, bank.rm.staff_id)
    assert "尚未持有理财产品" in row.reason
    assert row.is_profiled


def test_what_does_not_fit_rests_until_it_is_taken_back(bank):
    with transaction.atomic():
        fund = make_product("澜盈混合", product_class="FUND", risk_grade="R3")
        high = make_product("澜盈股票", product_class="FUND", risk_grade="R5")
    services.advise(now=NOW)
    (item,) = card(bank).items
    with transaction.atomic(), pytest.raises(InvalidInput):
        services.refuse_advice(actor=act_as(bank.rm), now=NOW, line_id=item.id, reason="OTHER")
    with transaction.atomic():
        pk = services.refuse_advice(actor=act_as(bank.rm), now=NOW, line_id=item.id, reason=Reason.TERMS)  # fmt: skip
    with transaction.atomic(), pytest.raises(services.AdviceGone):
        services.accept_advice(actor=act_as(bank.rm), now=NOW, line_id=item.id)
    services.advise(now=NOW + timedelta(hours=1))
    rested = card(bank)
    assert rested.items == ()
    assert [one.product_name for one in rested.resting] == ["澜盈混合"]
    with transaction.atomic():
        services.undo_refusal(actor=act_as(bank.rm), now=NOW, answer_id=pk)
    services.advise(now=NOW + timedelta(hours=2))
    assert len(card(bank).items) == 1
    with transaction.atomic(), whole_bank():
        # The rows of the newest two runs are kept; each exposure was written once.
        assert AdviceRun.objects.count() == 3
        assert AdviceCustomer.objects.values("run_id").distinct().count() == 2
        assert Exposure.objects.filter(product_id=fund.pk).count() == 1
        assert not Exposure.objects.filter(product_id=high.pk).exists()


def test_who_refuses_machines_who_may_not_be_called_and_who_is_held_out_are_advised_nothing(
    bank, monkeypatch
):
    with transaction.atomic():
        make_product(risk_grade="R2")
        quiet = make_customer("未同意", org=bank.orgs["river"], rm=bank.rm.staff_id)
        assess(quiet, "C3")
        refuses = make_customer("拒绝者", org=bank.orgs["river"], rm=bank.rm.staff_id)
        assess(refuses, "C3")
        allow(refuses)
        told = RefusalTold(told_via="BRANCH", evidence_no="E1")
        customer_services.refuse_automation(actor=act_as(bank.rm), now=NOW, customer_id=refuses.pk, told=told)  # fmt: skip
    for customer in (quiet, refuses):
        know(customer)
    run = services.advise(now=NOW)
    with transaction.atomic(), whole_bank():
        assert set(AdviceLine.objects.filter(run_id=run).values_list("customer_id", flat=True)) == {bank.own.pk}  # fmt: skip
    found = card(bank, refuses)
    assert (found.bar, found.items) == (Bar.AUTOMATION, ())
    assert "拒绝自动化决策" in found.bar_said
    found = card(bank, quiet)
    assert (found.bar, found.items, found.why_not) == (Bar.HOLD, (), ())
    assert found.bar_said
    # She refuses after the night: what stands from it is shown and taken up no more.
    (line,) = card(bank).items
    with transaction.atomic():
        customer_services.refuse_automation(actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, told=told)  # fmt: skip
    assert card(bank).bar == Bar.AUTOMATION
    with transaction.atomic(), pytest.raises(services.AdviceGone):
        services.accept_advice(actor=act_as(bank.rm), now=NOW, line_id=line.id)


def test_licence_holdings_and_the_gate_of_the_day_count(bank):
    with transaction.atomic():
        held = make_product("已持有", risk_grade="R2")
        make_position(make_account(bank.own), held, market_value="5000")
        cover = make_product("保障", product_class="INS", risk_grade="")
        wm = make_product("候选", risk_grade="R2")
    know(bank.own, mortgage_amount=500_000)
    run = services.advise(now=NOW)
    with transaction.atomic(), whole_bank():
        outcomes = outcomes_of(run, bank.own)
    assert outcomes[held.pk] is Outcome.HELD
    assert outcomes[cover.pk] is Outcome.PASSED
    assert outcomes[wm.pk] is Outcome.PASSED
    (line, *_more) = [item for item in card(bank).items if item.product_name == "候选"]
    # An assessment of today says C1: what the night found is shown to nobody and refused.
    with transaction.atomic():
        make_assessment(bank.own, "C1", assessed_on=date(2026, 11, 24), valid_to=date(2027, 11, 23))
    shown = card(bank)
    assert "候选" not in {item.product_name for item in shown.items}
    with transaction.atomic(), pytest.raises(services.AdviceGone):
        services.accept_advice(actor=act_as(bank.rm), now=NOW, line_id=line.id)


def outcomes_of(run_id, customer):
    products = AdviceRun.objects.get(pk=run_id).products
    row = AdviceCustomer.objects.get(run_id=run_id, customer_id=customer.pk)
    return dict(zip(products, map(Outcome, row.outcomes), strict=True))


def test_of_two_who_take_it_up_at_once_one_opportunity_comes(bank):
    with transaction.atomic():
        make_product(risk_grade="R2")
        _head = bank.head
        license_all(bank.head.staff_id)
    services.advise(now=NOW)
    (line,) = card(bank).items
    start = Barrier(2)

    def take(actor):
        start.wait()
        try:
            with transaction.atomic():
                found = services.accept_advice(actor=act_as(actor), now=NOW, line_id=line.id)
            return found.opportunity_id, found.is_new
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=2) as pool:
        ids = list(pool.map(take, (bank.rm, bank.head)))
    assert len({pk for pk, _new in ids}) == 1
    assert sorted(new for _pk, new in ids) == [False, True]
    with transaction.atomic(), whole_bank():
        assert AdviceAnswer.objects.count() == 1
