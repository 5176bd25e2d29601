"""A customer known on one page: what happened is found again, a field is changed where it stands and put back, a tag and an outside item are added."""

import re

from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from yinqiao.customers.models import Customer, ExternalItem
from yinqiao.customers.tests.factories import whole_bank


def attributes(customer_id):
    """Return the own fields of the customer, read behind the browser."""

    def read():
        with transaction.atomic(), whole_bank():
            return Customer.objects.get(pk=customer_id).attributes

    return behind(read)


def opened(open_as, planted, tab, **options):
    page = open_as("relationship_manager", **options)
    page.goto(f"{reverse('customers:detail', args=[planted.customer_id])}?tab={tab}")
    return page


def test_a_field_is_changed_in_its_row_and_put_back(open_as, planted):
    page = opened(open_as, planted, "customers.profile")
    row = page.locator(".own", has_text="称呼")
    row.get_by_role("button", name="修改：称呼").click()
    box = page.locator("#own_nickname")
    expect(box).to_be_focused()
    box.press("Escape")
    expect(page.locator("#own_nickname")).to_have_count(0)
    expect(row.get_by_role("button", name="修改：称呼")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#own_nickname")).to_be_focused()
    page.keyboard.type("林老师")
    page.keyboard.press("Enter")
    expect(row.get_by_text("刚刚由你修改")).to_be_visible()
    assert attributes(planted.customer_id)["nickname"] == "林老师"
    row.get_by_role("button", name="撤销").click()
    expect(row.get_by_text("刚刚由你修改")).to_have_count(0)
    assert "nickname" not in attributes(planted.customer_id)


def test_the_timeline_is_narrowed_and_the_address_keeps_it(open_as, planted):
    page = opened(open_as, planted, "customers.profile")
    page.get_by_role("button", name="修改：兴趣爱好").click()
    page.locator("#own_interests").fill("钓鱼")
    page.keyboard.press("Enter")
    expect(page.get_by_text("刚刚由你修改")).to_be_visible()
    page.goto(
        f"{reverse('customers:detail', args=[planted.customer_id])}?tab=interactions-timeline"
    )
    entries = page.locator("#timeline ol.tl > li")
    expect(entries.first).to_be_visible()
    page.locator("#timeline-filter select[name=kind]").select_option("change")
    expect(page).to_have_url(re.compile("kind=change"))
    expect(page.locator("#timeline").get_by_text("钓鱼").first).to_be_visible()
    page.locator("#timeline-filter input[name=words]").fill("没有这句话")
    page.locator("#timeline-filter input[name=words]").press("Enter")
    expect(page.locator("#timeline .es")).to_contain_text("没有这句话")
    page.reload()
    expect(page.locator("#timeline .es")).to_contain_text("没有这句话")
    page.locator("#timeline .es a").click()
    expect(page.locator("#timeline ol.tl > li").first).to_be_visible()
    expect(page).not_to_have_url(re.compile("kind="))


def test_a_tag_is_set_and_stands_on_the_overview(open_as, planted):
    page = opened(open_as, planted, "overview")
    tags = page.locator("#panel-insights-tags")
    tags.get_by_role("button", name="管理").click()
    dialog = page.locator("#dialog[open]")
    dialog.locator("select[name=code]").select_option("LIQUIDITY")
    dialog.get_by_role("button", name="加标签").click()
    expect(dialog.locator("li", has_text="重视流动性")).to_be_visible()
    page.keyboard.press("Escape")
    expect(tags.get_by_text("重视流动性")).to_be_visible()


def test_an_outside_item_is_attached_on_the_phone_and_withdrawn(open_as, planted):
    page = opened(open_as, planted, "customers.external", viewport=PHONE)
    panel = page.locator("#external")
    panel.get_by_role("button", name="登记").click()
    dialog = page.locator("#dialog[open]")
    dialog.locator("[name=title]").fill("行业月报：需求回暖")
    dialog.locator("[name=origin]").fill("某研究所")
    dialog.get_by_role("button", name="保存").click()
    expect(panel.get_by_text("行业月报：需求回暖")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    panel.get_by_role("button", name="撤回").click()
    dialog.locator("[name=reason]").fill("同名企业")
    dialog.locator("button[type=submit]").click()
    expect(panel.get_by_text("行业月报：需求回暖")).to_have_count(0)

    def read():
        with transaction.atomic(), whole_bank():
            return ExternalItem.objects.get(customer_id=planted.customer_id).withdraw_reason

    assert behind(read) == "同名企业"
