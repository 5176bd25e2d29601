"""At the counter a customer answers the questionnaire and confirms the result; a product above it is blocked with its reason, without any override."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PATIENCE, PHONE, behind
from yinqiao.compliance.suitability.tests.factories import license_all, make_paper
from yinqiao.products.tests.factories import make_product

COLOUR = "box => getComputedStyle(box).backgroundColor"


@pytest.fixture(scope="module")
def prepared(planted):
    """Plant what a manager needs to sell: a questionnaire, licences, two products."""

    def make():
        with transaction.atomic():
            make_paper(effective_from=date(2026, 1, 1))
            license_all(planted.users["relationship_manager"].staff_id)
            make_product("稳享固收 90 天", risk_grade="R2")
            make_product("进取成长混合", risk_grade="R3")

    behind(make)
    return planted


def assess(page, letters):
    """Answer as the customer does, then confirm."""
    page.click("main >> text=为客户发起测评")
    expect(page.locator("main")).to_contain_text("工作人员不得代填或提示")
    assert page.locator("main input:checked").count() == 0
    # Nor does anything look chosen before the customer chose it.
    colours = [
        page.locator(f"main input[type={kind}]").first.evaluate(COLOUR)
        for kind in ("radio", "checkbox")
    ]
    assert colours[0] == colours[1]
    for number, letter in enumerate(letters, start=1):
        page.check(f"[name=q{number}][value={letter}]")
    page.click("button:has-text('提交作答')")
    expect(page.locator("main")).to_contain_text("测评结果")
    page.check("[name=is_own]")
    page.click("main button.p")


def test_a_manager_lets_a_customer_be_assessed_and_cannot_sell_above_the_result(open_as, prepared):
    page = open_as("relationship_manager")
    tab = f"{reverse('customers:detail', args=[prepared.customer_id])}?tab=compliance.suitability"
    page.goto(tab)
    # The tab comes after the page, and the machine may be busy.
    expect(page.locator("#tab")).to_contain_text("客户尚未进行风险测评", timeout=PATIENCE)
    assess(page, "ABBAB")
    panel = page.locator("#tab")
    expect(panel).to_contain_text("C2", timeout=PATIENCE)
    blocked = panel.locator("#offers tr", has_text="进取成长混合")
    expect(blocked).to_contain_text("不可销售")
    expect(blocked).to_contain_text(
        "产品风险等级 R3，客户风险承受能力 C2：超出客户等级，不得销售，无例外。"
    )
    expect(blocked).to_contain_text("国家金融监督管理总局令2025年第7号")
    assert blocked.locator("a, button, input").count() == 0
    expect(panel.locator("#offers tr", has_text="稳享固收 90 天")).to_contain_text("可销售")
    panel.get_by_label("客户主动要求购买").check()
    expect(panel.locator("#offers tr", has_text="进取成长混合")).to_contain_text("不可销售")


def test_the_tab_fits_a_phone(open_as, prepared):
    page = open_as("relationship_manager", viewport=PHONE)
    page.goto(
        f"{reverse('customers:detail', args=[prepared.customer_id])}?tab=compliance.suitability"
    )
    expect(page.locator("#offers")).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
