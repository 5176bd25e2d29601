"""A list of the head office: made from a file, agreed to, dealt out by a head, fed back by a key, seen as an execution rate."""

import re

from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import behind
from tests.security.bank import CUSTOMER_NO, NAME, OTHER_NO
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.platform import clock
from yinqiao.sales.campaign_lists.tests.factories import CampaignList, send_now
from yinqiao.workflow.tests.factories import Approval

DETAIL = re.compile(r"/campaign-lists/\d+/$")


def newest():
    def read():
        with transaction.atomic(), whole_bank():
            row = CampaignList.objects.latest("pk")
            waiting = Approval.objects.filter(object_id=row.pk, kind="campaign_lists.send").first()
            return row, waiting.pk if waiting else None

    return behind(read)


def make(page):
    """Make a list of a file with a good number, a foreign and an unknown one; return it."""
    page.goto(reverse("campaign_lists:new"))
    page.fill("[name=name]", "大额存单续接")
    page.fill("[name=goal]", "到期资金承接")
    page.select_option("[name=purpose]", "SERVICE")
    page.fill("[name=due_on]", str(clock.bank_date(clock.now())))
    numbers = f"客户号\n{CUSTOMER_NO}\n{OTHER_NO}\n没有的号\n".encode()
    file = {"name": "names.csv", "mimeType": "text/csv", "buffer": numbers}
    page.set_input_files("[name=file]", file)
    page.locator("#edit button[type=submit]").click()
    page.wait_for_url(DETAIL)
    row, _none = newest()
    behind(send_now, row.pk)
    page.reload()
    expect(page.get_by_role("link", name="修正 2 行")).to_be_visible()
    return row


def ask(page):
    page.get_by_role("link", name="申请下发").click()
    page.fill("[name=reason]", "旺季营销")
    page.locator("#edit button[type=submit]").click()
    page.wait_for_url(DETAIL)
    return newest()[1]


def agree(page, approval_id):
    page.goto(reverse("workflow:detail", args=[approval_id]))
    page.locator("button[value=approve]").click()
    expect(page.locator("main")).to_contain_text("没有待审批事项")


def return_name(page, list_id):
    page.goto(reverse("campaign_lists:names", args=[list_id]))
    expect(page.locator("#now")).to_contain_text(NAME)
    page.locator("#now").get_by_role("link", name="退回").click()
    page.select_option("[name=reason]", "ELSEWHERE")
    page.locator("#edit button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("本名单已全部反馈")


def deal(page, list_id, taker):
    page.goto(reverse("campaign_lists:detail", args=[list_id]))
    page.get_by_role("link", name="分派").click()
    page.check(f"[name=staff_ids][value='{taker}']")
    page.locator("#edit button[type=submit]").click()
    expect(page.get_by_text("已分派 1 户")).to_be_visible()


def feed_back(page, list_id):
    page.goto(reverse("campaign_lists:names", args=[list_id]))
    expect(page.locator("#now")).to_contain_text(NAME)
    page.fill("[name=note]", "想续存一年")
    page.get_by_role("button", name="有意办理").click()
    expect(page.locator("main")).to_contain_text("本名单已全部反馈")


def test_from_the_head_office_to_the_execution_rate(open_as, planted):
    marketer = open_as("marketer")
    row = make(marketer)
    agree(open_as("deputy_president"), ask(marketer))
    behind(send_now, row.pk)
    return_name(open_as("relationship_manager"), row.pk)
    deal(open_as("branch_head"), row.pk, planted.users["wealth_manager"].staff_id)
    feed_back(open_as("wealth_manager"), row.pk)
    marketer.goto(reverse("campaign_lists:detail", args=[row.pk]))
    expect(marketer.locator("main")).to_contain_text("100%")
    expect(marketer.locator("main")).not_to_contain_text(NAME)
