"""Answers from the database: one question for many products and many customers, in sentences with their rule."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import queries, services
from yinqiao.compliance.models import RiskAssessment
from yinqiao.compliance.suitability.models import BuyerMark, SalesLicence
from yinqiao.compliance.suitability.services import MarkStands
from yinqiao.compliance.suitability.tests.factories import license_all, make_licence, make_mark
from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.customers.tests.factories import NOW, TODAY, act_as, make_customer, make_finance
from yinqiao.holdings.tests.factories import make_account, make_position
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.ui import desk
from yinqiao.products.tests.factories import make_product

ONE_DAY = timedelta(days=1)


def assess(customer, grade="C2", *, on=date(2026, 6, 1)):
    return make_assessment(customer, grade, assessed_on=on, valid_to=on.replace(year=on.year + 1))


def ask(bank, *products, actor=None, now=NOW, **how):
    return queries.suitability(
        actor=act_as(actor or bank.rm),
        customer_id=bank.own.pk,
        product_ids=[product.pk for product in products],
        now=now,
        **how,
    )


def test_vector_5_by_the_database_with_reason_and_rule(bank):
    license_all(bank.rm.staff_id)
    assess(bank.own, "C2")
    low, high = make_product(risk_grade="R2"), make_product(risk_grade="R3")
    found = ask(bank, low, high)
    assert (found[low.pk].verdict, found[low.pk].may_recommend) == ("ALLOWED", True)
    answer = found[high.pk]
    assert (answer.code, answer.grade, answer.customer_grade) == ("SUIT_MISMATCH", "R3", "C2")
    assert answer.reason == "产品风险等级 R3，客户风险承受能力 C2：超出客户等级，不得销售，无例外。"
    assert "国家金融监督管理总局令2025年第7号" in answer.reasons[0].rule
    wish = ask(bank, high, is_customer_initiated=True)[high.pk]
    assert (wish.code, wish.steps) == ("SUIT_MISMATCH", ())


def test_vector_7_both_grades_of_the_shelf(bank):
    license_all(bank.rm.staff_id)
    assess(bank.own, "C2")
    product = make_product(risk_grade="R2", issuer_risk_grade="R3")
    assert ask(bank, product)[product.pk].grade == "R3"
    assert ask(bank, product)[product.pk].code == "SUIT_MISMATCH"


def test_vector_9_an_assessment_of_a_year_ago_to_the_day(bank):
    license_all(bank.rm.staff_id)
    assess(bank.own, "C5", on=date(2025, 11, 22))
    product = make_product(risk_grade="R1")
    answer = ask(bank, product)[product.pk]
    assert (answer.code, answer.reason) == (
        "SUIT_EXPIRED",
        "风险测评有效期至 2026-11-21，已过期，须先重新测评。",
    )
    assert ask(bank, product, now=NOW - ONE_DAY)[product.pk].verdict == "ALLOWED"


def test_a_licence_gates_to_its_last_day_and_only_its_class(bank):
    assess(bank.own, "C3")
    wealth, fund = make_product(), make_product(product_class="FUND")
    deposit = make_product(product_class="TIME", risk_grade="")
    make_licence(bank.rm.staff_id, "WEALTH", valid_to=TODAY)
    found = ask(bank, wealth, fund, deposit)
    assert [found[p.pk].code for p in (wealth, fund, deposit)] == ["", "SUIT_LICENCE", ""]
    assert found[fund.pk].reason == "您未持有有效的基金销售资格，不得销售该产品。"
    tomorrow = ask(bank, wealth, now=NOW + ONE_DAY)[wealth.pk]
    assert tomorrow.code == "SUIT_LICENCE"
    # Whoever sells nothing is not asked for one.
    assert ask(bank, fund, actor=bank.compliance)[fund.pk].code == ""


def test_foreign_customers_are_absent_and_left_out(bank):
    product = make_product()
    with pytest.raises(NotFound):
        queries.suitability(
            actor=act_as(bank.rm), customer_id=bank.foreign.pk, product_ids=[product.pk], now=NOW
        )
    found = queries.suitability_of_many(
        actor=act_as(bank.rm),
        customer_ids=[bank.own.pk, bank.foreign.pk],
        product_id=product.pk,
        now=NOW,
    )
    assert set(found) == {bank.own.pk}


def test_many_customers_cost_as_many_queries_as_one_and_agree_with_the_single_form(bank):
    job = system_actor(name="测试")
    act_as(job)
    people = [make_customer(f"赵{n}", org=bank.orgs["river"]) for n in range(6)]
    for person, grade in zip(people, ("C1", "C2", "C3", "C4", "C5"), strict=False):
        assess(person, grade)
    make_mark(people[5], "PROFESSIONAL")
    product = make_product(risk_grade="R3")

    def many(ids):
        act_as(job)
        with CaptureQueriesContext(connection) as caught:
            found = queries.suitability_of_many(
                actor=job, customer_ids=ids, product_id=product.pk, now=NOW
            )
        return found, len(caught)

    many([])  # the parameters are read once
    few, cost = many([people[0].pk])
    found, cost_of_all = many([person.pk for person in people])
    assert cost == cost_of_all
    assert [found[person.pk].may_recommend for person in people] == [
        False,
        False,
        True,
        True,
        True,
        True,
    ]
    for person in people:
        single = queries.suitability(
            actor=job, customer_id=person.pk, product_ids=[product.pk], now=NOW
        )
        assert single[product.pk] == found[person.pk]
    assert few[people[0].pk] == found[people[0].pk]


def test_what_is_held_and_what_can_be_paid(bank):
    license_all(bank.rm.staff_id)
    assess(bank.own, "C2")
    held = make_product(product_class="FUND", risk_grade="R3")
    make_position(make_account(bank.own), held, market_value="1000")
    answer = ask(bank, held, is_customer_initiated=True)[held.pk]
    assert answer.reason == "为存量持有且超出客户等级，不得追加。"
    product = make_product(risk_grade="R1")
    make_finance(bank.own, "ASSET", "1000000", item="SECURITIES")
    make_finance(bank.own, "ASSET", "9000000", item="PROPERTY")
    assert ask(bank, product, amount=Decimal(13_864_000))[product.pk].code == ""
    assert ask(bank, product, amount=Decimal("13864000.01"))[product.pk].code == "SUIT_FUNDS"


def test_changed_circumstances_stop_sales_until_the_next_assessment(bank):
    license_all(bank.rm.staff_id)
    assess(bank.own, "C3")
    product = make_product(risk_grade="R1")
    services.set_mark(
        actor=act_as(bank.rm),
        now=NOW,
        customer_id=bank.own.pk,
        details=services.MarkDetails("CHANGED", "客户告知近期失业"),
    )
    assert ask(bank, product)[product.pk].code == "SUIT_CHANGED"
    row = make_assessment(bank.own, "C2", assessed_on=TODAY, valid_to=date(2027, 11, 21))
    assert ask(bank, product)[product.pk].code == "SUIT_CHANGED"
    act_as(bank.rm)
    RiskAssessment.objects.filter(pk=row.pk).update(assessed_at=NOW + timedelta(hours=1))
    assert ask(bank, product, now=NOW + timedelta(hours=2))[product.pk].code == ""


def test_a_manager_may_tell_of_changes_and_nothing_that_opens_sales(bank):
    details = services.MarkDetails("PROFESSIONAL", "客户自述", evidence_no="E-1")
    with pytest.raises(PermissionRefused):
        services.set_mark(actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, details=details)
    act_as(bank.compliance)
    assert BuyerMark.objects.count() == 0


def test_a_qualified_investor_is_shown_by_figures_and_evidence(bank):
    actor = act_as(bank.compliance)

    def mark(**told):
        details = services.MarkDetails("QUALIFIED", "已核验资产证明", **told)
        return services.set_mark(actor=actor, now=NOW, customer_id=bank.own.pk, details=details)

    for told in (
        {},
        {"evidence_no": "E-1"},
        {"evidence_no": "E-1", "years": 2, "income": Decimal(399_999)},
    ):
        with pytest.raises(InvalidInput):
            mark(**told)
    assert BuyerMark.objects.count() == 0
    pk = mark(evidence_no="E-1", years=2, income=Decimal(400_000))
    with pytest.raises(MarkStands):
        mark(evidence_no="E-2", years=3, income=Decimal(400_000))
    services.end_mark(
        actor=actor, now=NOW, customer_id=bank.own.pk, mark_id=pk, reason="证明材料过期"
    )
    assert BuyerMark.objects.get().end_reason == "证明材料过期"
    verbs = AuditEntry.objects.filter(customer_id=bank.own.pk, object_type="compliance.buyer_mark")
    assert sorted(verbs.values_list("verb", flat=True)) == [
        "compliance.buyer-mark-ended",
        "compliance.buyer-mark-set",
    ]


def licence(bank, **changes):
    told = {
        "staff_no": bank.rm.staff_no,
        "kind": "FUND",
        "licence_no": "f-001",
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 12, 31),
        **changes,
    }
    return services.record_licence(
        actor=act_as(bank.compliance), now=NOW, details=services.LicenceDetails(**told)
    )


def test_a_licence_is_recorded_once_and_withdrawn_from_today_on(bank):
    pk = licence(bank)
    with pytest.raises(Exception, match="已登记"):
        licence(bank)
    for wrong in (
        {"staff_no": "nobody"},
        {"kind": "X"},
        {"valid_to": date(2025, 1, 1)},
        {"licence_no": " "},
    ):
        with pytest.raises(InvalidInput):
            licence(bank, **wrong)
    with pytest.raises(InvalidInput):
        licence(bank, staff_no=bank.compliance.staff_no)
    with pytest.raises(StaleVersion):
        services.withdraw_licence(
            actor=bank.compliance, now=NOW, licence_id=pk, version=9, reason="x"
        )
    assert SalesLicence.objects.get().withdrawn_on is None
    services.withdraw_licence(
        actor=bank.compliance, now=NOW, licence_id=pk, version=1, reason="离岗"
    )
    row = SalesLicence.objects.get()
    assert (row.withdrawn_on, row.withdraw_reason, row.licence_no) == (TODAY, "离岗", "F-001")
    with pytest.raises(PermissionRefused):
        services.record_licence(
            actor=act_as(bank.rm),
            now=NOW,
            details=services.LicenceDetails(bank.other_rm.staff_no, "FUND", "F-9", TODAY),
        )


def test_a_seller_is_told_before_a_licence_ends(bank):
    make_licence(bank.rm.staff_id, "FUND", valid_to=TODAY + timedelta(days=60))
    make_licence(bank.rm.staff_id, "WEALTH", valid_to=TODAY + timedelta(days=61))
    source = desk.todos.get("licences")
    found = source(bank.rm, NOW, 5)
    assert [(todo.title, todo.due_on) for todo in found.rows] == [
        ("续办销售资格：基金销售资格", TODAY + timedelta(days=60))
    ]
    assert source(bank.compliance, NOW, 5).total == 0


def test_the_pages(bank):
    license_all(bank.rm.staff_id)
    make_assessment(bank.own, "C2", assessed_on=datetime.now(UTC).date(), valid_to=date(2099, 1, 1))
    make_product("稳享 90 天", risk_grade="R1")
    make_product("进取成长", risk_grade="R3")
    client = Client(headers={"HX-Request": "true"})
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    text = client.get(reverse("compliance:suitability", args=[bank.own.pk])).content.decode()
    assert ("不可销售" in text, "SUIT_MISMATCH" in text, "可销售" in text) == (True, True, True)
    assert text.index("稳享 90 天") < text.index("进取成长")
    assert "例外" in text
    url = reverse("compliance:tell-change", args=[bank.own.pk])
    assert client.post(url, {"reason": "收入下降"}).status_code == 204
    text = client.get(reverse("compliance:suitability", args=[bank.own.pk])).content.decode()
    assert "SUIT_CHANGED" in text
    assert client.get(reverse("compliance:licences")).status_code == 403

    officer = Client()
    sign_in(officer, get_user_model().objects.get(pk=bank.compliance.user_id))
    page = officer.get(reverse("compliance:licences")).content.decode()
    assert ("陈思远" in page, "撤销" in page) == (True, True)
    assert (
        "陈思远"
        not in officer.get(reverse("compliance:licences"), {"state": "EXPIRED"}).content.decode()
    )
