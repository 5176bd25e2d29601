"""Assessments from an app: without scores, once for a key, within the limits of all channels; and what may be sold."""

from datetime import date, timedelta

import pytest

from yinqiao.compliance.models import RiskAssessment
from yinqiao.compliance.suitability.tests.factories import answers_of, license_all, make_paper
from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.platform import clock
from yinqiao.products.tests.factories import make_product


@pytest.fixture
def paper(bank):
    license_all(bank.people["rm"].staff_id)
    return make_paper()


def sent(letters="ABBAB", **changes):
    return {
        "questionnaire": "Q2026-11",
        "channel": "MOBILE_BANK",
        "answers": answers_of(letters),
        "is_own": True,
        **changes,
    }


def test_the_questionnaire_is_told_without_its_scores(bank, paper, as_caller):
    answer = as_caller("rm").get(f"customers/{bank.own.pk}/questionnaire")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["code"], len(body["questions"])) == ("Q2026-11", 5)
    assert set(body["questions"][0]["options"][0]) == {"key", "text"}
    assert as_caller("rm").get(f"customers/{bank.foreign.pk}/questionnaire").status_code == 404


def test_one_key_is_one_assessment_and_the_limits_hold_over_all_channels(bank, paper, as_caller):
    caller, address = as_caller("rm"), f"customers/{bank.own.pk}/assessments"
    first = caller.post(address, sent(), key="app-assess-1")
    again = caller.post(address, sent(), key="app-assess-1")
    assert (first.status_code, first.json()) == (201, again.json())
    assert (first.json()["grade"], first.json()["score"]) == ("C2", 11)
    today = clock.bank_date(clock.now())
    make_assessment(bank.own, "C2", assessed_on=today, valid_to=today + timedelta(days=364))
    refused = caller.post(address, sent())
    assert (refused.status_code, refused.json()["code"]) == (409, "SUIT_DAILY_LIMIT")
    assert RiskAssessment.objects.count() == 2


def test_a_result_that_differs_waits_for_the_second_confirmation(bank, paper, as_caller):
    make_assessment(bank.own, "C4", assessed_on=date(2026, 3, 1), valid_to=date(2027, 2, 28))
    caller, address = as_caller("rm"), f"customers/{bank.own.pk}/assessments"
    refused = caller.post(address, sent())
    body = refused.json()
    assert (refused.status_code, body["code"]) == (409, "SECOND_CONFIRMATION_NEEDED")
    assert (body["grade"], body["previous_grade"]) == ("C2", "C4")
    assert RiskAssessment.objects.count() == 1
    assert caller.post(address, sent(is_second=True)).status_code == 201


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"is_own": False}, 422),
        ({"questionnaire": "Q1"}, 409),
        ({"answers": {"1": ["A"]}}, 422),
        ({"channel": "FAX"}, 422),
    ],
)
def test_nothing_is_kept_of_what_is_wrong(bank, paper, as_caller, changes, status):
    answer = as_caller("rm").post(f"customers/{bank.own.pk}/assessments", sent(**changes))
    assert (answer.status_code, RiskAssessment.objects.count()) == (status, 0)


def test_what_may_be_sold_is_asked_with_reasons_and_rules(bank, paper, as_caller):
    caller = as_caller("rm")
    caller.post(f"customers/{bank.own.pk}/assessments", sent())
    low, high = make_product(risk_grade="R2"), make_product(risk_grade="R3")
    body = {"product_ids": [low.pk, high.pk, 999_999]}
    found = caller.post(f"customers/{bank.own.pk}/suitability", body).json()["items"]
    told = {item["product_id"]: (item["verdict"], item["code"]) for item in found}
    assert told == {low.pk: ("ALLOWED", ""), high.pk: ("BLOCKED", "SUIT_MISMATCH")}
    (reason,) = next(item for item in found if item["product_id"] == high.pk)["reasons"]
    assert (reason["code"], "2025年第7号" in reason["rule"]) == ("SUIT_MISMATCH", True)
