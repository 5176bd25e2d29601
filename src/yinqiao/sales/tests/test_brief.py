"""晨报: sentences made by rule from the morning's numbers, each with the list that it counts; the bell is still once it was read."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse

from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.insights.tests.factories import hold_aum
from yinqiao.interactions import services as interactions
from yinqiao.organization import queries as organization
from yinqiao.platform import clock, kept
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.ui import ports
from yinqiao.sales import brief, queries, services
from yinqiao.sales.choices import State
from yinqiao.sales.models import BriefRead
from yinqiao.sales.tests.factories import DATA_ON, NOW, make_opportunity, moment
from yinqiao.sales.tests.test_pages import as_, page

TODAY = clock.bank_date(NOW)
MONDAY = TODAY - timedelta(days=1)
FRIDAY = TODAY - timedelta(days=4)
ZH = "zh-hans"


@pytest.fixture(autouse=True)
def fresh():
    organization.forget_calendar()
    yield
    kept.forget_all()


def said(actor, now=NOW):
    found = queries.morning_brief(actor=act_as(actor), now=now)
    return [one.text for one in brief.sentences(found, language=ZH)]


def test_a_calm_morning_says_so(bank: Bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make_opportunity(bank.own, due_on=TODAY + timedelta(days=9), happens_on=None, kind="BIRTHDAY")
    make_opportunity(bank.foreign, due_on=TODAY)
    assert said(bank.rm) == []
    assert "今天没有急事" in page(bank.rm, "sales:brief-block", **{"HX-Request": "true"})[1]


def test_what_presses_comes_first_then_the_money(bank: Bank):
    far = {"due_on": TODAY + timedelta(days=9), "kind": "AUM_DROP"}
    make_opportunity(bank.own, **far, touched_at=moment(FRIDAY - timedelta(days=1)))
    make_opportunity(bank.own, kind="AUM_DROP", due_on=TODAY)
    make_opportunity(bank.own, kind="AUM_DROP", due_on=MONDAY)
    make_opportunity(bank.own, kind="AUM_DROP", due_on=MONDAY - timedelta(days=8))
    make_opportunity(bank.own, kind="AUM_DROP", due_on=MONDAY, snoozed_until=TODAY + timedelta(days=1))  # fmt: skip
    order = interactions.TaskOrder(title="送合同", due_on=TODAY)
    interactions.create_task(actor=act_as(bank.rm), now=NOW, customer_id=bank.own.pk, order=order)
    gone = {"state": State.CLOSED, "closed_at": NOW, "happens_on": MONDAY}
    make_opportunity(bank.own, amount=Decimal(800_000), **gone)
    make_opportunity(bank.own, amount=Decimal(200_000), happens_on=MONDAY, state=State.CONTACTED, due_on=TODAY + timedelta(days=4))  # fmt: skip
    make_opportunity(bank.own, amount=Decimal(100_000), happens_on=MONDAY - timedelta(days=5), due_on=TODAY + timedelta(days=4))  # fmt: skip
    assert said(bank.rm) == [
        "1 项商机今天不处理，明早将升级至主管。",
        "商机逾期 2 项，其中 1 项为 11-23 以来新增。",
        "1 项商机今天到期。",
        "我的任务：今天到期 1 项，逾期 0 项。",
        "11-23 以来产品到期 2 笔，合计 100.0 万，其中 1 笔尚未联系。",
    ]


def test_each_sentence_opens_the_rows_that_it_counts(bank: Bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make_opportunity(bank.own, title="题-up", due_on=TODAY + timedelta(days=9), touched_at=moment(FRIDAY - timedelta(days=1)))  # fmt: skip
    make_opportunity(bank.own, title="题-late", due_on=MONDAY, kind="AUM_DROP")
    make_opportunity(bank.own, title="题-due", due_on=TODAY, kind="AUM_DROP")
    make_opportunity(bank.own, title="题-mat", due_on=TODAY + timedelta(days=4), happens_on=MONDAY, state=State.LOST, loss_reason="NO_NEED", closed_at=NOW)  # fmt: skip
    found = queries.morning_brief(actor=act_as(bank.rm), now=NOW)
    client = as_(bank.rm)
    opened = {}
    for one in brief.sentences(found, language=ZH):
        body = client.get(one.url).content.decode()
        # The rows alone: the filter names every kind that there is.
        opened[one.icon] = set(re.findall(r"题-\w+", body[body.index("<tbody") :]))
    assert opened == {"arrow-up": {"题-up"}, "flame": {"题-late"}, "calendar-due": {"题-due"}, "pig-money": {"题-mat"}}  # fmt: skip


def test_who_moved_most_is_named_and_in_the_trail(committed_db):
    with transaction.atomic():
        bank = Bank()
    hold_aum(bank.own.pk, now=Decimal(1_300_000), month_end=Decimal(1_000_000), on=DATA_ON)
    hold_aum(bank.foreign.pk, now=Decimal(9_000_000), month_end=Decimal(1), on=DATA_ON)
    with transaction.atomic():
        assert said(bank.rm) == ["本月资产变动最大：林婉清，+30.0 万。"]
        page(bank.rm, "sales:brief-block", **{"HX-Request": "true"})
    entry = AuditEntry.objects.using("auditor").get(verb="sales.opportunities-listed")
    assert entry.detail["customers"] == [bank.own.pk]


def test_a_head_hears_of_her_units(bank: Bank):
    make_opportunity(bank.own, kind="AUM_DROP", due_on=TODAY)
    make_opportunity(bank.foreign, kind="AUM_DROP", due_on=TODAY)
    make_opportunity(
        bank.own,
        kind="AUM_DROP",
        due_on=TODAY + timedelta(days=9),
        escalation_level=1,
        escalated_at=NOW,
        escalated_to_id=bank.head.staff_id,
    )
    assert said(bank.head) == [
        "1 项商机今天到期。",
        "1 项商机已升级，尚无人处理。",
        "1 人未提交 11-23 日报：陈思远。",
    ]


def test_the_bell_is_about_it_until_it_was_seen(bank: Bank):
    source = ports.notices.get("sales.brief")
    (notice,) = source(act_as(bank.rm))
    assert not notice.is_read
    page(bank.rm, "sales:brief-block", **{"HX-Request": "true"})
    page(bank.rm, "sales:brief-block", **{"HX-Request": "true"})
    assert BriefRead.objects.count() == 1
    assert AuditEntry.objects.filter(verb="sales.brief-read").count() == 1
    (notice,) = source(act_as(bank.rm))
    assert notice.is_read
    assert notice.url == reverse("ui:workbench")
    assert source(act_as(bank.teller)) == []


def test_seen_twice_is_seen_once(bank: Bank):
    for _ in range(2):
        services.see_brief(actor=act_as(bank.rm), now=NOW)
    assert BriefRead.objects.count() == 1
