"""The panels of the customer page through real sign-in: fragments, refusals, nothing about foreign customers."""

import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from django.test import Client

from yinqiao.access.tests.factories import make_account, sign_in
from yinqiao.interactions.tests.factories import load_rows, make_batch, make_customers
from yinqiao.organization.tests.factories import make_org

PANELS = ("timeline", "story", "tasks")


@pytest.fixture
def page(committed_db):
    head = make_org("总行", code="001")
    river, hill = (
        make_org("河畔支行", parent=head, code="011"),
        make_org("山前支行", parent=head, code="012"),
    )
    manager, stranger, teller, chief = (
        make_account(role, org=org, name=name)
        for role, org, name in (
            ("relationship_manager", river, "甲"),
            ("relationship_manager", hill, "乙"),
            ("teller", river, "丙"),
            ("branch_head", river, "丁"),
        )
    )
    customer = make_customers(["6100000001"], org_code="011", manager_no=manager.staff.staff_no)[
        "6100000001"
    ]

    def get(name, who="manager", **query):
        client = Client(headers={"HX-Request": "true"})
        user = {"manager": manager, "stranger": stranger, "teller": teller, "chief": chief}[who]
        sign_in(client, user)
        return client.get(f"/interactions/customers/{customer}/{name}/", query)

    return get


def bring_contacts(count):
    rows = [
        {
            "record_no": f"C{number:03}",
            "customer_no": "6100000001",
            "staff_name": "老张",
            "channel": "CALL",
            "happened_at": datetime(2026, 3, 1, number, tzinfo=UTC),
            "summary": f"<b>第{number}次</b> 13812345678",
        }
        for number in range(count)
    ]
    load_rows("interactions.contact_record", rows, batch=make_batch(3, source="OLD_CRM"))


@pytest.mark.parametrize(
    ("name", "query"),
    [("timeline", {"kind": "contact"}), ("timeline", {"words": "没有"}), ("tasks", {})],
)
def test_an_empty_panel_says_what_will_stand_there(page, name, query):
    response = page(name, **query)
    assert response.status_code == 200
    assert 'class="es"' in response.content.decode()
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize("name", PANELS)
def test_a_foreign_customer_is_not_found(page, name):
    bring_contacts(1)
    assert page(name, "stranger").status_code == 404


@pytest.mark.parametrize("name", PANELS)
def test_without_the_permission_the_panel_is_refused(page, name):
    assert page(name, "teller").status_code == 403


def test_the_timeline_masks_escapes_and_goes_on(page):
    bring_contacts(22)
    first = page("timeline", kind="contact").content.decode()
    assert "13812345678" not in first
    assert "138****5678" in first
    assert "&lt;b&gt;第21次&lt;/b&gt;" in first
    assert first.count("<li") == 21
    cursor, kind = re.search(r'\?cursor=([^"&]+)&amp;(kind=contact)"', first).groups()
    assert kind == "kind=contact"
    rest = page("timeline", kind="contact", cursor=unquote(cursor)).content.decode()
    assert rest.count("<li") == 2
    assert "c-card-h" not in rest
    assert "第0次" in rest


def test_the_address_keeps_the_filter_and_an_empty_answer_names_it(page):
    bring_contacts(3)
    narrowed = page("timeline", filter="1", kind="contact", words="第2次", since="", until="")
    address = unquote(narrowed["HX-Replace-Url"])
    assert address.endswith("?kind=contact&words=第2次&tab=interactions-timeline") or set(
        address.partition("?")[2].split("&")
    ) == {"kind=contact", "words=第2次", "tab=interactions-timeline"}
    assert narrowed.content.decode().count("<li") == 1
    empty = page("timeline", filter="1", words="第9次").content.decode()
    assert "没有符合筛选条件" in empty or "第9次" in empty
    assert "?tab=interactions-timeline" in empty
    wrong = page("timeline", filter="1", since="2026-03-05", until="2026-03-01").content.decode()
    assert "id_until_error" in wrong


def test_a_day_before_anything_was_known_is_empty(page):
    bring_contacts(1)
    assert 'class="es"' in page("timeline", "chief", as_of="2020-01-01").content.decode()
    assert page("timeline", "chief", as_of="not a day").status_code == 422


@pytest.mark.parametrize("name", PANELS)
def test_only_who_may_look_back_sees_an_earlier_day(page, name):
    bring_contacts(1)
    assert page(name, as_of="2026-01-01").status_code == 403
    assert page(name, "chief", as_of="2026-01-01").status_code == 200


def test_a_page_of_the_timeline_costs_the_same_however_long_it_is(
    page, django_assert_max_num_queries
):
    bring_contacts(22)
    page("timeline")
    # Ten rooms tell, each of what it keeps, however much that is.
    with django_assert_max_num_queries(45):
        page("timeline")
    # One of them asks whether she was opened today, which every address with a customer does.
    with django_assert_max_num_queries(22):
        page("timeline", kind="contact")
