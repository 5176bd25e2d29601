"""到期与生日 on the workbench: the own book, the largest first where there are many, each with its day."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import Bank, act_as, make_customer
from yinqiao.holdings import desk, exports, queries
from yinqiao.holdings.choices import AccountType
from yinqiao.holdings.tests.factories import make_account, make_position
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.i18n import formats
from yinqiao.products.tests.factories import make_product


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()


@pytest.fixture
def today():
    return clock.bank_date(clock.now())


def test_what_matures_in_the_span_is_told_once_with_its_amount(bank: Bank, today):
    near, far = today + timedelta(days=3), today + timedelta(days=16)
    make_account(bank.own, account_type="TIME", balance="500000", matures_on=near)
    make_account(bank.own, account_type="TIME", balance="600000", matures_on=far)
    make_account(bank.own, account_type="TIME", balance="0", matures_on=near)
    make_account(bank.own, account_type="SETTLEMENT", balance="9", matures_on=near)
    make_account(bank.own, account_type="CD", balance="200000", matures_on=near, status="CLOSED")
    make_account(bank.foreign, account_type="TIME", balance="700000", matures_on=near)
    product = make_product("澜盈固收增强 B 款")
    make_position(
        make_account(bank.own, account_type="WEALTH"),
        product,
        market_value="800000",
        matures_on=today + timedelta(days=5),
    )
    found = queries.book_maturities(
        actor=act_as(bank.rm),
        staff_id=bank.rm.staff_id,
        first=today,
        last=today + timedelta(days=15),
    )
    assert [(line.on, line.amount, line.name) for line in found] == [
        (near, Decimal(500_000), ""),
        (today + timedelta(days=5), Decimal(800_000), "澜盈固收增强 B 款"),
    ]


def test_the_desk_the_customer_the_trigger_and_the_facts_agree_on_what_matures(bank: Bank, today):
    near = today + timedelta(days=3)
    made = [(kind, term) for kind in AccountType.values for term in (None, 1, 7, 90)]
    for place, (kind, term) in enumerate(made):
        make_account(
            bank.own, account_type=kind, balance=str(1000 + place), matures_on=near, term_days=term
        )
    due = [
        Decimal(1000 + place)
        for place, (kind, term) in enumerate(made)
        if kind in {"TIME", "CD", "STRUCTURED", "TBOND"} or (kind, term) == ("NOTICE", 90)
    ]
    actor = act_as(bank.rm)
    lines = queries.book_maturities(
        actor=actor, staff_id=actor.staff_id, first=today, last=today + timedelta(days=15)
    )
    hers = queries.maturities(actor=actor, customer_id=bank.own.pk, days=15, now=clock.now())
    fired = exports.maturing(connection)["object_amount"].to_list()
    facts = exports.accounts(connection)
    counted = facts.filter(facts["falls_due"])["balance"].to_list()
    assert sorted(line.amount for line in lines) == sorted(fired) == sorted(counted) == due
    assert sorted(line.amount for line in hers) == sorted(
        formats.money(amount, language="zh-hans") for amount in due
    )


def test_notice_deposits_are_neither_counted_nor_added_up(bank: Bank, today):
    near = today + timedelta(days=3)
    make_account(bank.own, account_type="TIME", balance="500000", matures_on=near)
    make_account(bank.own, account_type="NOTICE", balance="300000", matures_on=near, term_days=7)
    body = body_of(bank.rm, "holdings:upcoming")[1]
    assert "到期 1 笔" in body
    assert "50.0 万" in body
    assert "80.0 万" not in body


def body_of(actor, name, data=None):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    answer = client.get(reverse(name), data or {})
    return answer.status_code, answer.content.decode()


def test_the_block_shows_maturities_and_birthdays_and_their_sum(bank: Bank, today):
    make_account(
        bank.own, account_type="TIME", balance="500000", matures_on=today + timedelta(days=3)
    )
    born = (today + timedelta(days=2)).replace(year=1960)
    make_customer("宋雅琴", org=bank.orgs["river"], rm=bank.rm.staff_id, birth_on=born)
    status, body = body_of(bank.rm, "holdings:upcoming")
    assert status == 200
    for words in ("林婉清", "50.0 万", "宋雅琴", "岁生日", "到期 1 笔"):
        assert words in body
    assert "顾" not in body
    assert AuditEntry.objects.filter(verb="holdings.maturities-listed").count() == 1


def test_of_many_the_nearest_are_shown_and_all_are_counted(bank: Bank, today):
    for number in range(desk.MOST_SHOWN + 3):
        make_account(
            bank.own,
            account_type="TIME",
            balance="100000",
            matures_on=today + timedelta(days=number),
        )
    body = body_of(bank.rm, "holdings:upcoming")[1]
    assert body.count('class="mt-r"') == desk.MOST_SHOWN
    assert f"到期 {desk.MOST_SHOWN + 3} 笔" in body
    assert "还有 3 项" in body
    body = body_of(bank.rm, "holdings:upcoming", {"all": "1"})[1]
    assert body.count('class="mt-r"') == desk.MOST_SHOWN + 3


def test_an_empty_book_says_so(bank: Bank):
    assert (
        "近期没有" in body_of(bank.rm, "holdings:upcoming")[1]
        or "没有" in body_of(bank.rm, "holdings:upcoming")[1]
    )


def test_the_calendar_gets_the_same_days(bank: Bank, today):
    make_account(
        bank.own, account_type="TIME", balance="500000", matures_on=today + timedelta(days=3)
    )
    marks = desk.marks(act_as(bank.rm), today, today + timedelta(days=30))
    assert [(mark.on, mark.url) for mark in marks] == [
        (today + timedelta(days=3), reverse("customers:detail", args=[bank.own.pk]))
    ]
    assert desk.marks(act_as(bank.teller), today, today) == []
