"""Assessments: the customer's own answers, confirmed, counted over all channels, one of what is sent twice, never changed."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import make_account, sign_in
from yinqiao.compliance import queries
from yinqiao.compliance.models import RiskAssessment
from yinqiao.compliance.suitability import services
from yinqiao.compliance.suitability.models import Questionnaire, Sitting
from yinqiao.compliance.suitability.services import (
    AssessmentRefused,
    Confirmation,
    NoQuestionnaire,
    PaperDetails,
    PaperFixed,
    SecondConfirmationNeeded,
    SentAssessment,
    SittingOver,
)
from yinqiao.compliance.suitability.tests.factories import (
    PAPER,
    answers_of,
    license_all,
    make_paper,
)
from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.customers.tests.factories import NOW, TODAY, Bank, act_as, make_customer
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.products.tests.factories import make_product
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval

OWN = Confirmation(is_own=True)
TWICE = Confirmation(is_own=True, is_second=True)
YEAR_ON = date(2027, 11, 21)


def start(bank, *, now=NOW, customer=None):
    customer = customer or bank.own
    return services.start_sitting(actor=act_as(bank.rm), now=now, customer_id=customer.pk)


def answer(bank, pk, letters="BBBBB", *, now=NOW):
    services.answer_sitting(
        actor=act_as(bank.rm),
        now=now,
        customer_id=bank.own.pk,
        sitting_id=pk,
        answers=answers_of(letters),
    )


def confirm(bank, pk, confirmation=OWN, *, now=NOW):
    return services.confirm_sitting(
        actor=act_as(bank.rm),
        now=now,
        customer_id=bank.own.pk,
        sitting_id=pk,
        confirmation=confirmation,
    )


def assess(bank, letters="BBBBB", *, now=NOW, confirmation=TWICE):
    pk = start(bank, now=now)
    answer(bank, pk, letters, now=now)
    return confirm(bank, pk, confirmation, now=now)


def test_the_customers_answers_become_the_assessment_in_force(bank):
    make_paper()
    pk = start(bank)
    answer(bank, pk)
    assert RiskAssessment.objects.count() == 0
    assessment_id = confirm(bank, pk)
    row = RiskAssessment.objects.get(pk=assessment_id)
    assert (row.risk_tolerance, row.score, row.assessed_on, row.valid_to, row.channel) == (
        "C3",
        15,
        TODAY,
        YEAR_ON,
        "COUNTER",
    )
    sitting = Sitting.objects.get()
    assert (sitting.state, sitting.operated_by_name, sitting.answers["1"]) == (
        "COMPLETED",
        "陈思远",
        ["B"],
    )
    license_all(bank.rm.staff_id)
    product = make_product(risk_grade="R3")
    found = queries.suitability(
        actor=act_as(bank.rm), customer_id=bank.own.pk, product_ids=[product.pk], now=NOW
    )
    assert found[product.pk].verdict == "ALLOWED"
    verbs = AuditEntry.objects.filter(object_type="compliance.assessment_sitting")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "compliance.assessment-started",
        "compliance.assessment-answered",
        "compliance.assessment-completed",
    ]


def test_a_result_that_differs_is_confirmed_once_more(bank):
    make_paper()
    make_assessment(bank.own, "C2", assessed_on=date(2026, 3, 1), valid_to=date(2027, 2, 28))
    pk = start(bank)
    answer(bank, pk, "CCCCC")
    with pytest.raises(SecondConfirmationNeeded) as refused:
        confirm(bank, pk)
    assert refused.value.extra == {"grade": "C5", "previous_grade": "C2"}
    assert RiskAssessment.objects.count() == 1
    confirm(bank, pk, TWICE)
    assert Sitting.objects.get().is_confirmed_again is True


def test_without_the_customers_own_word_nothing_counts(bank):
    make_paper()
    pk = start(bank)
    with pytest.raises(InvalidInput) as refused:
        answer(bank, pk, "BBBB")
    assert list(refused.value.fields) == ["q5"]
    assert Sitting.objects.get().answers is None
    answer(bank, pk)
    with pytest.raises(InvalidInput):
        confirm(bank, pk, Confirmation(is_own=False))
    assert (RiskAssessment.objects.count(), Sitting.objects.get().state) == (0, "ANSWERED")


def test_vector_8_two_a_day_over_all_channels(bank):
    make_paper()
    make_assessment(bank.own, "C3", assessed_on=TODAY, valid_to=YEAR_ON)
    assess(bank)
    with pytest.raises(AssessmentRefused) as refused:
        start(bank)
    assert (refused.value.code, refused.value.message) == (
        "SUIT_DAILY_LIMIT",
        "今日已完成 2 次测评，已达单日上限，今日不能再测。",
    )
    with pytest.raises(AssessmentRefused):
        send(bank, key="app-1")
    assert RiskAssessment.objects.count() == 2
    assess(bank, now=NOW + timedelta(days=1))


def test_vector_8_eight_in_twelve_months_counted_once_where_two_sources_deliver_one(bank):
    make_paper()
    rows = [
        make_assessment(
            bank.own,
            "C3",
            assessed_on=TODAY - timedelta(days=40 * n),
            valid_to=YEAR_ON,
        )
        for n in range(1, 9)
    ]
    with pytest.raises(AssessmentRefused) as refused:
        start(bank)
    assert refused.value.code == "SUIT_YEAR_LIMIT"
    act_as(bank.rm)
    RiskAssessment.objects.filter(pk=rows[0].pk).update(
        assessment_no=rows[1].assessment_no, assessed_on=rows[1].assessed_on
    )
    assess(bank)


def test_what_another_channel_used_up_meanwhile_is_noticed_at_the_end(bank):
    make_paper()
    pk = start(bank)
    answer(bank, pk)
    for _ in range(2):
        make_assessment(bank.own, "C3", assessed_on=TODAY, valid_to=YEAR_ON)
    with pytest.raises(AssessmentRefused):
        confirm(bank, pk)
    assert (RiskAssessment.objects.count(), Sitting.objects.get().state) == (2, "ANSWERED")


def test_a_new_sitting_gives_up_the_one_before_and_a_day_later_it_is_over(bank):
    make_paper()
    first = start(bank)
    second = start(bank)
    with pytest.raises(SittingOver):
        answer(bank, first)
    assert Sitting.objects.get(pk=first).state == "ABANDONED"
    with pytest.raises(SittingOver):
        answer(bank, second, now=NOW + timedelta(days=1))


def send(
    bank, letters="BBBBB", *, key, confirmation=TWICE, paper="Q2026-11", channel="MOBILE_BANK"
):
    return services.take_assessment(
        actor=act_as(bank.rm),
        now=NOW,
        customer_id=bank.own.pk,
        sent=SentAssessment(paper, channel, answers_of(letters), confirmation, key),
    )


def test_an_app_sends_it_whole_and_the_same_key_is_one(bank):
    make_paper()
    first = send(bank, key="app-1")
    assert send(bank, key="app-1") == first
    assert list(RiskAssessment.objects.values_list("channel", "is_lowest")) == [
        ("MOBILE_BANK", False)
    ]
    lowest = RiskAssessment.objects.get(pk=send(bank, "CCCCA", key="app-2"))
    assert (lowest.risk_tolerance, lowest.is_lowest) == ("C1", True)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"paper": "Q2025"}, NoQuestionnaire),
        ({"channel": "FAX"}, InvalidInput),
        ({"letters": "BBBBX"}, InvalidInput),
        ({"confirmation": Confirmation(is_own=False)}, InvalidInput),
    ],
)
def test_nothing_is_kept_of_what_an_app_sends_wrong(bank, changes, error):
    make_paper()
    with pytest.raises(error):
        send(bank, key="app-1", **changes)
    assert (Sitting.objects.count(), RiskAssessment.objects.count()) == (0, 0)


def test_only_for_customers_in_scope_who_can_act_by_who_may_sell(bank):
    with pytest.raises(NoQuestionnaire):
        start(bank)
    make_paper()
    with pytest.raises(NotFound):
        start(bank, customer=bank.foreign)
    with pytest.raises(PermissionRefused):
        services.start_sitting(actor=act_as(bank.compliance), now=NOW, customer_id=bank.own.pk)
    child = make_customer(
        "周小宝", org=bank.orgs["river"], rm=bank.rm.staff_id, birth_on=date(2020, 1, 1)
    )
    with pytest.raises(AssessmentRefused) as refused:
        start(bank, customer=child)
    assert refused.value.code == "SUIT_CAPACITY"
    company = make_customer("澜江新材", org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY")
    with pytest.raises(NoQuestionnaire):
        start(bank, customer=company)
    assert Sitting.objects.count() == 0


def test_a_questionnaire_answered_twice_at_once_is_one_assessment(committed_db):
    with transaction.atomic():
        bank = Bank()
        make_paper()
        pk = start(bank)
        answer(bank, pk)
    barrier, done, refused = Barrier(2), [], []

    def click():
        try:
            barrier.wait(20)
            with transaction.atomic():
                done.append(confirm(bank, pk))
        except SittingOver:
            refused.append(pk)
        finally:
            connections.close_all()

    threads = [Thread(target=click) for _ in range(2)]
    [thread.start() for thread in threads], [thread.join(30) for thread in threads]
    with transaction.atomic():
        act_as(bank.rm)
        assert (len(done), len(refused), RiskAssessment.objects.count()) == (1, 1, 1)


def test_what_is_completed_or_published_is_changed_by_nobody(bank):
    paper = make_paper()
    assess(bank)
    sitting = Sitting.objects.get()
    for change in (
        lambda: Sitting.objects.filter(pk=sitting.pk).update(grade="C5"),
        lambda: Questionnaire.objects.filter(pk=paper.pk).update(title="x"),
        sitting.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Sitting.objects.get().grade == "C3"


def write(bank, actor, *, code="Q2027-01", text=PAPER, **how):
    return services.write_paper(
        actor=act_as(actor),
        now=NOW,
        details=PaperDetails(code, "个人客户风险测评问卷", "PERSON", text),
        **how,
    )


def test_a_questionnaire_is_published_by_a_second_person_and_holds_from_its_day(bank):
    maker = bank._person("product_manager", "head", "孙产品")
    pk = write(bank, maker)
    later = TODAY + timedelta(days=7)
    approval_id = services.request_publication(
        actor=maker, now=NOW, paper_id=pk, version=1, effective_from=later, reason="年度重检"
    )
    with pytest.raises(PaperFixed):
        write(bank, maker, paper_id=pk, version=2)
    with pytest.raises(StaleVersion):
        write(bank, maker, paper_id=pk, version=1)
    assert approval(approval_id).permission == "compliance.approve_questionnaire"
    workflow.approve(actor=act_as(bank.compliance), now=NOW, approval_id=approval_id, version=1)
    row = Questionnaire.objects.get()
    assert (row.state, row.effective_from, row.published_by_name) == (
        "PUBLISHED",
        later,
        "林合规",
    )
    with pytest.raises(NoQuestionnaire):
        start(bank)
    start(bank, now=NOW + timedelta(days=7))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("? 一\nA 1 甲", "至少 5 道题。"),
        ("什么", "第 1 行无法识别：什么"),
        (PAPER.replace("C5 >= 21", "C5 >= 99"), "部分分数没有对应等级，或某等级永远无法达到。"),
    ],
)
def test_an_unsound_questionnaire_is_refused(bank, text, said):
    maker = bank._person("product_manager", "head", "孙产品")
    with pytest.raises(InvalidInput) as refused:
        write(bank, maker, text=text)
    assert refused.value.fields == {"text": said}
    assert Questionnaire.objects.count() == 0


def test_the_counter_by_pages(bank):
    make_paper()
    user = get_user_model().objects.get(pk=bank.rm.user_id)
    client = Client()
    sign_in(client, user)
    tab = reverse("compliance:suitability", args=[bank.own.pk])
    assert "为客户发起测评" in client.get(tab).content.decode()
    begun = client.post(reverse("compliance:sitting-start", args=[bank.own.pk]))
    page = client.get(begun["Location"]).content.decode()
    assert ("工作人员不得代填或提示" in page, "checked" in page) == (True, False)
    wrong = client.post(begun["Location"], {"q1": "A"})
    assert wrong.status_code == 422
    chosen = {f"q{n}": "B" for n in range(1, 6)}
    answered = client.post(begun["Location"], chosen)
    assert "C3" in client.get(answered["Location"]).content.decode()
    assert client.post(answered["Location"], {}).status_code == 422
    done = client.post(answered["Location"], {"is_own": "on"})
    assert done["Location"].endswith("?tab=compliance.suitability")
    sheet = reverse("compliance:sitting-sheet", args=[bank.own.pk, Sitting.objects.get().pk])
    assert sheet in client.get(tab).content.decode()
    pdf = b"".join(client.get(sheet).streaming_content)
    assert pdf.startswith(b"%PDF")
    assert AuditEntry.objects.filter(verb="compliance.assessment-printed").count() == 1
    assert client.post(answered["Location"], {"is_own": "on"}).status_code == 409


def test_the_pages_of_questionnaires(bank):
    make_paper()
    client = Client()
    sign_in(client, make_account("product_manager", org=bank.orgs["head"], name="孙产品"))
    assert "Q2026-11" in client.get(reverse("compliance:papers")).content.decode()
    form = client.get(reverse("compliance:paper-new")).content.decode()
    assert "题目1" in form
    data = {"code": "Q2027", "title": "新版问卷", "audience": "PERSON", "text": PAPER}
    made = client.post(reverse("compliance:paper-new"), data)
    page = client.get(made["Location"]).content.decode()
    assert ("题目5" in page, "草稿" in page) == (True, True)
    pk = Questionnaire.objects.get(code="Q2027").pk
    sent = client.post(
        reverse("compliance:paper-publish", args=[pk]),
        {"effective_from": "2099-01-01", "reason": "年度重检", "version": "1"},
    )
    assert "/approvals/" in sent["Location"] or "workflow" in sent["Location"]
    reopened = client.post(reverse("compliance:paper-reopen", args=[pk]), {"version": "2"})
    assert reopened.status_code == 303
    assert Questionnaire.objects.get(pk=pk).state == "DRAFT"
