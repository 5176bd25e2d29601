"""The board: a card is dragged on, what is missing is asked for, a slip is taken back; the same by keyboard; on the phone."""

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.sales.tests.factories import Opportunity, make_opportunity


@pytest.fixture
def card(planted):
    """Plant an opportunity of which the customer was spoken to."""

    def make():
        with transaction.atomic():
            with whole_bank():
                customer = Customer.objects.get(pk=planted.customer_id)
            return make_opportunity(customer, state="CONTACTED", title="大额存单续接").pk

    return behind(make)


def standing(pk):
    def read():
        with transaction.atomic(), whole_bank():
            return Opportunity.objects.get(pk=pk).state

    return behind(read)


def drag(page, pk, title):
    """Drag a card to the column of a stage, as a hand does: down, some steps, up."""
    source = page.locator(f"[data-card='{pk}']").bounding_box()
    target = page.locator(f".kb-c:has(h2:text-is('{title}')) .kb-l").bounding_box()
    page.mouse.move(source["x"] + 80, source["y"] + 40)
    page.mouse.down()
    for part in (0.2, 0.5, 0.8, 1.0):
        page.mouse.move(
            source["x"] + 80 + (target["x"] + 60 - source["x"] - 80) * part,
            source["y"] + 40 + (target["y"] + 60 - source["y"] - 40) * part,
            steps=4,
        )
    page.wait_for_timeout(300)


def column(page, title):
    return page.locator(f".kb-c:has(h2:text-is('{title}'))")


def test_a_card_is_dragged_and_a_slip_taken_back(open_as, card):
    page = open_as("relationship_manager")
    page.goto(reverse("sales:board"))
    expect(column(page, "已接触")).to_contain_text("大额存单续接")
    drag(page, card, "需求确认")
    expect(column(page, "方案提供").locator(".kb-drop")).to_contain_text("适当性匹配")
    page.mouse.up()
    expect(page.locator("#toasts")).to_contain_text("已移到需求确认")
    expect(column(page, "需求确认")).to_contain_text("大额存单续接")
    page.locator("#toasts button").first.click()
    expect(column(page, "已接触")).to_contain_text("大额存单续接")
    assert standing(card) == "CONTACTED"


def test_what_a_stage_asks_for_opens_where_the_card_was_dropped(open_as, card):
    page = open_as("relationship_manager")
    page.goto(reverse("sales:board"))
    drag(page, card, "方案提供")
    page.mouse.up()
    dialog = page.locator("#dialog[open]")
    expect(dialog).to_contain_text("风险测评有效，适当性匹配")
    dialog.locator("[name=product]").select_option("none")
    dialog.locator("button[type=submit]").click()
    page.wait_for_url("**/sales/opportunities/board/**")
    expect(column(page, "方案提供")).to_contain_text("大额存单续接")
    assert standing(card) == "PROPOSED"


def test_by_keyboard_the_card_is_opened_and_moved(open_as, card):
    page = open_as("relationship_manager")
    page.goto(reverse("sales:detail", args=[card]))
    expect(page.locator(".stp [aria-current=step]")).to_contain_text("已接触")
    page.get_by_role("link", name="推进").press("Enter")
    page.locator("#edit [name=note]").fill("想要半年期")
    page.locator("#edit button[type=submit]").press("Enter")
    page.wait_for_url(f"**/sales/opportunities/{card}/")
    expect(page.locator(".stp [aria-current=step]")).to_contain_text("需求确认")


def test_on_the_phone_the_columns_lie_side_by_side(open_as, card):
    page = open_as("relationship_manager", viewport=PHONE)
    page.goto(reverse("sales:board"))
    expect(page.locator(f"[data-card='{card}']")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.goto(reverse("sales:forecast"))
    expect(page.locator("main")).to_contain_text("分月预测")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
