"""A preferential rate: the manager asks, the branch head approves, the deal moves on, is won and ordered, the answer comes by API (A50, A60)."""

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.api.conftest import Caller, issue_token
from tests.journeys.conftest import PHONE, behind
from yinqiao.access.tests.factories import actor_of
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.platform import clock
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import ways
from yinqiao.sales.deals.tests.factories import Order
from yinqiao.sales.tests.factories import make_opportunity


@pytest.fixture
def deal(planted):
    """Plant an opportunity of which the customer was spoken to, and a deposit at 1.5 percent."""

    def make():
        with transaction.atomic(), whole_bank():
            customer = Customer.objects.get(pk=planted.customer_id)
            make_product("个人整存整取三年", product_class="TIME", risk_grade="", rate="0.0150")
        with transaction.atomic():
            row = make_opportunity(customer, state="CONTACTED", title="大额资金续存")
        return row.pk, ways.way_of(row.stage_id).at("PROPOSED").id

    return behind(make)


def told(planted, state):
    """Let the core system tell of the order, as a program with a token does."""

    def tell():
        with transaction.atomic(), whole_bank():
            number = Order.objects.latest("pk").number
        caller = Caller(issue_token(actor_of(planted.users["branch_head"])))
        body = {
            "source": "CBS",
            "sequence": 1,
            "told_at": clock.now().isoformat(),
            "state": state,
            "external_no": "CBS-77",
        }
        return caller.post(f"orders/{number}/answers", body).status_code

    return behind(tell)


def offer(page, pk, rate):
    """Offer the deposit at a rate, with one's own limit beside it."""
    page.goto(reverse("sales:detail", args=[pk]))
    page.locator("#deal").get_by_role("link", name="添加产品").click()
    listed = page.locator("[name=product_id] option", has_text="个人整存整取三年").first
    assert "本人权限 5 BP" in listed.inner_text()
    page.locator("[name=product_id]").select_option(listed.get_attribute("value"))
    page.fill("[name=amount]", "500000")
    page.fill("[name=rate]", rate)
    page.locator("#edit button[type=submit]").click()
    expect(page.locator("#deal")).to_contain_text("待申请优惠")


def ask(page, pk):
    page.goto(reverse("sales:detail", args=[pk]))
    page.locator("#deal").get_by_role("link", name="申请优惠审批").click()
    expect(page.locator("main")).to_contain_text("支行行长")
    page.fill("[name=reason]", "他行三年期报价 1.70%")
    page.locator("#edit button[type=submit]").click()
    expect(page.locator("#deal")).to_contain_text("待审批")


def approve(page):
    page.goto(reverse("workflow:list"))
    page.locator("#list tr[data-href]").filter(has_text="优惠 12 BP").first.click()
    expect(page.locator("main")).to_contain_text("他行三年期报价 1.70%")
    page.get_by_role("button", name="通过").click()
    expect(page.locator("main")).to_contain_text("没有待审批事项")


def win(page, pk):
    page.goto(reverse("sales:wins", args=[pk]))
    page.locator("[name=product]").select_option("none")
    page.locator("#edit button[type=submit]").click()
    page.locator("#deal").get_by_role("link", name="个人整存整取三年").click()
    page.get_by_role("button", name="提交").click()
    expect(page.locator("main")).to_contain_text("已提交")


def test_a_rate_beyond_the_limit_goes_to_the_head_and_the_deal_on_from_there(
    open_as, planted, deal
):
    pk, proposed = deal
    stage = f"{reverse('sales:stages', args=[pk])}?to={proposed}"
    manager, head = open_as("relationship_manager"), open_as("branch_head")
    offer(manager, pk, "1.62")
    manager.goto(stage)
    expect(manager.locator("main")).to_contain_text("优惠条件已获批")
    ask(manager, pk)
    approve(head)
    manager.goto(stage)
    expect(manager.locator("main")).not_to_contain_text("优惠条件已获批")
    manager.locator("[name=product]").select_option("none")
    manager.locator("#edit button[type=submit]").click()
    expect(manager.locator(".stp [aria-current=step]")).to_contain_text("方案提供")
    win(manager, pk)
    assert told(planted, "OPENED") == 201
    manager.reload()
    expect(manager.locator("main")).to_contain_text("已开立")
    expect(manager.locator("main")).to_contain_text("CBS-77")


def test_on_the_phone_nothing_lies_outside_the_screen(open_as, deal):
    page = open_as("relationship_manager", viewport=PHONE)
    for name, args in (
        ("sales:detail", [deal[0]]),
        ("deals:line-new", [deal[0]]),
        ("deals:orders", []),
    ):
        page.goto(reverse(name, args=args))
        expect(page.locator("main")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
