"""The pages of lists: a file by the form, the keys of a manager, and of two who feed back at once one wins."""

import html
import threading
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import make_actor, sign_in
from yinqiao.customers.tests.factories import Bank, make_customer, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales.campaign_lists import services
from yinqiao.sales.campaign_lists.services import Feedback, ListClosed, NameTaken
from yinqiao.sales.campaign_lists.tests.factories import (
    NOW,
    CampaignList,
    Entry,
    FaultyLine,
    send,
)


def as_(actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def in_a_week():
    return clock.bank_date(clock.now()) + timedelta(days=7)


def page(client, name, *args, data=None):
    answer = client.get(reverse(name, args=args), data or {})
    return answer.status_code, html.unescape(answer.content.decode())


FORM = {
    "name": "大额存单续接",
    "goal": "到期资金承接",
    "purpose": "SERVICE",
    "due_on": "2026-12-20",
    "agreed": "有意向",
    "declined": "不需要",
}


def test_a_file_is_taken_by_the_form_and_its_bad_lines_are_mended(bank, marketer):
    client = as_(marketer)
    text = f"客户号\n{bank.own.customer_no}\n没有的号\n".encode("gb18030")
    file = SimpleUploadedFile("names.csv", text)
    due = {"due_on": str(in_a_week())}
    made = client.post(reverse("campaign_lists:new"), {**FORM, **due, "file": file})
    row = CampaignList.objects.get()
    assert made.headers["Location"] == reverse("campaign_lists:detail", args=[row.pk])
    _status, body = page(client, "campaign_lists:mendings", row.pk)
    assert ("第 3 行" in body, "没有的号" in body) == (True, True)
    line = FaultyLine.objects.get()
    client.post(
        reverse("campaign_lists:mendings", args=[row.pk]),
        {"version": row.version, f"line-{line.pk}": bank.foreign.customer_no},
    )
    assert FaultyLine.objects.count() == 0
    with whole_bank():
        assert Entry.objects.count() == 2
    _status, body = page(client, "campaign_lists:detail", row.pk)
    assert ("林婉清" in body, "正在按触达规则校验" in body) == (False, True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"agreed": "", "declined": ""}, "反馈代码"),
        ({"quotas": "E01 十"}, "每行一个机构"),
        ({"due_on": "2020-01-01"}, "天以内"),
        ({"file": b"\xff\xfe\x00\x81"}, "文件不是文本"),
        ({}, "请上传文件"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_kept(bank, marketer, change, said):
    numbers = f"{bank.own.customer_no}\n".encode()
    values = {**FORM, "due_on": str(in_a_week()), **({"file": numbers} if change else {})}
    values |= change
    if "file" in values:
        values["file"] = SimpleUploadedFile("names.csv", values["file"])
    answer = as_(marketer).post(reverse("campaign_lists:new"), values)
    body = html.unescape(answer.content.decode())
    assert (answer.status_code, said in body, FORM["name"] in body) == (422, True, True)
    assert not CampaignList.objects.exists()


def test_a_manager_works_her_names_and_a_second_tab_is_told(bank, marketer):
    second = make_customer("祝英台", org=bank.orgs["river"], rm=bank.rm.staff_id)
    row = send(marketer, bank.president, bank.own.customer_no, second.customer_no)
    client = as_(bank.rm)
    CampaignList.objects.update(due_on=in_a_week())
    _status, body = page(client, "campaign_lists:names", row.pk)
    assert ("林婉清" in body, "祝英台" in body, "有意向" in body) == (True, True, True)
    with whole_bank():
        one = Entry.objects.get(customer=bank.own)
    told = {"entry": one.pk, "version": one.version, "place": 1, "note": "想续存"}
    address = reverse("campaign_lists:names", args=[row.pk])
    assert client.post(address, told).status_code == 303
    again = client.post(address, told)
    assert (again.status_code, "以先提交者为准" in html.unescape(again.content.decode())) == (
        409,
        True,
    )
    # The next name is another customer: what was said of the first is not put to her.
    assert "想续存" not in html.unescape(again.content.decode())
    _status, desk = page(client, "campaign_lists:block")
    assert "大额存单续接" in desk
    status, body = page(
        as_(bank.head), "campaign_lists:drill", row.pk, data={"owner": one.owner_id}
    )
    assert (status, "想续存" in body) == (200, True)
    status, _body = page(as_(bank.other_head), "campaign_lists:drill", row.pk)
    assert status == 404


@pytest.fixture
def sent(committed_db):
    """A list with one name on the desk of its manager, committed."""
    with transaction.atomic():
        bank = Bank()
        marketer = make_actor("marketer", org=bank.orgs["head"], name="马市场")
        row = send(marketer, bank.president, bank.own.customer_no)
        with whole_bank():
            return bank.rm, marketer, row, Entry.objects.get().pk


def race(*works):
    """Let all begin at one moment, each on a connection of her own; return what each could do."""
    gate, found = threading.Barrier(len(works)), []

    def run(actor, work):
        try:
            gate.wait(20)
            with scope_session(actor):
                found.append(work())
        except (NameTaken, ListClosed):
            found.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in works]
    [thread.start() for thread in threads], [thread.join(30) for thread in threads]
    return sorted(map(str, found))


def test_of_recall_and_two_feedbacks_at_one_moment_one_wins(sent):
    rm, marketer, row, pk = sent

    def feed():
        services.feed_back(actor=rm, now=NOW, entry_id=pk, version=1, feedback=Feedback(1))
        return "fed back"

    def recall():
        values = {"list_id": row.pk, "version": row.version, "reason": "取消"}
        return services.recall_list(actor=marketer, now=NOW, **values)

    found = race((rm, feed), (rm, feed), (marketer, recall))
    with transaction.atomic(), whole_bank():
        standing = Entry.objects.get().standing
    assert (standing, found) in (
        ("DONE", ["0", "fed back", "told"]),
        ("RECALLED", ["1", "told", "told"]),
    )
