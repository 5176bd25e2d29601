"""From a lead to the opportunity: entered at the counter, claimed by one of two, spoken with, converted, gone on with."""

import re

from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.sales.leads.tests.factories import Lead

NAME, MOBILE = "夏侯远航", "13612345678"


def fill_in(page, name=NAME, mobile=MOBILE):
    page.goto(reverse("leads:new"))
    page.fill("[name=name]", name)
    page.fill("[name=mobile]", mobile)
    page.select_option("[name=origin]", "WALK_IN")
    page.select_option("[name=interest]", "WEALTH")
    page.fill("[name=need]", "想了解半年期产品")
    page.fill("[name=amount]", "300000")
    page.locator("#edit button[type=submit]").click()


def newest():
    def read():
        with transaction.atomic(), whole_bank():
            return Lead.objects.latest("pk")

    return behind(read)


def test_from_the_counter_to_the_opportunity(open_as):
    teller = open_as("teller")
    fill_in(teller)
    expect(teller.get_by_text("线索已录入")).to_be_visible()

    manager, rival = open_as("relationship_manager"), open_as("wealth_manager")
    manager.goto(f"{reverse('leads:list')}?show=POOL&filter=1")
    expect(manager.locator("#list")).to_contain_text("夏侯**")
    expect(manager.locator("#list")).not_to_contain_text(NAME)
    manager.locator("#list tr[data-href]").first.click()
    address = manager.url
    rival.goto(address)
    manager.get_by_role("button", name="认领").click()
    expect(manager.locator("main")).to_contain_text(NAME)
    rival.get_by_role("button", name="认领").click()
    expect(rival.locator("main")).to_contain_text("已被他人认领")

    manager.locator("form[action$='/contacts/'] [name=note]").fill("约周五面谈")
    manager.get_by_role("button", name="登记联系").click()
    manager.get_by_role("link", name="转化").click()
    manager.locator("#edit button[type=submit]").click()
    manager.wait_for_url("**/sales/opportunities/*/")
    expect(manager.locator("main")).to_contain_text("想了解半年期产品")
    expect(manager.locator("main")).to_contain_text(NAME)
    assert newest().state == "CONVERTED"


def test_a_lead_is_entered_twice_and_stands_once_on_the_phone(open_as):
    page = open_as("relationship_manager", viewport=PHONE)
    # Somebody else than above: the tests come in any order.
    somebody = ("司徒清越", "13612345679")
    fill_in(page, *somebody)
    page.wait_for_url(re.compile(r"/leads/\d+/$"))
    first = newest().pk
    fill_in(page, *somebody)
    expect(page.get_by_text("该线索已存在")).to_be_visible()
    assert newest().pk == first
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
