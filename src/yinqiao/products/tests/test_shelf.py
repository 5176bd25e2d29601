"""The shelf: the grade that binds, filters, the page."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import make_account, sign_in
from yinqiao.products import queries, rules
from yinqiao.products.queries import ShelfFilter
from yinqiao.products.tables import SHELF
from yinqiao.products.tests.factories import make_product

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("seller", "issuer", "expected"),
    [("R2", "R3", "R3"), ("R3", "R2", "R3"), ("R2", "", "R2"), ("", "", "")],
)
def test_the_higher_grade_binds(seller, issuer, expected):
    assert rules.binding_risk(seller, issuer) == expected


@pytest.fixture
def shelf(db):
    make_product("安享固收 180 天", risk_grade="R2")
    make_product(
        "长盈价值精选混合",
        product_class="FUND",
        risk_grade="R3",
        issuer_risk_grade="R4",
        sales_mode="AGENCY",
    )
    make_product("停售理财", is_on_sale=False)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ShelfFilter(), 3),
        (ShelfFilter(q="固收"), 1),
        (ShelfFilter(product_class="FUND"), 1),
        (ShelfFilter(risk_grade="R4"), 1),
        (ShelfFilter(risk_grade="R3"), 0),
        (ShelfFilter(risk_grade="R2"), 2),
        (ShelfFilter(sales_mode="AGENCY"), 1),
        (ShelfFilter(on_sale_only=True), 2),
    ],
)
def test_filters(shelf, wanted, expected):
    assert queries.shelf(wanted=wanted, on=DAY).count() == expected


def test_the_page_shows_the_binding_grade_and_the_note(shelf, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    client = Client()
    sign_in(client, make_account("relationship_manager"))
    body = client.get(
        reverse("products:list"), {"risk_grade": "R4", "filter": "1"}
    ).content.decode()
    assert "长盈价值精选混合" in body
    assert ">R4</span>" in body
    assert "安享固收" not in body


def test_rates_and_amounts_stand_at_the_right():
    assert [column.key for column in SHELF.columns if "num" in column.css.split()] == [
        "rate",
        "minimum_amount",
    ]
