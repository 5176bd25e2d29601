"""The pages of contacts and tasks through real sign-in: what is asked, what is kept, where it leads (A63, D7, D8, D13)."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import make_account, sign_in
from yinqiao.compliance.tests.factories import ContactSlot, make_consent, make_hold
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.interactions import services
from yinqiao.interactions.choices import TaskState
from yinqiao.interactions.models import Amendment, ContactRecord, Task
from yinqiao.interactions.services import TaskOrder
from yinqiao.interactions.tests.factories import WORKDAY
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def bank(db):
    return Bank()


@pytest.fixture
def today():
    return clock.bank_date(clock.now())


def as_(actor):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def address(customer, **query):
    return reverse("interactions:follow-up", query={"customer": customer.pk, **query})


def form(**values):
    return {
        "outcome": "INTERESTED",
        "channel": "CALL",
        "purpose": "MARKETING",
        "direction": "OUT",
        "key": uuid4().hex,
        **values,
    }


def make_task(bank, *, due_on, title="送合同"):
    act_as(bank.rm)
    order = TaskOrder(title=title, due_on=due_on)
    return services.create_task(
        actor=bank.rm, now=clock.now(), customer_id=bank.own.pk, order=order
    )


def test_without_a_customer_one_is_searched_and_the_hit_opens_the_form(bank):
    client = as_(bank.rm)
    assert "哪位客户" in client.get(reverse("interactions:follow-up")).content.decode()
    hits = client.post(
        reverse("interactions:customer-hits"), {"q": "林婉", "query": "channel=VISIT"}
    ).content.decode()
    assert f"?customer={bank.own.pk}&amp;channel=VISIT" in hits
    assert (
        "顾长风"
        not in client.post(reverse("interactions:customer-hits"), {"q": "顾长风"}).content.decode()
    )


def test_a_filled_form_logs_once_and_draws_the_page_anew(bank, today):
    client, values = as_(bank.rm), form(note="愿意续接", next_step="回访", next_on=today)
    first = client.post(address(bank.own), values, headers=FRAGMENT)
    assert (first.status_code, first.headers["HX-Refresh"]) == (204, "true")
    again = client.post(address(bank.own), values)
    assert (again.status_code, again.headers["Location"]) == (
        303,
        reverse("customers:detail", args=[bank.own.pk]),
    )
    act_as(bank.rm)
    assert (ContactRecord.objects.count(), Task.objects.count()) == (1, 1)


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(bank):
    answer = as_(bank.rm).post(
        address(bank.own), form(outcome="CALL_BACK", note="下周再打"), headers=FRAGMENT
    )
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "请填写约定的日期" in body
    assert "下周再打" in body
    act_as(bank.rm)
    assert ContactRecord.objects.count() == 0


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01"])
@pytest.mark.parametrize("end", ["since", "until"])
def test_a_day_at_the_end_of_the_calendar_is_told_not_counted_with(bank, end, day):
    timeline = reverse("interactions:timeline", args=[bank.own.pk], query={end: day})
    answer = as_(bank.rm).get(timeline, headers=FRAGMENT)
    assert answer.status_code in {200, 422}
    assert "1900" in answer.content.decode() or "2199" in answer.content.decode()


@pytest.mark.parametrize("name", ["bar", "calls", "messages"])
def test_another_managers_customer_is_not_there(bank, name):
    client = as_(bank.rm)
    assert client.get(reverse(f"interactions:{name}", args=[bank.foreign.pk])).status_code == 404
    assert client.get(address(bank.foreign)).status_code == 404
    assert client.post(address(bank.foreign), form()).status_code == 404


def test_a_closed_gate_takes_the_place_of_the_buttons(bank):
    make_hold(bank.own, "COMPLAINT_OPEN")
    make_consent(bank.own, channel="ANY")
    bar = reverse("interactions:bar", args=[bank.own.pk])
    body = as_(bank.rm).get(bar, headers=FRAGMENT).content.decode()
    # At the desk and, from a twin of its own, on the phone: the reason and what lies behind it.
    desk, phone = body.split("show-m")
    for part in (desk, phone):
        assert "投诉" in part
        assert reverse("compliance:why", args=[bank.own.pk]) in part
        assert "为什么" in part
    assert reverse("interactions:messages", args=[bank.own.pk]) not in body
    assert "记录跟进" in body


def test_a_service_call_leads_to_the_form_with_what_is_known(bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: WORKDAY)
    client = as_(bank.rm)
    calls = reverse("interactions:calls", args=[bank.own.pk], query={"purpose": "SERVICE"})
    asked = client.get(calls, headers=FRAGMENT).content.decode()
    assert "138****1234" in asked
    assert "13800001234" not in asked
    answer = client.post(calls, {"key": "dial-1", "purpose": "SERVICE"}, headers=FRAGMENT)
    body = answer.content.decode()
    act_as(bank.rm)
    assert (answer.status_code, ContactSlot.objects.get().purpose) == (200, "SERVICE")
    assert 'value="dial-1"' in body
    assert '<option value="SERVICE" selected' in body


def test_a_refused_call_is_not_told_as_anothers_change(bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: WORKDAY)
    act_as(bank.rm)
    make_consent(bank.own, channel="ANY")
    make_hold(bank.own, "COMPLAINT_OPEN")
    calls = reverse("interactions:calls", args=[bank.own.pk])
    answer = as_(bank.rm).post(calls, {"key": "dial-1", "purpose": "MARKETING"})
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "<h1>暂不能联系该客户</h1>" in body
    assert "内容已被他人修改" not in body
    assert "请查看" not in body


def test_the_list_shows_ones_own_by_day_and_costs_the_same_however_long(
    bank, today, django_assert_max_num_queries
):
    for number in range(3):
        make_task(bank, due_on=today + timedelta(days=3 - number), title=f"第{number}项")
    client = as_(bank.rm)
    body = client.get(reverse("interactions:task-list")).content.decode()
    assert body.index("第2项") < body.index("第1项") < body.index("第0项")
    for number in range(3, 9):
        make_task(bank, due_on=today, title=f"第{number}项")
    with django_assert_max_num_queries(20):
        assert "第8项" in client.get(reverse("interactions:task-list")).content.decode()


def test_a_task_is_done_and_opened_again_or_ticked_on_the_workbench(bank, today):
    pk, client = make_task(bank, due_on=today), as_(bank.rm)
    assert "送合同" in client.get(reverse("interactions:task", args=[pk])).content.decode()
    entry = AuditEntry.objects.get(verb="interactions.task-read")
    assert (entry.customer_id, entry.object_id) == (bank.own.pk, pk)
    client.get(reverse("interactions:task-list"))
    listed = AuditEntry.objects.get(verb="interactions.tasks-listed")
    assert listed.detail == {"customers": [bank.own.pk]}
    done = client.post(reverse("interactions:done", args=[pk]), {"version": 1, "note": "已送达"})
    assert done.headers["Location"] == reverse("interactions:task-list")
    act_as(bank.rm)
    assert Task.objects.get().state == TaskState.DONE
    client.post(reverse("interactions:reopenings", args=[pk]))
    act_as(bank.rm)
    assert Task.objects.get().state == TaskState.OPEN
    tick = client.post(reverse("interactions:ticks", args=[pk]), headers=FRAGMENT)
    assert tick.status_code == 204
    assert "refresh-desk" in tick.headers["HX-Trigger"]
    assert reverse("interactions:reopenings", args=[pk]) in tick.headers["HX-Trigger"]
    act_as(bank.rm)
    assert Task.objects.get().state == TaskState.DONE


def test_a_card_of_the_desk_puts_a_task_off_and_back_to_a_day_that_is_past(bank, today):
    pk = make_task(bank, due_on=today)
    Task.objects.filter(pk=pk).update(due_on=today - timedelta(days=2))
    client = as_(bank.rm)
    menu = reverse("interactions:later", args=[pk])
    assert menu in client.get(reverse("ui:todos"), headers=FRAGMENT).content.decode()
    day = today + timedelta(days=1)
    refused = client.post(menu, {"until": "chosen", "day": day.isoformat()}, headers=FRAGMENT)
    assert refused.status_code == 422
    answer = client.post(menu, {"until": day.isoformat()}, headers=FRAGMENT)
    act_as(bank.rm)
    assert (answer.status_code, Task.objects.get(pk=pk).due_on) == (204, day)
    undo = json.loads(answer.headers["HX-Trigger"])["toasts"]["items"][0]["undo"]
    assert client.post(undo, headers=FRAGMENT).status_code == 204
    act_as(bank.rm)
    row = Task.objects.get(pk=pk)
    assert (row.due_on, row.waits_because) == (today - timedelta(days=2), "")
    assert AuditEntry.objects.filter(verb="interactions.task-day-returned").count() == 1
    assert client.post(undo, headers=FRAGMENT).status_code == 409


def test_another_day_a_colleague_and_several_at_once(bank, today):
    pk, client = make_task(bank, due_on=today), as_(bank.rm)
    late = {"version": 1, "due_on": today + timedelta(days=2), "reason": ""}
    assert client.post(reverse("interactions:put-offs", args=[pk]), late).status_code == 422
    late["reason"] = "客户出差"
    assert client.post(reverse("interactions:put-offs", args=[pk]), late).status_code == 303
    other = make_task(bank, due_on=today, title="第二项")
    url = reverse("interactions:done-together")
    assert "送合同" in client.post(url, {"id": [pk, other]}).content.decode()
    result = client.post(
        url,
        {"id": [pk, other], f"version-{pk}": 2, f"version-{other}": 9, "confirmed": "1"},
    ).content.decode()
    act_as(bank.rm)
    states = dict(Task.objects.values_list("pk", "state"))
    assert states == {pk: TaskState.DONE, other: TaskState.OPEN}
    assert result.count('class="i s okc"') == 1


def test_a_new_task_the_month_and_the_file(bank, today):
    client = as_(bank.rm)
    url = reverse("interactions:task-new", query={"customer": bank.own.pk})
    assert "林婉清" in client.get(url).content.decode()
    values = {"title": "上门拜访", "due_on": today, "due_time": "14:00", "kind": "VISIT"}
    assert client.post(url, values).status_code == 303
    month = client.get(reverse("interactions:calendar")).content.decode()
    assert "上门拜访" in month
    for wrong in ("x", "0001-01", "9999-12"):
        answer = client.get(reverse("interactions:calendar"), {"month": wrong})
        assert answer.status_code == 422
    file = client.get(reverse("interactions:calendar-file"))
    assert file.headers["Content-Type"].startswith("text/calendar")
    assert "林**" in file.content.decode()
    assert "婉清" not in file.content.decode()


def test_words_are_changed_from_the_timeline_and_strangers_see_no_button(bank):
    client = as_(bank.rm)
    client.post(address(bank.own), form(note="初稿", need="固收"))
    act_as(bank.rm)
    record = ContactRecord.objects.get()
    url = reverse("interactions:words", args=[record.pk])
    timeline = reverse("interactions:timeline", args=[bank.own.pk])
    body = client.get(timeline).content.decode()
    assert ("固收" in body, url in body) == (True, True)
    assert url not in as_(bank.head).get(timeline).content.decode()
    assert "初稿" in client.get(url, headers=FRAGMENT).content.decode()
    assert as_(bank.head).get(url).status_code == 404
    saved = client.post(url, {"version": 1, "summary": "定稿"}, headers=FRAGMENT)
    assert saved.status_code == 204
    added = reverse("interactions:amendments", args=[record.pk])
    assert client.post(added, {"text": "客户来电"}, headers=FRAGMENT).status_code == 204
    body = client.get(timeline).content.decode()
    assert ("定稿" in body, "客户来电" in body, "初稿" in body) == (True, True, False)
    act_as(bank.rm)
    assert Amendment.objects.count() == 1


def test_what_the_local_channel_keeps_is_for_the_system_administrator(bank):
    administrator = make_account("system_admin", org=bank.orgs["head"], name="系统员")
    client = Client()
    sign_in(client, administrator)
    url = reverse("integrations:local-channel")
    assert client.get(url).status_code == 200
    assert as_(bank.rm).get(url).status_code == 403
