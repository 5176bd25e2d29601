"""Impact assessments: two people, fixed once signed, and without a valid one gated processing stays off (PIPL 55-56)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import services as compliance
from yinqiao.compliance.models import ConsentText
from yinqiao.compliance.privacy import queries, services
from yinqiao.compliance.privacy.models import ImpactAssessment
from yinqiao.compliance.privacy.services import AssessmentDetails, AssessmentFixed
from yinqiao.compliance.privacy.tests.factories import agree, sign_assessment
from yinqiao.compliance.services import ConsentWording
from yinqiao.customers.tests.factories import NOW, TODAY, act_as
from yinqiao.platform import clock, processing
from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.platform.processing import NotAssessed
from yinqiao.workflow.services import Refused

WORDS = {
    "activity": "sharing",
    "title": "向合作机构提供个人信息",
    "purpose": "办理客户申请的业务",
    "necessity": "为订立合同所必需，仅提供最小范围",
    "risks": "接收方超范围使用",
    "measures": "合同约束、脱敏、留痕",
    "verdict": "MEASURES",
    "valid_to": date(2027, 11, 22),
}


def draft(who, **changed):
    details = AssessmentDetails(**{**WORDS, **changed})
    return services.draft_assessment(actor=act_as(who), now=NOW, details=details)


def test_gated_processing_stays_off_until_two_people_signed(bank, second):
    officer = bank.compliance
    wording = ConsentWording("SHARING", "V1", "共享单独同意书", "正文", TODAY)
    act_as(officer)
    # A last day that has passed is no way round: consents of before count as soon as their text is registered.
    day = TODAY - timedelta(days=1)
    former = replace(wording, valid_from=day, valid_to=day)
    with pytest.raises(NotAssessed):
        compliance.publish_text(actor=officer, now=NOW, wording=former)
    with pytest.raises(NotAssessed) as refused:
        compliance.publish_text(actor=officer, now=NOW, wording=wording)
    assert (refused.value.code, refused.value.extra) == ("NOT_ASSESSED", {"activity": "sharing"})
    pk = draft(officer)
    approval = services.ask_for_signature(actor=officer, now=NOW, assessment_id=pk, version=1)
    with pytest.raises(NotAssessed):
        compliance.publish_text(actor=officer, now=NOW, wording=wording)
    assert not ConsentText.objects.exists()
    with pytest.raises(Refused):
        agree(officer, approval)
    agree(second, approval)
    act_as(officer)
    compliance.publish_text(actor=officer, now=NOW, wording=wording)
    row = ImpactAssessment.objects.get()
    assert (row.state, row.signed_by_name, row.version) == ("SIGNED", second.name, 3)
    with pytest.raises(AssessmentFixed):
        services.draft_assessment(
            actor=officer,
            now=NOW,
            details=AssessmentDetails(**WORDS),
            assessment_id=pk,
            version=3,
        )


def test_an_assessment_holds_to_its_last_day_and_not_when_it_says_no(db):
    sign_assessment("sharing", valid_to=TODAY)
    processing.require_assessed("sharing", on=TODAY)
    with pytest.raises(NotAssessed):
        processing.require_assessed("sharing", on=TODAY + timedelta(days=1))
    sign_assessment("cross-border", verdict="REJECTED")
    with pytest.raises(NotAssessed):
        processing.require_assessed("cross-border", on=TODAY)


def test_one_that_ends_soon_is_a_task_until_another_follows(db):
    row = sign_assessment("sharing", valid_to=TODAY + timedelta(days=60))
    assert list(queries.ending(today=TODAY)) == [row]
    assert list(queries.ending(today=TODAY - timedelta(days=1))) == []
    sign_assessment("sharing", valid_to=TODAY + timedelta(days=61))
    assert list(queries.ending(today=TODAY)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"activity": "unknown"},
        {"risks": " "},
        {"valid_to": TODAY},
        {"valid_to": date(2028, 11, 23)},
        {"verdict": "YES"},
    ],
)
def test_what_an_assessment_needs(bank, wrong):
    with pytest.raises(InvalidInput) as refused:
        draft(bank.compliance, **wrong)
    assert set(refused.value.fields) == set(wrong)
    with pytest.raises(PermissionRefused):
        draft(bank.rm)
    assert not ImpactAssessment.objects.exists()


def test_a_withdrawn_one_holds_no_more(bank):
    row = sign_assessment("sharing")
    act_as(bank.compliance)
    with pytest.raises(InvalidInput):
        services.withdraw_assessment(
            actor=bank.compliance, now=NOW, assessment_id=row.pk, version=1, reason=""
        )
    services.withdraw_assessment(
        actor=bank.compliance, now=NOW, assessment_id=row.pk, version=1, reason="接收方变更"
    )
    with pytest.raises(NotAssessed):
        processing.require_assessed("sharing", on=TODAY)


def test_the_pages(bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.compliance.user_id))
    needed = client.get(reverse("privacy:activities")).content.decode()
    assert "向合作机构提供个人信息" in needed
    assert client.post(reverse("privacy:assessment-new"), WORDS).status_code == 303
    row = ImpactAssessment.objects.get()
    page = reverse("privacy:assessment", args=[row.pk])
    assert "接收方超范围使用" in client.get(page).content.decode()
    asked = reverse("privacy:assessment-signatures", args=[row.pk])
    assert client.post(asked, {"version": "1"})["Location"] == page
    row.refresh_from_db()
    assert row.state == "WAITING"
    assert "向合作机构" in client.get(reverse("privacy:assessments")).content.decode()
    assert "120" in client.get(reverse("privacy:terms")).content.decode()
