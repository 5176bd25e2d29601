"""The page of an earlier day: who may look back, what it shows, that nothing can be changed from it, and what stays behind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.customers import overview, policies, queries, services
from yinqiao.customers.models import Assignment, Customer, History
from yinqiao.customers.tests.factories import KNOWN_FROM, NOW, Bank, act_as, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.versions import keep_version
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import access

CHANGED = datetime(2026, 11, 10, 2, tzinfo=UTC)
BEFORE, AFTER = "2026-11-09", "2026-11-12"
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def bank(db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    bank = Bank()
    _people = (bank.head, bank.compliance)
    with whole_bank():
        keep_version(
            Customer, History, bank.own.pk, now=CHANGED, changed_by=None, customer_column="id"
        )
        Customer.objects.filter(pk=bank.own.pk).update(name="林婉卿", known_from=CHANGED, version=2)
        rows = Assignment.objects.filter(customer_id=bank.own.pk)
        keep_version(Assignment, History, rows.get().pk, now=CHANGED, changed_by=None)
        rows.update(ended_on=CHANGED.date(), known_from=CHANGED, version=2)
        overview.refresh_customers(connection, [bank.own.pk])
    return bank


def opened(bank, who, *, name="customers:detail", headers=None, **query):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=getattr(bank, who).user_id))
    answer = client.get(reverse(name, args=[bank.own.pk]), query, headers=headers or {})
    return answer.status_code, answer.content.decode()


def test_heads_see_the_head_of_the_page_as_it_was(bank):
    status, body = opened(bank, "head", as_of=BEFORE)
    assert (status, "林婉清" in body, "林婉卿" in body) == (200, True, False)
    assert (f"银行在 {BEFORE} 日终所知的客户情况" in body, "陈思远" in body) == (True, True)
    _status, later = opened(bank, "head", as_of=AFTER)
    assert ("林婉清" in later, "林婉卿" in later, "陈思远" in later) == (False, True, False)


def test_the_name_is_still_masked_for_who_reads_masks(bank):
    _status, body = opened(bank, "compliance", as_of=BEFORE)
    assert ("林**" in body, "林婉清" in body, "林婉卿" in body) == (True, False, False)


@pytest.mark.parametrize(
    "name", ["customers:detail", "customers:profile", "customers:ties", "customers:summary"]
)
def test_managers_do_not_look_back(bank, name):
    status, body = opened(bank, "rm", name=name, as_of=BEFORE, headers=FRAGMENT)
    assert (status, "林婉清" in body) == (403, False)


def test_nothing_can_be_changed_revealed_or_printed_from_the_past(bank):
    _status, today = opened(bank, "head")
    _status, past = opened(bank, "head", as_of=BEFORE)
    for name in ("customers:edit", "customers:reveal-identification", "customers:reveal-contact"):
        kind = {"customers:edit": "/edit/"}.get(name, "/reveals/")
        assert (kind in today, kind in past) == (True, False)
    _status, tab = opened(bank, "head", name="customers:reach", headers=FRAGMENT, as_of=BEFORE)
    assert [word for word in ("/reveals/", "/new/", "/edit/", "/ends/") if word in tab] == []


def test_panels_go_back_or_say_that_they_do_not(bank):
    _status, body = opened(bank, "head", as_of=BEFORE)
    assert f"{reverse('customers:summary', args=[bank.own.pk])}?as_of={BEFORE}" in body
    head = body.split("c-tabs")[0].split("c3-n")[1]
    assert ("万" in head, "c-tier" in head) == (False, False)
    _status, tab = opened(bank, "head", tab="customers.history", as_of=BEFORE)
    assert "此面板只反映今天，不随时点回溯。" in tab
    assert reverse("customers:history", args=[bank.own.pk]) not in tab


def test_before_the_customer_was_known_there_is_no_page(bank):
    day = (KNOWN_FROM - timedelta(days=2)).date().isoformat()
    assert opened(bank, "head", as_of=day)[0] == 404
    with pytest.raises(NotFound):
        queries.customer_card(
            actor=act_as(bank.head),
            customer_id=bank.own.pk,
            now=NOW,
            as_of=KNOWN_FROM - timedelta(days=2),
        )


def test_the_button_stands_there_once_there_is_a_past(bank):
    assert queries.known_since(actor=act_as(bank.head), customer_id=bank.own.pk) == clock.bank_date(
        KNOWN_FROM
    )
    assert ("时点回溯" in opened(bank, "head")[1], "时点回溯" in opened(bank, "rm")[1]) == (
        True,
        False,
    )


@pytest.mark.parametrize("who", ["rm", "head"])
def test_a_day_that_is_not_over_is_today(bank, who):
    status, body = opened(bank, who, as_of=clock.bank_date(clock.now()).isoformat())
    assert (status, "林婉卿" in body, "c3-past" in body) == (200, True, False)


@pytest.mark.parametrize("day", ["2999-01-01", "1899-01-01"])
def test_a_day_to_come_or_before_all_data_is_refused_with_the_range(bank, day):
    status, body = opened(bank, "head", as_of=day)
    assert (status, "请选择 1900-01-01 至今天之间的日期" in body, "林婉卿" in body) == (
        422,
        True,
        False,
    )


def test_looking_back_is_in_the_trail_with_its_day(bank):
    opened(bank, "head", as_of=BEFORE)
    entry = AuditEntry.objects.get(verb="customers.opened")
    assert (entry.customer_id, entry.detail["as_of"]) == (bank.own.pk, BEFORE)


def test_a_change_of_today_does_not_reach_the_past(bank):
    services.update_profile(
        actor=act_as(bank.rm),
        now=NOW,
        customer_id=bank.own.pk,
        version=2,
        changes={"nickname": "林总"},
    )
    _status, past = opened(bank, "head", name="customers:profile", headers=FRAGMENT, as_of=BEFORE)
    _status, today = opened(bank, "head", name="customers:profile", headers=FRAGMENT)
    assert ("林总" in past, "林总" in today) == (False, True)


def test_the_pages_ask_for_the_permission_that_the_room_declares():
    assert policies.VIEW_PAST == access.VIEW_PAST
