"""A manager's morning on the workbench, its layout by keyboard, the same on a phone; and what her head sees and says."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.holdings.tests.factories import make_account
from yinqiao.platform import clock
from yinqiao.sales import services
from yinqiao.sales.tests.factories import make_opportunity


@pytest.fixture(scope="module")
def morning(planted):
    """Plant a day: something late, something due, something that went up, and a deposit that matures."""

    def make():
        now = clock.now()
        today = clock.bank_date(now)
        with transaction.atomic():
            with whole_bank():
                customer = Customer.objects.get(pk=planted.customer_id)
            for title, days, age in (("到期承接", -2, 0), ("余额突增", 0, 0), ("流失预警", 3, 12)):
                make_opportunity(
                    customer,
                    title=title,
                    purpose="SERVICE",
                    due_on=today + timedelta(days=days),
                    now=now - timedelta(days=age),
                )
            make_account(
                customer,
                account_type="TIME",
                balance="500000",
                matures_on=today + timedelta(days=3),
            )
        services.escalate(now=now)

    behind(make)
    return planted


def test_a_manager_begins_her_day_where_it_waits(open_as, morning):
    page = open_as("relationship_manager")
    page.goto("/")
    expect(page).to_have_url(f"{page.url.split('/workbench')[0]}/workbench/")
    expect(page.locator(".c-ph h1")).to_contain_text("好，")
    todo = page.locator("#block-todos .td-r")
    expect(todo).to_have_count(3)
    expect(todo.nth(0)).to_contain_text("流失预警")
    expect(todo.nth(0)).to_contain_text("已升级")
    expect(todo.nth(1)).to_contain_text("逾期 2 天")
    expect(page.locator("#wb-waiting")).to_contain_text("3 项待办")
    page.click("#block-todos >> text=按时间")
    expect(page.locator("#block-todos [aria-current]")).to_have_text("按时间")
    expect(page.locator("#block-todos .td-r").first).to_contain_text("到期承接")
    expect(page.locator("#block-upcoming")).to_contain_text("50.0 万")
    expect(page.locator("#block-feed .op")).to_have_count(3)
    expect(page.locator("#block-kpis .c-kpi")).to_have_count(5)
    page.click("#block-kpis >> text=重点客户触达")
    expect(page.locator("main")).to_contain_text("计算口径")


def test_the_calendar_opens_a_day_and_another_month(open_as, morning):
    page = open_as("relationship_manager")
    page.goto(reverse("ui:workbench"))
    today = clock.bank_date(clock.now())
    due = today + timedelta(days=3)
    block = page.locator("#block-calendar")
    block.locator(f"[aria-label^='{due.isoformat()}']").click()
    expect(block.locator(".cal-ev")).to_contain_text("流失预警")
    block.locator("[aria-label='下个月']").click()
    expect(block.locator("[aria-current=date]")).to_have_count(0)


def test_the_layout_is_changed_by_keys_alone_and_stays(open_as, morning):
    page = open_as("relationship_manager")
    page.goto(reverse("ui:layout"))
    page.locator("button[aria-label='隐藏：日历']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("section[aria-label='不显示']")).to_contain_text("日历")
    page.goto(reverse("ui:workbench"))
    expect(page.locator("#block-todos .td-r").first).to_be_visible()
    expect(page.locator("#block-calendar")).to_have_count(0)
    page.goto(reverse("ui:layout"))
    page.click("text=恢复默认")
    page.goto(reverse("ui:workbench"))
    expect(page.locator("#block-calendar")).to_have_count(1)


def test_on_a_phone_the_blocks_stand_below_each_other(open_as, morning):
    page = open_as("relationship_manager", viewport=PHONE)
    page.goto(reverse("ui:workbench"))
    expect(page.locator("#block-todos .td-r")).to_have_count(3)
    expect(page.locator("#block-feed .op").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_visit_sheet_is_one_page(open_as, morning):
    page = open_as("relationship_manager")
    page.goto(reverse("sales:visit", args=[morning.customer_id]))
    expect(page.locator("main")).to_contain_text("洽谈要点")
    assert re.findall(rb"/Count (\d+)", page.pdf(prefer_css_page_size=True)) == [b"1"]


def test_a_head_watches_what_went_up_and_tells_her_people(open_as, morning):
    head = open_as("branch_head")
    head.goto("/")
    watched = head.locator("#block-watch .c-li")
    expect(watched.first).to_contain_text("流失预警")
    expect(head.locator("#block-team tbody tr").first).to_be_visible()
    head.goto(reverse("sales:morning"))
    expect(head.locator("main")).to_contain_text("今日督办")
    # 晨会单 is one sheet of A4.
    assert re.findall(rb"/Count (\d+)", head.pdf(prefer_css_page_size=True)) == [b"1"]
    head.goto(reverse("workflow:announcement-new"))
    head.fill("[name=title]", "周三晨会提前")
    head.fill("[name=text]", "改为 8:20 开始。")
    head.keyboard.press("Control+Enter")
    expect(head.locator("main")).to_contain_text("已读人员")
    page = open_as("relationship_manager")
    page.goto(reverse("ui:workbench"))
    told = page.locator("#block-announced")
    expect(told).to_contain_text("周三晨会提前")
    told.locator("text=周三晨会提前").click()
    page.click("main button:has-text('已阅'), .c-ph button:has-text('已阅')")
    expect(page.locator(".c-ph")).to_contain_text("已读")
    page.goto(reverse("ui:workbench"))
    expect(page.locator("#block-todos .td-r").first).to_be_visible()
    expect(page.locator("#block-announced")).to_have_count(0)
    head.reload()
    expect(head.locator("main aside")).to_contain_text("已读人员1")
