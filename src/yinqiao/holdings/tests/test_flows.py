"""Money in and out: by month, by purpose, by the other side, and what stands out against the usual month."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import Bank, act_as, make_customer
from yinqiao.holdings import charts, queries, unusual
from yinqiao.holdings.tests.factories import make_account, post
from yinqiao.lib.periods import add_months
from yinqiao.platform.errors import NotFound

DAY = date(2026, 11, 22)


@pytest.fixture
def book(committed_db):
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.compliance)
        account = make_account(bank.own, number="6217000000003391")
        dollars = make_account(bank.own, currency="USD")
        newcomer = make_account(
            make_customer("宋雅琴", org=bank.orgs["river"], rm=bank.rm.staff_id)
        )
    for back in range(1, 7):
        month = add_months(date(2026, 11, 5), -back)
        post(
            account,
            "20000.00",
            posted_on=month,
            category="SALARY",
            counterparty_name="澜江置业有限公司",
        )
        post(account, "-9000.00", posted_on=month, category="MORTGAGE")
    post(
        account,
        "-120000.00",
        posted_on=date(2026, 11, 9),
        category="TRANSFER_OUT",
        counterparty_name="王小明",
        counterparty_masked="尾号8282",
        summary="购车",
    )
    post(account, "-800.00", posted_on=date(2026, 11, 10), category="DINING")
    post(account, "500000.00", posted_on=date(2026, 11, 11), category="INVESTMENT")
    post(dollars, "700000.00", posted_on=date(2026, 11, 12), category="TRANSFER_IN")
    post(account, "900000.00", posted_on=date(2026, 11, 25), category="TRANSFER_IN")
    post(newcomer, "-10.00", posted_on=date(2026, 10, 3), category="DINING")
    post(newcomer, "-900000.00", posted_on=date(2026, 11, 3), category="TRANSFER_OUT")
    with transaction.atomic():
        yield bank, account, newcomer.customer


def moved(bank, actor=None, customer=None):
    reader = act_as(actor or bank.rm)
    return queries.flows(actor=reader, customer_id=(customer or bank.own).pk, now_on=DAY)


def test_months_tell_what_came_in_and_went_out_but_not_between_own_products(book):
    found = moved(book[0])
    assert [(each.month, each.money_in, each.money_out) for each in found.months][-2:] == [
        (date(2026, 10, 1), Decimal(20_000), Decimal(9_000)),
        (date(2026, 11, 1), Decimal(0), Decimal(120_800)),
    ]
    assert len(found.months) == 7


def test_what_it_was_spent_on_is_in_shares_of_all_that_went_out(book):
    assert [
        (part.title, part.count, part.text, round(part.share, 3)) for part in moved(book[0]).spent
    ] == [
        ("转出", 1, "12.0 万", Decimal("0.686")),
        ("房贷还款", 6, "5.4 万", Decimal("0.309")),
        ("餐饮", 1, "800.00 元", Decimal("0.005")),
    ]


def test_people_on_the_other_side_are_masked_and_firms_are_not(book):
    assert [(part.title, part.count, part.text, part.sign) for part in moved(book[0]).others] == [
        ("澜江置业有限公司", 6, "+12.0 万", 1),
        ("王** 尾号8282", 1, "\u221212.0 万", -1),
    ]


def test_a_move_far_above_the_usual_month_stands_out_with_its_reason(book):
    found = moved(book[0])
    assert [(move.row.posted_on, move.usual_text, move.times) for move in found.unusual] == [
        (date(2026, 11, 9), "9,000.00 元", Decimal("13.3"))
    ]
    assert (found.factor, found.floor_text) == (Decimal(3), "5.0 万")


def test_with_too_few_months_nothing_stands_out(book):
    bank, _account, newcomer = book
    found = moved(bank, customer=newcomer)
    assert (len(found.months), found.unusual) == (2, ())


def test_bands_only_means_months_in_bands_and_nothing_else(book):
    found = moved(book[0], book[0].compliance)
    assert (found.is_hidden, found.spent, found.others, found.unusual) == (True, (), (), ())
    assert {(each.money_in, each.in_text, each.net_text) for each in found.months} == {
        (None, "不足 5 万", "")
    }
    assert charts.flow_bars(found.months) == {}


def test_a_foreign_customer_is_not_there(book):
    with pytest.raises(NotFound):
        moved(book[0], customer=book[0].foreign)


def test_more_moves_cost_no_more_queries(book):
    bank, account, _newcomer = book
    moved(bank)
    with CaptureQueriesContext(connection) as few:
        moved(bank)
    for number in range(12):
        post(
            account,
            "-60000.00",
            posted_on=date(2026, 11, 1 + number),
            category="TRAVEL",
            counterparty_name=f"旅行社{number}公司",
        )
    with CaptureQueriesContext(connection) as many:
        moved(bank)
    assert len(many) == len(few)


def test_the_panel_draws_signed_bars_and_keeps_the_data_beside_them(book):
    bank, _account, _newcomer = book
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    body = client.get(
        reverse("holdings:flows", args=[bank.own.pk]), headers={"HX-Request": "true"}
    ).content.decode()
    assert ('role="img"' in body, "看数据" in body, "style=" in body) == (True, True, False)
    assert "王小明" not in body
    option = charts.flow_bars(moved(bank).months)
    assert [series["data"][-1] for series in option["bars"]["series"]] == [0.0, -12.1]


def test_the_list_filters_without_loading_the_bars_again(book):
    bank, _account, _newcomer = book
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    url = reverse("holdings:transactions", args=[bank.own.pk])
    bars = reverse("holdings:flows", args=[bank.own.pk])
    first = client.get(url, headers={"HX-Request": "true"}).content.decode()
    filtered = client.get(url, {"filter": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert (bars in first, bars in filtered) == (True, False)


@given(
    amount=st.decimals(0, 10_000_000, places=2),
    sums=st.lists(st.decimals(0, 1_000_000, places=2), min_size=3, max_size=12),
)
def test_what_stands_out_is_never_below_the_floor_nor_below_the_factor(amount, sums):
    usual = unusual.usual_month(sums, least=3)
    found = unusual.is_unusual(amount, usual, factor=Decimal(3), floor=Decimal(50_000))
    assert found == (amount >= 50_000 and amount >= 3 * usual)
