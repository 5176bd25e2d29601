"""What a head does that takes two, or looks back: a tier kept by two people, a customer as known on a past day."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import behind
from yinqiao.insights.models import TierKeep
from yinqiao.insights.tests.factories import LOADER

REASON = "客户购房周转，三个月内回流"


def test_a_tier_is_kept_by_two_people(open_as, planted):
    head = open_as("branch_head")
    head.goto(reverse("insights:tier-keeps", args=[planted.customer_id]))
    head.locator("[name=reason]").fill(REASON)
    head.get_by_role("button", name="提交审批").click()
    head.wait_for_url(f"**{reverse('customers:detail', args=[planted.customer_id])}")
    assert behind(TierKeep.objects.using(LOADER).count) == 0
    head.goto(reverse("workflow:list"))
    expect(head.locator("main")).not_to_contain_text(REASON)

    deputy = open_as("deputy_president")
    deputy.goto(reverse("workflow:list"))
    deputy.locator("#list tr[data-href]").filter(has_text="保级").click()
    expect(deputy.locator("main")).to_contain_text(REASON)
    deputy.get_by_role("button", name="通过").click()
    expect(deputy.locator("main")).to_contain_text("没有待审批事项")
    kept = behind(TierKeep.objects.using(LOADER).get)
    assert kept.customer_id == planted.customer_id
    assert kept.granted_by_id == planted.users["deputy_president"].staff_id
    assert kept.asked_by_id == planted.users["branch_head"].staff_id


def test_a_head_looks_back_and_changes_nothing_there(open_as, planted):
    address = reverse("customers:detail", args=[planted.customer_id])
    manager = open_as("relationship_manager")
    manager.goto(reverse("customers:edit", args=[planted.customer_id]))
    manager.locator("[name=nickname]").fill("欧阳老师")
    manager.locator("#edit button[type=submit]").click()
    manager.wait_for_url(lambda url: "/edit/" not in url)

    head = open_as("branch_head")
    profile = f"{address}?tab=customers.profile"
    head.goto(profile)
    expect(head.locator("#tab")).to_contain_text("欧阳老师")
    head.get_by_role("link", name="时点回溯").first.click()
    expect(head.get_by_role("status").first).to_contain_text("日终所知的客户情况")
    expect(head.get_by_role("link", name="编辑")).to_have_count(0)
    past = head.url.split("as_of=")[1][:10]
    head.goto(f"{profile}&as_of={past}")
    expect(head.locator("#tab")).to_contain_text("称呼")
    expect(head.locator("#tab")).not_to_contain_text("欧阳老师")
    head.get_by_role("link", name="返回今天").click()
    expect(head.locator("#tab")).to_be_visible()
    assert "as_of" not in head.url
