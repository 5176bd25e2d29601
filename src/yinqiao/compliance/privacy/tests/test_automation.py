"""No decision by a machine alone: refused at once and everywhere, or looked at by a person with a clock (PIPL 24)."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import queries as compliance_queries
from yinqiao.compliance import services
from yinqiao.compliance.models import Consent, PersonRequest
from yinqiao.compliance.privacy import queries
from yinqiao.compliance.privacy.models import DecisionReview
from yinqiao.compliance.services import RequestMade, StepTaken
from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers import queries as customers
from yinqiao.customers import services as customer_services
from yinqiao.customers.services import NotRefused, RefusalTold
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform import clock, processing
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused

TOLD = RefusalTold("APP", "APP-2026-0001")


def refuse(bank, told=TOLD, *, actor=None, customer=None):
    return services.refuse_automation(
        actor=act_as(actor or bank.rm),
        now=NOW,
        customer_id=(customer or bank.own).pk,
        told=told,
    )


def test_a_refusal_holds_at_once_and_takes_profiling_back(bank):
    make_consent(bank.own, purpose="PROFILING", channel="ANY")
    make_consent(bank.own, purpose="MARKETING", channel="ANY")
    pk = refuse(bank)
    assert refuse(bank) == pk
    assert customers.refused_automation(customer_ids=[bank.own.pk, bank.foreign.pk]) == frozenset(
        {bank.own.pk}
    )
    taken = Consent.objects.filter(status="WITHDRAWN").values_list("purpose", "channel")
    assert list(taken) == [("PROFILING", "ANY")]
    asked = {"actor": bank.rm, "customers": [bank.own.pk], "purpose": "MARKETING", "channel": "SMS"}
    said = compliance_queries.contact_decisions(**asked, now=NOW, is_profiled=True)
    assert not said[bank.own.pk].is_allowed
    customer_services.accept_automation(actor=bank.rm, now=NOW, customer_id=bank.own.pk)
    assert customers.automation_refusal(customer_id=bank.own.pk) is None
    with pytest.raises(NotRefused):
        customer_services.accept_automation(actor=bank.rm, now=NOW, customer_id=bank.own.pk)


def test_who_may_not(bank):
    with pytest.raises(NotFound):
        refuse(bank, customer=bank.foreign)
    with pytest.raises(PermissionRefused):
        refuse(bank, actor=bank.teller)
    with pytest.raises(InvalidInput):
        refuse(bank, RefusalTold("TELEX"))
    people = [bank.own.pk, bank.foreign.pk]
    assert customers.refused_automation(customer_ids=people) == frozenset()
    assert not Consent.objects.exists()


def test_a_person_looks_at_a_decision_and_explains_it(bank, monkeypatch):
    monkeypatch.setattr(processing.tellers, "_items", {"TIER": lambda _pk: {"客户分层": "PRIVATE"}})
    made = RequestMade("HUMAN_REVIEW", "为什么降级", "BRANCH", "TIER")
    pk = services.receive_request(
        actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, made=made
    )
    review = DecisionReview.objects.get()
    assert (review.decision, review.told) == ("TIER", {"客户分层": "PRIVATE"})
    act_as(bank.compliance)

    def step(version, to, said="已核对", outcome=""):
        services.step_request(
            actor=bank.compliance,
            now=NOW,
            request_id=pk,
            version=version,
            step=StepTaken(to, said, outcome=outcome),
        )

    step(1, "ID_VERIFIED")
    step(2, "IN_PROGRESS")
    with pytest.raises(InvalidInput) as refused:
        step(3, "ANSWERED", "经人工复核")
    assert set(refused.value.fields) == {"outcome"}
    assert PersonRequest.objects.get().state == "IN_PROGRESS"
    step(3, "ANSWERED", "月日均资产低于标准，已按保级规则恢复", "CHANGED")
    found = queries.review_of(request_id=pk)
    assert (found.outcome, found.reviewer) == ("CHANGED", bank.compliance.name)
    assert found.explanation == "月日均资产低于标准，已按保级规则恢复"


def test_an_unknown_decision_is_no_request(bank):
    made = RequestMade("HUMAN_REVIEW", "为什么", "BRANCH", "WEATHER")
    with pytest.raises(InvalidInput):
        services.receive_request(actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, made=made)
    assert not PersonRequest.objects.exists()


def test_the_pages_say_why_there_is_no_score(bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    form = {"told_via": "BRANCH", "evidence_no": "YX-1"}
    url = reverse("compliance:automation-refusals", args=[bank.own.pk])
    matrix = reverse("compliance:consent-matrix", args=[bank.own.pk])
    assert client.post(url, form)["Location"] == matrix
    for name in ("compliance:consent-matrix", "compliance:consents"):
        page = client.get(reverse(name, args=[bank.own.pk])).content.decode()
        assert "客户已拒绝自动化决策" in page
    back = reverse("compliance:automation-acceptances", args=[bank.own.pk])
    assert client.post(back)["Location"] == matrix
    act_as(bank.rm)
    assert customers.automation_refusal(customer_id=bank.own.pk) is None
