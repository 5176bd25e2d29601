"""合规预检: each rule in order with its values and source; who may ask about whom; what nobody but the entitled reads."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import queries
from yinqiao.compliance.queries import ContactAsked
from yinqiao.compliance.tests.factories import make_consent, make_hold, make_slot
from yinqiao.customers.tests.factories import NOW, TODAY, act_as, whole_bank
from yinqiao.holdings.tests.factories import make_loan
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import NotFound, PermissionRefused
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.parameters.queries import forget
from yinqiao.products.tests.factories import make_product

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
CALL = ContactAsked("MARKETING", "CALL", NOON)


def check(bank, asked=CALL, *, actor=None, customer=None):
    reader = act_as(actor or bank.compliance)
    customer_id = (customer or bank.own).pk
    return queries.precheck(actor=reader, customer_id=customer_id, asked=asked)


def outcomes(found):
    return {line.rule.number: line.outcome for line in found.lines}


def set_parameter(key, value):
    ParameterValue.objects.create(
        key=key,
        value=value,
        effective_from=TODAY,
        reason="试",
        set_by_name="林合规",
        set_at=NOW,
    )
    forget()


def test_every_rule_is_told_in_order_with_values_and_source(bank):
    make_consent(bank.own, channel="ANY")
    make_slot(bank.own, day=TODAY - timedelta(days=3))
    found = check(bank)
    assert [line.rule.number for line in found.lines] == [
        f"G{n:02}" for n in (*range(1, 8), 20, *range(8, 20))
    ]
    assert (found.decision.is_allowed, found.failed) == (True, 0)
    by_number = {line.rule.number: line for line in found.lines}
    assert by_number["G14"].known == "1 天内 0/1 次、7 天内 1/2 次、30 天内 1/4 次"
    assert next((used.title, used.value) for used in by_number["G17"].rule.values) == (
        "电话时段",
        "09:00-20:00",
    )
    assert "第31条" in by_number["G03"].rule.source
    assert {number for number, said in outcomes(found).items() if said == "not-applicable"} == {
        "G09",
        "G12",
        "G18",
    }
    entry = AuditEntry.objects.get(verb="compliance.contact-prechecked")
    assert (entry.customer_id, entry.detail["channel"], entry.detail["code"]) == (
        bank.own.pk,
        "CALL",
        "",
    )


def test_all_that_fails_is_told_and_the_first_decides(bank):
    make_hold(bank.own, "COMPLAINT_OPEN")
    make_slot(bank.own, day=TODAY)
    found = check(bank)
    failed = [line for line in found.lines if line.outcome == "failed"]
    assert [line.rule.number for line in failed] == ["G08", "G10", "G14"]
    assert [line.is_first for line in failed] == [True, False, False]
    assert (found.decision.code, found.decision.rule.number) == ("NO_CONSENT", "G08")
    assert failed[2].until == datetime(2026, 11, 22, 16, tzinfo=UTC)


def test_suitability_is_asked_about_a_product_only(bank):
    make_consent(bank.own, channel="ANY")
    product = make_product("进取权益")
    found = check(bank, ContactAsked("MARKETING", "CALL", NOON, product=product.pk))
    assert outcomes(found)["G12"] == "failed"
    assert found.decision.code.startswith("SUIT_")
    line = next(line for line in found.lines if line.rule.number == "G12")
    assert line.reason == found.decision.reason != ""


def test_hours_and_holidays_of_a_province(bank):
    make_consent(bank.own, channel="ANY")
    with whole_bank():
        type(bank.own.org).objects.filter(pk=bank.own.org_id).update(region="650102")
    early = ContactAsked("MARKETING", "CALL", datetime(2026, 11, 22, 1, 30, tzinfo=UTC))
    assert check(bank, early).decision.is_allowed
    set_parameter("compliance.province_windows", ["65:CALL=10:00-21:00"])
    refused = check(bank, early).decision
    assert (refused.code, refused.until) == ("QUIET_HOURS", datetime(2026, 11, 22, 2, tzinfo=UTC))
    assert check(bank, ContactAsked("MARKETING", "SMS", early.at)).decision.is_allowed
    set_parameter("compliance.province_holidays", ["65:2026-11-22..2026-11-23"])
    refused = check(bank).decision
    assert (refused.code, refused.until) == ("QUIET_HOURS", datetime(2026, 11, 24, 2, tzinfo=UTC))


def test_a_warning_closes_marketing_for_the_day_and_a_service_does_not(bank):
    make_consent(bank.own, channel="ANY")
    make_slot(bank.own, day=TODAY, purpose="SERVICE")
    assert check(bank).decision.is_allowed
    make_slot(bank.own, day=TODAY, purpose="FRAUD", outcome="RESERVED")
    refused = check(bank).decision
    assert (refused.code, refused.rule.number) == ("FREQ_CAP", "G13")
    assert refused.until == datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert check(bank, ContactAsked("SERVICE", "CALL", NOON)).decision.is_allowed


def test_who_refused_automated_decisions_is_not_chosen_by_a_machine(bank):
    make_consent(bank.own, channel="ANY")
    make_consent(bank.own, purpose="PROFILING", channel="ANY")
    machine = ContactAsked("MARKETING", "CALL", NOON, is_profiled=True)
    assert check(bank, machine).decision.is_allowed
    make_consent(bank.own, purpose="PROFILING", channel="ANY", status="WITHDRAWN", withdrawn_at=NOW)
    refused = check(bank, machine).decision
    assert (refused.code, refused.rule.number) == ("NO_CONSENT", "G09")
    assert check(bank).decision.is_allowed


def test_marketing_comes_by_the_channel_that_the_customer_likes(bank):
    make_consent(bank.own, channel="ANY")
    with whole_bank():
        type(bank.own).objects.filter(pk=bank.own.pk).update(
            attributes={"preferred_channel": "WECOM"}
        )
    assert check(bank).decision.code == "PREFERENCE"
    assert check(bank, ContactAsked("MARKETING", "WECOM", NOON)).decision.is_allowed
    set_parameter("compliance.preference_channels", ["-"])
    assert check(bank).decision.is_allowed


def test_a_manager_asks_about_her_own_and_a_head_about_all_in_scope(bank):
    assert check(bank, actor=bank.rm).decision.code == "NO_CONSENT"
    assert check(bank, actor=bank.head).decision.code == "NO_CONSENT"
    with pytest.raises(NotFound):
        check(bank, actor=bank.rm, customer=bank.foreign)
    with pytest.raises(PermissionRefused):
        check(bank, actor=bank.agent)


def read(bank, who, url):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=getattr(bank, who).user_id))
    answer = client.get(url)
    return answer.status_code, " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def test_the_page_explains_and_refuses_what_it_does_not_know(bank, noon):
    make_consent(bank.own, channel="ANY")
    url = reverse("compliance:precheck")
    status, text = read(bank, "compliance", url)
    assert (status, "门禁规则" in text) == (200, True)
    asked = f"{url}?customer_no={bank.own.customer_no}&purpose=MARKETING&channel=CALL"
    status, text = read(bank, "compliance", f"{asked}&at=2026-11-22T21:30")
    assert (status, "不在可联系时段" in text, "G17" in text) == (200, True, True)
    status, text = read(
        bank, "head", f"{url}?customer_no={bank.foreign.customer_no}&purpose=MARKETING&channel=CALL"
    )
    assert (status, "范围" in text) == (422, True)
    status, _text = read(bank, "compliance", f"{asked}&product_code=NO-SUCH")
    assert status == 422
    status, _text = read(bank, "rm", url)
    assert status == 403


def test_why_tells_a_manager_and_hides_overdue_from_an_agent(bank, noon):
    make_consent(bank.own, channel="ANY")
    make_loan(bank.own, overdue_days=3)
    status, text = read(bank, "rm", reverse("compliance:why", args=[bank.own.pk]))
    assert (status, "有逾期" in text) == (200, True)
    with whole_bank():
        type(bank.own).objects.filter(pk=bank.own.pk).update(main_rm_id=bank.agent.staff_id)
    status, text = read(bank, "agent", reverse("compliance:why", args=[bank.own.pk]))
    assert (status, "有逾期" in text, "目前不对该客户营销" in text) == (200, False, True)
