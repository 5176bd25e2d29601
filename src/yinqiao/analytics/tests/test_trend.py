"""The course of AUM on the customer page: carried forward, weighted, and the same as the figures that the batch writes."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.analytics import batch, queries, views
from yinqiao.analytics.tests.bank import facts_of
from yinqiao.customers.tests.factories import NOW, Bank, act_as
from yinqiao.holdings.tests.factories import hold, make_account
from yinqiao.platform import registry
from yinqiao.platform.errors import NotFound
from yinqiao.platform.parameters import queries as values
from yinqiao.products.tests.factories import make_product

DAY = date(2026, 11, 22)


@pytest.fixture
def book(committed_db, settings: Settings, tmp_path: Path):
    forget()
    values.forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.compliance)
        demand = make_account(bank.own)
        dollars = make_account(bank.own, currency="USD")
        wealth = make_account(bank.own, account_type="WEALTH", product=make_product())
        loan = make_account(bank.own, account_type="LOAN")
    hold(demand, "10000.00", date(2026, 8, 3))
    hold(demand, "30000.00", date(2026, 10, 9))
    hold(demand, "40000.00", date(2026, 11, 20), known_at=NOW + timedelta(days=1))
    hold(demand, "99999.00", date(2026, 11, 25))
    hold(dollars, "1000.00", date(2026, 9, 30))
    hold(wealth, "50000.00", date(2026, 11, 1))
    hold(loan, "700000.00", date(2026, 1, 1))
    with transaction.atomic():
        yield bank


def trend(bank, actor=None, as_of=None):
    reader = act_as(actor or bank.rm)
    return queries.aum_trend(actor=reader, customer_id=bank.own.pk, months=4, as_of=as_of)


def test_month_ends_carry_forward_and_loans_do_not_count(book):
    found = trend(book)
    assert [(point.day, point.amount) for point in found.points] == [
        (date(2026, 8, 31), Decimal(10_000)),
        (date(2026, 9, 30), Decimal("17080.00")),
        (date(2026, 10, 31), Decimal("37080.00")),
        (DAY, Decimal("97080.00")),
    ]
    assert (found.change_text, found.change_share) == ("+8.7 万", "871%")


def test_every_point_is_the_figure_of_the_batch(book):
    found = trend(book)
    with connections["loader"].cursor() as cursor:
        cursor.execute("select account_id, balance_on, balance from holdings_balance")
        balances = cursor.fetchall()
    accounts = registry.datasets.get("holdings.account")(connections["loader"])
    for point in found.points:
        settings = batch.settings_on(point.day)
        known = facts_of(point.day, settings, balance=balances, account=accounts.rows())
        assert known[book.own.pk]["aum"] == point.amount


def test_what_was_known_then(book):
    assert trend(book, as_of=NOW).points[-1].amount == Decimal("87080.00")


def test_bands_only_means_no_figure_leaves(book):
    found = trend(book, book.compliance)
    assert (found.is_hidden, found.points, found.change_text) == (True, (), "")


def test_a_foreign_customer_is_not_there(book):
    with pytest.raises(NotFound):
        queries.aum_trend(actor=act_as(book.rm), customer_id=book.foreign.pk, months=4)


def test_the_panel_draws_names_its_unit_and_keeps_the_data_beside_it(book):
    client = Client(raise_request_exception=True)
    sign_in(client, get_user_model().objects.get(pk=book.rm.user_id))
    answer = client.get(
        reverse("analytics:trend", args=[book.own.pk]),
        {"months": "12"},
        headers={"HX-Request": "true"},
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.count("data-chart=") == 2
    assert '<td><i class="sw-cash"></i>现金</td>' in text
    assert "C3 参考" in text
    assert "万元" in text
    assert 'aria-label="AUM 从' in text
    assert "看数据" in text
    assert "<td>2026-08-31</td>" in text
    assert "平均" in text
    assert "<script" not in text
    assert "style=" not in text


def test_longer_spans_begin_where_balances_are_kept_and_say_so(book):
    reader = act_as(book.rm)
    for months in (37, None):
        found = queries.aum_trend(actor=reader, customer_id=book.own.pk, months=months)
        assert (found.points[0].day, len(found.points), found.is_short) == (
            date(2026, 8, 31),
            4,
            True,
        )
        assert found.average == sum(point.amount for point in found.points) / 4
    year = queries.aum_trend(actor=reader, customer_id=book.own.pk, months=13)
    assert (len(year.points), year.is_short) == (13, False)


@pytest.mark.parametrize(
    ("asked", "kept"), [("36", "months=36"), ("all", "months=all"), ("999", "")]
)
def test_the_span_stands_in_the_address(book, asked, kept):
    client = Client(headers={"HX-Request": "true"})
    sign_in(client, get_user_model().objects.get(pk=book.rm.user_id))
    url = reverse("analytics:trend", args=[book.own.pk])
    answer = client.get(url, {"months": asked, "pick": "1"})
    assert answer["HX-Replace-Url"] == f"/customers/{book.own.pk}/?{kept}"
    assert "HX-Replace-Url" not in client.get(url, {"months": asked})
    assert 'aria-pressed="true"' in answer.content.decode()


def test_the_newest_value_stands_behind_the_line_with_room_for_it():
    course = views._course(["2026-10", "2026-11"], [1380.0, 1286.4], average=1333.2)
    label = course["series"][0]["data"][-1]["label"]
    assert (label["position"], label["formatter"]) == ("right", "1,286.4")
    line = course["series"][0]["markLine"]
    assert (line["data"], line["label"]["formatter"]) == ([{"yAxis": 1333.2}], "平均 1,333.2")
    assert course["grid"]["right"] > label["distance"] + len("1,286.4") * views.DIGIT_WIDTH
