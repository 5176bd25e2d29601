"""Legal holds: by compliance, with owner and a day to look again; they stop erasure, and nobody else learns of them."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import services as compliance
from yinqiao.compliance.models import PersonRequest
from yinqiao.compliance.privacy import queries, services
from yinqiao.compliance.privacy.models import HeldCustomer, LegalHold
from yinqiao.compliance.privacy.services import HoldEnded, HoldPlacement
from yinqiao.compliance.services import RequestMade, StepTaken
from yinqiao.customers.tests.factories import NOW, TODAY, act_as
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, PermissionRefused

REVIEW = date(2027, 2, 1)


def place(bank, *customers, reason="诉讼", owner="法律合规部", review_on=REVIEW, actor=None):
    numbers = [row if isinstance(row, str) else row.customer_no for row in customers]
    placed = HoldPlacement(numbers, reason, owner, review_on, "（2026）民初 88 号")
    return services.place_legal_hold(actor=act_as(actor or bank.compliance), now=NOW, placed=placed)


def test_a_hold_stands_until_somebody_ends_it(bank):
    hold = place(bank, bank.own, bank.foreign)
    assert queries.is_held(customer_id=bank.own.pk)
    told = AuditEntry.objects.filter(verb="privacy.legal-hold-placed")
    assert set(told.values_list("customer_id", flat=True)) == {bank.own.pk, bank.foreign.pk}
    later = REVIEW + timedelta(days=30)
    services.review_legal_hold(
        actor=bank.compliance, now=NOW, hold_id=hold, version=1, review_on=later, reason="二审"
    )
    services.end_legal_hold(actor=bank.compliance, now=NOW, hold_id=hold, version=2, reason="结案")
    row = LegalHold.objects.get()
    assert (row.review_on, row.ended_at, row.end_reason) == (later, NOW, "结案")
    assert not queries.is_held(customer_id=bank.own.pk)
    with pytest.raises(HoldEnded):
        services.end_legal_hold(
            actor=bank.compliance, now=NOW, hold_id=hold, version=3, reason="再次"
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " "},
        {"owner": ""},
        {"review_on": TODAY},
        {"review_on": TODAY + timedelta(days=181)},
    ],
)
def test_what_a_hold_needs(bank, wrong):
    with pytest.raises(InvalidInput) as refused:
        place(bank, bank.own, **wrong)
    assert set(refused.value.fields) == set(wrong)
    assert not HeldCustomer.objects.exists()


def test_who_may_not_and_whom_there_is_not(bank):
    with pytest.raises(InvalidInput):
        place(bank, "6199999999")
    with pytest.raises(InvalidInput):
        place(bank)
    with pytest.raises(PermissionRefused):
        place(bank, bank.own, actor=bank.head)
    assert not LegalHold.objects.exists()


def test_a_deletion_is_not_answered_under_a_hold(bank):
    place(bank, bank.own)
    made = RequestMade("DELETION", "请删除", "BRANCH")
    pk = compliance.receive_request(
        actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, made=made
    )
    act_as(bank.compliance)
    for version, to in ((1, "ID_VERIFIED"), (2, "IN_PROGRESS")):
        compliance.step_request(
            actor=bank.compliance,
            now=NOW,
            request_id=pk,
            version=version,
            step=StepTaken(to, "已核对"),
        )
    with pytest.raises(compliance.LegalHold):
        compliance.step_request(
            actor=bank.compliance,
            now=NOW,
            request_id=pk,
            version=3,
            step=StepTaken("ANSWERED", "已删除"),
        )
    assert PersonRequest.objects.get().state == "IN_PROGRESS"


def test_compliance_places_one_and_only_compliance_sees_it(bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def client_of(who):
        client = Client()
        sign_in(client, get_user_model().objects.get(pk=who.user_id))
        return client

    client = client_of(bank.compliance)
    form = {
        "customer_nos": f"{bank.own.customer_no}，{bank.foreign.customer_no}",
        "case_no": "（2026）民初 88 号",
        "reason": "诉讼",
        "owner": "法律合规部",
        "review_on": "2027-02-01",
    }
    assert client.post(reverse("privacy:hold-new"), form).status_code == 303
    assert HeldCustomer.objects.count() == 2
    assert "民初 88 号" in client.get(reverse("privacy:holds")).content.decode()
    chips = reverse("compliance:consents", args=[bank.own.pk])
    assert "法律保全" in client.get(chips).content.decode()
    manager = client_of(bank.rm)
    assert "法律保全" not in manager.get(chips).content.decode()
    assert manager.get(reverse("privacy:holds")).status_code == 403
