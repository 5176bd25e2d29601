"""The pages: who sees whose, in which order, by which address, and what they cost."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import Bank, make_customer
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.testing.query_counts import counted
from yinqiao.sales.choices import State
from yinqiao.sales.tests.factories import make_opportunity

FRAGMENT = {"HX-Request": "true"}
LIST = "sales:list"


@pytest.fixture
def today():
    return clock.bank_date(clock.now())


def as_(actor: Actor) -> Client:
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def page(actor, name, *args, data=None, **headers):
    answer = as_(actor).get(reverse(name, args=args), data or {}, headers=headers)
    return answer.status_code, answer.content.decode()


def titles(body):
    return re.findall(r"题-\w+", body)


def test_a_manager_reads_her_own_with_reason_and_amount(bank: Bank, today):
    make_opportunity(bank.own, due_on=today)
    make_opportunity(bank.foreign)
    status, body = page(bank.rm, LIST)
    assert status == 200
    assert "我的商机" in body
    assert ("林婉清" in body, "顾长风" in body, "顾**" in body) == (True, False, False)
    assert "澜盈固收增强 B 款 80.0 万将于 2026-12-07 到期" in body
    entry = AuditEntry.objects.get(verb="sales.opportunities-listed")
    assert entry.detail["customers"] == [bank.own.pk]


def test_the_most_urgent_stands_first_and_what_went_up_before_it(bank: Bank, today):
    for name, days, priority, level in (
        ("late", -2, 3, 0),
        ("soon", 1, 1, 0),
        ("soon2", 1, 2, 0),
        ("up", 9, 5, 1),
    ):
        make_opportunity(
            bank.own,
            title=f"题-{name}",
            due_on=today + timedelta(days=days),
            priority=priority,
            escalation_level=level,
            escalated_at=clock.now() if level else None,
        )
    assert titles(page(bank.head, LIST, **FRAGMENT)[1]) == [
        "题-up",
        "题-late",
        "题-soon",
        "题-soon2",
    ]


def test_a_missed_deadline_is_red_and_counts_the_days(bank: Bank, today):
    make_opportunity(bank.own, due_on=today - timedelta(days=2))
    body = page(bank.rm, LIST)[1]
    assert "逾期 2 天" in body
    assert 'class="c-tag d"' in body


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"a", "b", "d"}),
        ({"kind": "AUM_DROP"}, {"b"}),
        ({"due": "LATE"}, {"a"}),
        ({"due": "WEEK"}, {"b"}),
        ({"state": "CONTACTED"}, {"d"}),
        ({"state": "SNOOZED"}, {"c"}),
        ({"state": "OPEN"}, {"a", "b", "c", "d"}),
        ({"state": "ENDED"}, {"e"}),
        ({"kind": "GONE"}, set()),
        ({"state": "nonsense"}, {"a", "b", "d"}),
    ],
)
def test_the_address_filters(bank: Bank, today, query, expected):
    far = today + timedelta(days=30)
    make_opportunity(bank.own, title="题-a", due_on=today - timedelta(days=1))
    make_opportunity(bank.own, title="题-b", kind="AUM_DROP", due_on=today + timedelta(days=3))
    make_opportunity(bank.own, title="题-c", due_on=far, snoozed_until=far)
    make_opportunity(bank.own, title="题-d", due_on=far, state=State.CONTACTED)
    make_opportunity(bank.own, title="题-e", due_on=far, state=State.WON, closed_at=clock.now())
    status, body = page(bank.rm, LIST, data={**query, "filter": "1"}, **FRAGMENT)
    assert status == 200
    assert {title.removeprefix("题-") for title in titles(body)} == expected


def test_a_head_filters_by_owner_and_a_manager_cannot(bank: Bank):
    make_opportunity(bank.own, title="题-own")
    pooled = make_customer("钟无主", org=bank.orgs["quay"])
    make_opportunity(pooled, title="题-pool")
    body = page(bank.head, LIST)[1]
    assert set(titles(body)) == {"题-own", "题-pool"}
    assert 'name="owner"' in body
    found = page(bank.head, LIST, data={"owner": "pool", "filter": "1"}, **FRAGMENT)[1]
    assert titles(found) == ["题-pool"]
    found = page(bank.head, LIST, data={"owner": str(bank.rm.staff_id)}, **FRAGMENT)[1]
    assert titles(found) == ["题-own"]
    assert 'name="owner"' not in page(bank.rm, LIST)[1]


def test_an_empty_list_says_how_it_fills(bank: Bank):
    assert "没有等您处理的商机" in page(bank.rm, LIST)[1]


def test_a_card_says_why_and_is_in_the_trail(bank: Bank):
    row = make_opportunity(bank.own)
    status, body = page(bank.rm, "sales:detail", row.pk)
    assert status == 200
    assert "同策略 180 天续接" in body
    entry = AuditEntry.objects.get(verb="sales.opportunity-opened")
    assert (entry.object_id, entry.customer_id) == (row.pk, bank.own.pk)


def test_anothers_is_404_like_one_that_is_not_there(bank: Bank):
    row = make_opportunity(bank.foreign)
    assert page(bank.rm, "sales:detail", row.pk)[0] == 404
    assert page(bank.rm, "sales:detail", 987_654)[0] == 404
    assert page(bank.rm, "sales:panel", bank.foreign.pk, **FRAGMENT)[0] == 404


@pytest.mark.parametrize("who", ["teller", "agent", "compliance", "president"])
def test_other_roles_have_no_such_page(bank: Bank, who):
    row = make_opportunity(bank.own)
    assert page(getattr(bank, who), LIST)[0] == 403
    assert page(getattr(bank, who), "sales:detail", row.pk)[0] == 403


def test_the_panel_shows_open_ones_first(bank: Bank):
    make_opportunity(bank.own, title="题-won", state=State.WON, closed_at=clock.now())
    make_opportunity(bank.own, title="题-open")
    assert titles(page(bank.rm, "sales:panel", bank.own.pk, **FRAGMENT)[1]) == [
        "题-open",
        "题-won",
    ]


def test_the_panel_of_a_past_day_shows_what_there_was(bank: Bank):
    make_opportunity(bank.own, title="题-old", now=clock.now() - timedelta(days=9))
    make_opportunity(bank.own, title="题-new", now=clock.now())
    day = clock.bank_date(clock.now()) - timedelta(days=5)
    body = page(bank.rm, "sales:panel", bank.own.pk, data={"as_of": day.isoformat()}, **FRAGMENT)[1]
    assert titles(body) == ["题-old"]


def test_the_menu_counts_what_waits_for_the_actor(bank: Bank):
    make_opportunity(bank.own)
    body = as_(bank.rm).get(reverse("ui:live")).content.decode()
    assert re.search(r'id="count-opportunities"[^>]*>1<', body)


def test_what_pages_cost(bank: Bank):
    for number in range(20):
        make_opportunity(bank.own, title=f"题-{number}")
    row = make_opportunity(bank.own)
    client = as_(bank.rm)
    for name, args in ((LIST, ()), ("sales:detail", (row.pk,)), ("sales:panel", (bank.own.pk,))):
        client.get(reverse(name, args=args))
        with counted(name):
            assert (
                client.get(reverse(name, args=args), headers=FRAGMENT if args else {}).status_code
                == 200
            )
