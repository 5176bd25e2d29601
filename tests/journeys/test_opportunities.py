"""An opportunity from the list to the contact and on; what went up, as the branch head sees it; the same on a phone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.platform import clock
from yinqiao.sales import services
from yinqiao.sales.tests.factories import make_opportunity


@pytest.fixture(scope="module")
def opened(planted):
    """Plant four opportunities: late, soon, gone up, and one for the phone."""

    def make():
        now = clock.now()
        today = clock.bank_date(now)
        with transaction.atomic():
            with whole_bank():
                customer = Customer.objects.get(pk=planted.customer_id)
            for title, days, age in (("到期承接", -2, 0), ("余额突增", 1, 0), ("流失预警", 3, 12)):
                make_opportunity(
                    customer,
                    title=title,
                    due_on=today + timedelta(days=days),
                    now=now - timedelta(days=age),
                )
            make_opportunity(
                customer, title="生日关怀", kind="BIRTHDAY", amount=None, due_on=today, now=now
            )
        services.escalate(now=now)

    behind(make)
    return planted


def test_a_manager_works_one_from_the_list_to_a_proposal(open_as, opened):
    page = open_as("relationship_manager")
    page.goto("/")
    page.click("nav >> text=我的商机")
    expect(page.locator("h1")).to_have_text("我的商机")
    late = page.locator("[data-rows] tbody tr", has_text="到期承接")
    expect(late).to_contain_text("逾期 2 天")
    late.click()
    page.select_option("[name=channel]", "VISIT")
    page.fill("[name=note]", "同意续接 180 天")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tl")).to_contain_text("同意续接 180 天")
    page.click("main >> text=推进")
    page.locator("main .c-seg").get_by_role("link", name="方案提供").click()
    page.select_option("[name=product]", "none")
    page.click("button:has-text('推进')")
    expect(page.locator(".c-ph")).to_contain_text("方案提供")


def test_several_are_put_off_together(open_as, opened):
    page = open_as("relationship_manager")
    page.goto(reverse("sales:list") + "?due=WEEK&filter=1")
    page.locator("[data-rows] tbody tr", has_text="余额突增").locator("[data-pick]").check()
    page.click("#bulk >> text=批量稍后处理")
    page.fill("[name=until]", (clock.bank_date(clock.now()) + timedelta(days=7)).isoformat())
    page.fill("[name=reason]", "月末统一联系")
    page.click("main button.p")
    expect(page.locator("main")).to_contain_text("完成")


def test_a_head_sees_first_what_went_up(open_as, opened):
    page = open_as("branch_head")
    page.goto(reverse("sales:list"))
    first = page.locator("[data-rows] tbody tr").first
    expect(first).to_contain_text("流失预警")
    expect(first).to_contain_text("已升级")
    page.select_option("[name=state]", "ESCALATED")
    expect(page.locator("[data-rows] tbody tr")).to_have_count(1)
    assert "state=ESCALATED" in page.url


def test_on_a_phone_a_row_is_customer_reason_and_one_action(open_as, opened):
    page = open_as("relationship_manager", viewport=PHONE)
    page.goto(reverse("sales:list") + "?kind=BIRTHDAY&filter=1")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("[data-rows] tbody tr").locator("text=处理").click()
    page.select_option("[name=channel]", "CALL")
    page.click("main button.p")
    expect(page.locator(".tl")).to_contain_text("联系客户")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_customer_page_carries_them(open_as, opened):
    page = open_as("relationship_manager")
    page.goto(reverse("customers:detail", args=[opened.customer_id]))
    expect(page.locator("#panel-opportunities")).to_contain_text("到期承接")
