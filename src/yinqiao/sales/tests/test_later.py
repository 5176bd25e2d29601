"""稍后处理 from a card of the workbench: one click, said on the card what fails, taken back as if it had not been (A58, A66)."""

import json
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import Bank, act_as
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import StaleVersion
from yinqiao.platform.ui.views.putting_off import usual_days
from yinqiao.sales import services
from yinqiao.sales.choices import Act
from yinqiao.sales.tests.factories import NOW, Step, make_opportunity

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def today():
    return clock.bank_date(clock.now())


def as_(actor):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def menu(row):
    return reverse("sales:later", args=[row.pk])


def read(bank, row):
    act_as(bank.rm)
    row.refresh_from_db()
    return row


def undo_of(answer):
    return json.loads(answer.headers["HX-Trigger"])["toasts"]["items"][0]["undo"]


def test_the_usual_days_are_workdays(db):
    friday = date(2026, 11, 27)
    (next_words, monday), (_words, wednesday) = usual_days(friday)
    assert (next_words, monday, wednesday) == ("下一工作日", date(2026, 11, 30), date(2026, 12, 2))
    assert usual_days(date(2026, 11, 24))[0] == ("明天", date(2026, 11, 25))


def test_one_click_puts_it_off_and_the_note_takes_it_back_whole(bank: Bank, today):
    row = make_opportunity(bank.own, snoozed_until=today, snooze_reason="等发薪")
    client = as_(bank.rm)
    shown = client.get(menu(row), headers=FRAGMENT).content.decode()
    until = usual_days(today)[1][1]
    assert f'value="{until:%Y-%m-%d}"' in shown
    answer = client.post(menu(row), {"until": until.isoformat()}, headers=FRAGMENT)
    assert (answer.status_code, json.loads(answer.headers["HX-Trigger"])["refresh-desk"]) == (204, True)  # fmt: skip
    assert read(bank, row).snoozed_until == until
    undo = undo_of(answer)
    assert client.post(undo, headers=FRAGMENT).status_code == 204
    assert read(bank, row).snoozed_until == today
    assert (row.snooze_reason, row.touched_at, row.version) == ("等发薪", NOW, 3)
    acts = list(Step.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [Act.SNOOZED, Act.WOKEN]
    assert AuditEntry.objects.filter(verb="sales.snooze-taken-back").count() == 1
    # Once only, and not for another one.
    assert client.post(undo, headers=FRAGMENT).status_code == 409
    other = make_opportunity(bank.own)
    forged = undo.replace(f"/{row.pk}/", f"/{other.pk}/")
    assert client.post(forged, headers=FRAGMENT).status_code == 422
    assert read(bank, other).version == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"until": "chosen", "day": "", "reason": "出差"}, "请选择今天之后的日期"),
        ({"until": "chosen", "day": "2020-01-01", "reason": "出差"}, "请选择今天之后的日期"),
        ({"until": "chosen", "day": "2999-01-01", "reason": "出差"}, "最多"),
        ({"until": "nonsense"}, "请选择今天之后的日期"),
    ],
)
def test_what_fails_is_said_on_the_card_and_what_was_typed_stays(bank: Bank, sent, said):
    row = make_opportunity(bank.own)
    answer = as_(bank.rm).post(menu(row), sent, headers=FRAGMENT)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert said in body
    assert f'value="{sent.get("reason", "")}"' in body
    assert read(bank, row).snoozed_until is None


def test_a_chosen_day_needs_a_reason(bank: Bank, today):
    row = make_opportunity(bank.own)
    day = (today + timedelta(days=9)).isoformat()
    answer = as_(bank.rm).post(menu(row), {"until": "chosen", "day": day}, headers=FRAGMENT)
    assert answer.status_code == 422
    assert "请填写稍后处理的原因" in answer.content.decode()
    assert read(bank, row).version == 1


def test_what_has_ended_and_what_is_anothers_says_so(bank: Bank, today):
    ended = make_opportunity(bank.own, state="WON", closed_at=NOW)
    foreign = make_opportunity(bank.foreign)
    client = as_(bank.rm)
    until = (today + timedelta(days=1)).isoformat()
    assert client.post(menu(ended), {"until": until}, headers=FRAGMENT).status_code == 409
    assert client.post(menu(foreign), {"until": until}, headers=FRAGMENT).status_code == 404
    assert client.get(menu(foreign), headers=FRAGMENT).status_code == 404


def test_after_another_act_it_is_not_taken_back(bank: Bank):
    row = make_opportunity(bank.own)
    act_as(bank.rm)
    day = date(2026, 11, 26)
    with transaction.atomic():
        before = services.snooze(actor=bank.rm, now=NOW, opportunity_id=row.pk, version=1, until=day, reason="出差")  # fmt: skip
        services.contact(actor=bank.rm, now=NOW, opportunity_id=row.pk, version=2, channel="CALL")
    with pytest.raises(StaleVersion), transaction.atomic():
        services.take_back_snooze(actor=bank.rm, now=NOW, opportunity_id=row.pk, before=before)


def test_the_cards_of_the_desk_offer_it(bank: Bank, today):
    row = make_opportunity(bank.own, due_on=today)
    client = as_(bank.rm)
    for name in ("sales:feed-block", "ui:todos"):
        assert menu(row) in client.get(reverse(name), headers=FRAGMENT).content.decode()
