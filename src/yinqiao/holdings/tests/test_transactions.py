"""Movements: filters, masks, months, pages by key. Postings are committed by the loader, so are these tests."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import NOW, Bank, act_as
from yinqiao.holdings import queries
from yinqiao.holdings.queries import TransactionFilter
from yinqiao.holdings.tables import transaction_table
from yinqiao.holdings.tests.factories import make_account, post
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.paging import Order, QuerySetSource, read_page

EVERYTHING = TransactionFilter()


@pytest.fixture
def book(committed_db):
    with transaction.atomic():
        bank = Bank()
        _people = (bank.compliance,)
        first, second = make_account(bank.own), make_account(bank.own)
        stranger = make_account(bank.foreign)
    bank.first, bank.second = first, second
    post(first, "20000.00", posted_on=date(2026, 10, 10), summary="工资")
    post(
        first,
        "-1200.50",
        posted_on=date(2026, 10, 11),
        category="DINING",
        counterparty_name="王小明",
        counterparty_masked="尾号3391",
    )
    post(
        second,
        "600000.00",
        posted_on=date(2026, 11, 19),
        category="TRANSFER_IN",
        counterparty_name="澜江置业有限公司",
        summary="房款 13912345678",
    )
    post(
        second,
        "-50.00",
        posted_on=date(2026, 11, 20),
        category="DINING",
        known_at=NOW + timedelta(days=1),
    )
    post(stranger, "999.00")
    with transaction.atomic():
        yield bank


def rows(bank, actor=None, wanted=EVERYTHING, as_of=None):
    reader = act_as(actor or bank.rm)
    found = queries.transaction_list(
        actor=reader, customer_id=bank.own.pk, wanted=wanted, as_of=as_of
    ).order_by("-posted_on", "-pk")
    return queries.transaction_rows(found, actor=reader, customer_id=bank.own.pk)


def test_movements_are_masked_and_others_are_not_there(book):
    found = rows(book)
    assert [row.amount_text for row in found] == [
        "\u221250.00 元",
        "+60.0 万",
        "\u22121,200.50 元",
        "+2.0 万",
    ]
    assert [row.counterparty for row in found] == ["", "澜江置业有限公司", "王** 尾号3391", ""]
    assert found[1].what == "房款 139****5678"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("account", 2), ("month", 2), ("category", 2), ("direction", 2), ("both", 1)],
)
def test_filters(book, name, expected):
    wanted = {
        "account": TransactionFilter(account_id=book.first.pk),
        "month": TransactionFilter(month=date(2026, 11, 1)),
        "category": TransactionFilter(category="DINING"),
        "direction": TransactionFilter(direction="C"),
        "both": TransactionFilter(month=date(2026, 10, 1), category="DINING"),
    }[name]
    assert len(rows(book, wanted=wanted)) == expected


def test_without_the_right_to_amounts_there_are_bands_only(book):
    found = rows(book, book.compliance)
    assert {row.amount for row in found} == {None}
    assert {row.amount_text for row in found} == {"不足 5 万", "50 万–300 万"}


def test_what_came_later_is_not_in_an_earlier_view(book):
    assert len(rows(book, as_of=NOW)) == 3


def test_a_foreign_customer_has_no_movements_here(book):
    act_as(book.rm)
    with pytest.raises(NotFound):
        queries.transaction_list(actor=book.rm, customer_id=book.foreign.pk, wanted=EVERYTHING)


def test_pages_by_key_show_each_movement_once(book):
    act_as(book.rm)
    source = QuerySetSource(
        queries.transaction_list(actor=book.rm, customer_id=book.own.pk, wanted=EVERYTHING)
    )
    seen, cursor = [], ""
    while True:
        page = read_page(
            source, order=Order.of("-posted_on"), filters={}, cursor_text=cursor, size=1
        )
        seen += [row.pk for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    assert (len(seen), len(set(seen))) == (4, 4)


def test_the_panel_filters_by_its_url(book):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=book.rm.user_id))
    url = reverse("holdings:transactions", args=[book.own.pk])
    answer = client.get(url, {"month": "2026-10", "filter": "1"}, headers={"HX-Request": "true"})
    body = answer.content.decode()
    assert answer.status_code == 200
    assert ("尾号3391" in body, "澜江置业" in body) == (True, False)
    assert "王小明" not in body


@pytest.mark.parametrize("is_clear", [True, False])
def test_amounts_and_balances_stand_at_the_right(is_clear):
    columns = transaction_table(is_clear=is_clear).columns
    assert [column.key for column in columns if "num" in column.css.split()] == [
        "amount" if is_clear else "amount_text",
        "balance_after",
    ]
