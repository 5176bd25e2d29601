"""A manager leaves: her customers wait in the pool, are shared out by the head and a second person, and the next day the new manager has them."""

import re
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import behind
from tests.security.bank import NAME
from yinqiao.organization.models import Staff
from yinqiao.platform import clock
from yinqiao.sales.services import release_book, take_effect


def leave(person):
    def run():
        with transaction.atomic():
            today = clock.bank_date(clock.now())
            Staff.objects.filter(pk=person.pk).update(status="LEFT", left_on=today)
        return release_book(now=clock.now(), staff_id=person.pk)

    return behind(run)


def share_out(head, *, left, first, then):
    """Let the head work out a proposal, choose somebody else for the first line, and submit it."""
    head.goto(reverse("books:pool"))
    expect(head.locator("main")).to_contain_text(left.name)
    head.get_by_role("link", name="分配", exact=True).click()
    head.locator(f"[name=taker_ids][value='{first.pk}']").check()
    head.fill("[name=reason]", "离职移交")
    head.get_by_role("button", name="生成方案").click()
    head.wait_for_url(re.compile(r"/books/\d+/$"))
    expect(head.locator("main")).to_contain_text("均衡负荷与资产")
    head.locator("[name=line_ids]").first.check()
    head.select_option("[name=taker_id]", str(then.pk))
    head.get_by_role("button", name="将所选客户改派").click()
    expect(head.locator("main")).to_contain_text("主管指定")
    head.get_by_role("button", name="提交", exact=True).click()
    expect(head.locator("main")).to_contain_text("待审批")


def agree(second):
    """Let the second person approve what waits."""
    second.goto(reverse("workflow:list"))
    second.locator("#list tr[data-href]").first.click()
    second.get_by_role("button", name="通过").click()
    expect(second.locator("main")).to_contain_text("没有待审批事项")


def test_from_the_leaver_to_the_new_manager(open_as, planted):
    left, first, then = (
        planted.users[role].staff
        for role in ("relationship_manager", "wealth_manager", "corporate_manager")
    )
    customer = reverse("customers:detail", args=[planted.customer_id])
    before = open_as("relationship_manager")
    before.goto(customer)
    expect(before.locator("main")).to_contain_text(NAME)
    # A block that is still on its way would lead to the sign-in while the next page is asked for.
    before.wait_for_load_state("networkidle")
    assert leave(left) == 1
    before.goto(customer)
    expect(before.locator("main")).not_to_contain_text(NAME)
    share_out(open_as("branch_head"), left=left, first=first, then=then)
    agree(open_as("deputy_president"))
    after = open_as("corporate_manager")
    after.goto(customer)
    expect(after.locator("main")).not_to_contain_text(NAME)
    assert behind(take_effect, now=clock.now() + timedelta(days=1)) == 1
    after.goto(customer)
    expect(after.locator("main")).to_contain_text(NAME)
