"""A manager opens a customer, reads why and why not, takes the advice up, and the opportunity stands with its product and script."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.platform import clock
from yinqiao.products.tests.factories import make_product
from yinqiao.sales.advice.choices import Outcome
from yinqiao.sales.advice.models import AdviceCustomer, AdviceRun
from yinqiao.sales.advice.tests.factories import make_line
from yinqiao.sales.scripts.models import Script, ScriptVersion


@pytest.fixture(scope="module")
def advised(planted):
    """Plant what a night found: bonds are advised, a fund does not suit, and what may be said of bonds."""

    def make():
        now = clock.now()
        today = clock.bank_date(now)
        with transaction.atomic(), whole_bank():
            customer = Customer.objects.get(pk=planted.customer_id)
            bond = make_product("储蓄国债 三年期", product_class="TBOND", risk_grade="")
            fund = make_product("澜盈股票基金", product_class="FUND", risk_grade="R5")
            line = make_line(customer, product_id=bond.pk, product_class="TBOND")
            AdviceRun.objects.filter(pk=line.run_id).update(
                products=[bond.pk, fund.pk], started_at=now - timedelta(hours=3)
            )
            AdviceCustomer.objects.create(
                run_id=line.run_id,
                customer_id=customer.pk,
                outcomes=[Outcome.PASSED, Outcome.SUITABILITY],
            )
            for code, objection, text in (
                ("T1", "", "本期储蓄国债由财政部发行，提前兑取按规定分档计息。"),
                ("T2", "CASH", "近期要用的钱先留足，只安排确定用不到的部分。"),
            ):
                script = Script.objects.create(
                    code=code, title="谈国债", product_class="TBOND", objection=objection
                )
                ScriptVersion.objects.create(
                    script=script,
                    number=1,
                    text=text,
                    state="APPROVED",
                    effective_from=today,
                    expires_on=today + timedelta(days=9),
                    written_at=now,
                    written_by_id=1,
                    written_by_name="钱营销",
                    reviewed_at=now,
                    reviewed_by_id=2,
                    reviewed_by_name="林合规",
                )

    behind(make)
    return planted


def test_from_the_advice_to_the_opportunity_with_its_product_and_script(open_as, advised):
    page = open_as("relationship_manager")
    page.goto(reverse("customers:detail", args=[advised.customer_id]))
    advice = page.locator("[data-advice]")
    expect(advice).to_contain_text("储蓄国债 三年期：承接到期资金")
    expect(advice).to_contain_text("最近一笔 9 天后到期")
    expect(advice).to_contain_text("同类客户 1,240 人中 8.3% 购买")
    why_not = page.locator("[data-why-not]")
    why_not.locator("summary").click()
    expect(why_not).to_contain_text("适当性不匹配")
    expect(why_not).to_contain_text("澜盈股票基金")

    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    advice.get_by_role("button", name="接受").click()
    page.wait_for_url("**/sales/opportunities/*/")
    expect(page.locator("main")).to_contain_text("储蓄国债 三年期")
    expect(page.locator("main")).to_contain_text("同类客户 1,240 人中 8.3% 购买")
    expect(page.locator("main")).to_contain_text("本期储蓄国债由财政部发行")
    page.locator("[data-objection] summary").click()
    expect(page.locator("main")).to_contain_text("近期要用的钱先留足")
    page.get_by_role("button", name="已使用").first.click()
    expect(page.get_by_text("已记录使用。")).to_be_visible()
