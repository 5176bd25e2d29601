"""Consents, assessments, diligence: what counts, and what a manager never sees."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import queries, rules
from yinqiao.compliance.rules import ConsentFacts, Usability
from yinqiao.compliance.tests.factories import make_assessment, make_consent, make_diligence
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform.errors import NotFound

DAY = date(2026, 11, 22)
THEN = datetime(2026, 1, 1, tzinfo=UTC)
GOOD = {
    "status": "GRANTED",
    "text_version": "v1",
    "granted_at": THEN,
    "withdrawn_at": None,
    "evidence_no": "E1",
    "valid_to": None,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Usability.USABLE),
        ({"text_version": ""}, Usability.HISTORY_ONLY),
        ({"granted_at": None}, Usability.HISTORY_ONLY),
        ({"evidence_no": ""}, Usability.HISTORY_ONLY),
        ({"status": "WITHDRAWN"}, Usability.WITHDRAWN),
        ({"withdrawn_at": THEN}, Usability.WITHDRAWN),
        ({"status": "EXPIRED"}, Usability.EXPIRED),
        ({"valid_to": DAY - timedelta(days=1)}, Usability.EXPIRED),
        ({"valid_to": DAY}, Usability.USABLE),
    ],
)
def test_what_a_consent_is_worth(change, expected):
    assert rules.usability(ConsentFacts(**{**GOOD, **change}), on=DAY) is expected


def panel(bank, actor=None):
    reader = act_as(actor or bank.rm)
    return queries.compliance(actor=reader, customer_id=bank.own.pk, now=NOW)


def test_only_consents_with_evidence_open_a_channel(bank):
    make_consent(bank.own, channel="SMS")
    make_consent(bank.own, channel="CALL", evidence_no="")
    make_consent(bank.own, channel="WECOM", status="WITHDRAWN")
    make_consent(bank.own, channel="EMAIL", purpose="SERVICE")
    found = panel(bank)
    assert [
        (row.channel_label, row.is_usable, row.is_history_only)
        for row in found.consents
        if row.is_usable or row.is_history_only
    ][-2:]
    assert len(found.marketing_channels) == 1
    assert sorted((row.is_usable, row.is_history_only) for row in found.consents) == [
        (False, False),
        (False, True),
        (True, False),
        (True, False),
    ]


def test_the_newest_assessment_counts_to_its_last_day(bank):
    make_assessment(bank.own, "C2", assessed_on=date(2025, 3, 15), valid_to=date(2026, 3, 14))
    make_assessment(bank.own, "C3", assessed_on=date(2025, 11, 23), valid_to=DAY)
    found = panel(bank)
    assert (found.current.grade, found.current.is_valid, found.current.days_left) == ("C3", True, 0)
    assert [row.is_current for row in found.assessments] == [True, False]


def test_beside_the_name_stands_the_newest_grade_and_whether_it_holds(bank):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))

    def mark():
        url = reverse("compliance:grade", args=[bank.own.pk])
        return client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert "c-tag" not in mark()
    make_assessment(bank.own, "C3", assessed_on=date(2025, 3, 15), valid_to=date(2026, 3, 14))
    assert ("C3 平衡型" in mark(), "已过期" in mark()) == (True, True)
    make_assessment(bank.own, "C4", assessed_on=date(2026, 3, 15), valid_to=date(2099, 3, 14))
    assert ("C4 成长型 · 有效至 2099-03-14" in mark(), "已过期" in mark()) == (True, False)


def test_a_manager_sees_completeness_and_nothing_of_money_laundering(bank):
    make_diligence(bank.own)
    seen = panel(bank).diligence
    assert seen.missing == ("职业", "地址")
    assert (seen.aml_label, seen.level_label, seen.next_review_on) == ("", "", None)
    full = panel(bank, bank.compliance).diligence
    assert (bool(full.aml_label), bool(full.level_label), full.next_review_on) == (
        True,
        True,
        date(2027, 1, 1),
    )


@pytest.mark.parametrize("name", ["compliance:panel", "compliance:summary"])
def test_the_page_of_a_high_grade_is_that_of_a_low_one_byte_for_byte(bank, name):
    row = make_diligence(bank.own, grade="LOW", level="SIMPLIFIED")
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse(name, args=[bank.own.pk])
    fragment = {"HX-Request": "true"}
    low = client.get(url, headers=fragment).content
    act_as(bank.compliance)
    type(row).objects.filter(pk=row.pk).update(
        aml_grade="HIGH", kyc_level="ENHANCED", next_review_on=date(2026, 12, 1)
    )
    assert client.get(url, headers=fragment).content == low


def test_a_foreign_customer_does_not_open(bank):
    reader = act_as(bank.rm)
    with pytest.raises(NotFound):
        queries.compliance(actor=reader, customer_id=bank.foreign.pk, now=NOW)
