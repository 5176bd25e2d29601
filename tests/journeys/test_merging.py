"""One golden record in the browser: found, compared, agreed to by a second person, seen as one, and parted again."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.security import bank


def compare_and_ask(page, planted):
    page.goto(reverse("customers:duplicates"))
    page.get_by_role("link", name="比对两份档案").click()
    page.locator("[name=first]").fill(bank.CUSTOMER_NO)
    page.locator("[name=second]").fill(bank.OTHER_NO)
    page.get_by_role("button", name="比对").click()
    expect(page.locator(".mgt thead")).to_contain_text(bank.CUSTOMER_NO)
    assert bank.NAME not in page.content()
    # Keep the one that the managers of the branch know; take one field from the other and see the result change.
    kept = page.locator("form.mg [name=kept]").input_value()
    if kept != str(planted.customer_id):
        page.get_by_role("link", name="改为保留另一份").click()
    row = page.locator(".mgt tr.df:has(input[value=MEMBER])").first
    row.locator("input[value=MEMBER]").check()
    taken = row.locator("td[data-side]").nth(1).locator("[data-value]").text_content()
    expect(row.locator(".rs")).to_have_text(taken)
    page.locator("[name=reason]").fill("两份档案同一证件，柜面已核对原件")
    page.get_by_role("button", name="提交复核").click()
    expect(page.locator("#list")).to_contain_text("待复核")


def agree(second):
    second.goto(reverse("workflow:list"))
    second.locator("#list tr[data-href]").first.click()
    second.get_by_role("link", name=f"{bank.OTHER_NO} → {bank.CUSTOMER_NO}").click()
    expect(second.locator(".mgt")).to_be_visible()
    second.get_by_role("link", name="前往审批").click()
    second.get_by_role("button", name="通过").click()
    expect(second.locator("main")).to_contain_text("没有待审批事项")


def test_a_steward_finds_a_pair_a_second_person_agrees_and_it_is_undone(open_as, planted):
    page = open_as("data_steward")
    compare_and_ask(page, planted)
    agree(open_as("compliance_officer"))
    manager = open_as("relationship_manager")
    manager.goto(reverse("customers:detail", args=[planted.customer_id]))
    expect(manager.locator("main")).to_contain_text(f"原客户号 {bank.OTHER_NO}")

    page.set_viewport_size(PHONE)
    page.goto(reverse("customers:merges"))
    page.locator("#list tr[data-href]").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator("[name=reason]").fill("查明为两位同名客户")
    page.get_by_role("button", name="撤销合并").click()
    expect(page.locator("main")).to_contain_text("已撤销合并")
    manager.reload()
    expect(manager.locator("main")).not_to_contain_text("原客户号")
