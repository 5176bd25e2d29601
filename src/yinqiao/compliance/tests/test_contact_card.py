"""What the customer page says of contact: chips in the head, the compliance card, the tab."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance.tests.factories import make_consent, make_hold, make_slot
from yinqiao.customers.tests.factories import TODAY
from yinqiao.platform import clock

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def read(bank, name, who="rm", **query):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=getattr(bank, who).user_id))
    url = reverse(f"compliance:{name}", args=[bank.own.pk])
    answer = client.get(url, query, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_chips_tell_each_channel_with_the_reason_when_it_is_closed(bank):
    make_consent(bank.own, channel="SMS")
    make_consent(bank.own, channel="WECOM", evidence_no="")
    assert read(bank, "consents") == "营销 电话 未授权 短信 企微 未授权 邮件 未授权 授权记录"


@pytest.mark.parametrize("name", ["summary", "panel"])
def test_the_card_tells_why_and_how_often(bank, name):
    make_consent(bank.own, channel="SMS")
    make_consent(bank.own, channel="WECOM", evidence_no="")
    make_slot(bank.own, day=TODAY)
    text = read(bank, name)
    assert "电话 未授权电话营销" in text
    assert "短信 今天已营销联系过，达到上限 · 至 11-23 00:00" in text
    assert "企微 历史声明（无凭证，不可用于营销）" in text
    assert "近 30 天营销联系 1 次（上限 4）" in text


@pytest.mark.parametrize("name", ["summary", "panel"])
def test_what_closes_every_channel_is_told_once(bank, name):
    make_consent(bank.own, channel="ANY")
    make_hold(bank.own, "COMPLAINT_OPEN")
    text = read(bank, name)
    assert text.count("投诉处理中，暂停营销") == 1
    assert "未授权" not in text


def test_the_card_is_green_when_a_channel_is_open(bank):
    make_consent(bank.own, channel="SMS")
    assert read(bank, "summary").startswith("合规 可营销")


def test_the_gate_has_no_past(bank):
    make_consent(bank.own, channel="SMS")
    make_hold(bank.own, "COMPLAINT_OPEN")
    text = read(bank, "summary", who="head", as_of="2026-11-20")
    assert "投诉" not in text
    assert "营销授权 短信" in text


def test_a_service_agent_reads_nothing_of_overdue_payments(bank):
    make_consent(bank.own, channel="ANY")
    make_hold(bank.own, "OVERDUE")
    assert "逾期" in read(bank, "summary")
    text = read(bank, "summary", who="agent") + read(bank, "consents", who="agent")
    assert "逾期" not in text
    assert "目前不对该客户营销" in text
