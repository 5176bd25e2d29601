"""A branch head finds why AUM fell: from the results of the team to the waterfall, its causes and the customers behind one of them."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.holdings.tests.factories import hold, make_account, post
from yinqiao.platform import clock


@pytest.fixture
def fallen(planted):
    """The customer of the bank takes most of her money away this month."""
    today = clock.bank_date(clock.now())
    first = today.replace(day=1) - timedelta(days=1)

    def fall():
        with transaction.atomic(), whole_bank():
            customer = Customer.objects.get(pk=planted.customer_id)
            account = make_account(customer)
        hold(account, "800000", first - timedelta(days=20))
        hold(account, "100000", today)
        post(account, "-700000", posted_on=today, category="TRANSFER_OUT")
        return customer.name

    return behind(fall), first, today


def test_a_branch_head_finds_why_money_fell(open_as, fallen):
    name, first, last = fallen
    head = open_as("branch_head")
    head.goto(reverse("performance:team"))
    head.get_by_role("link", name="变动归因").first.click()
    head.fill("[name=first]", first.isoformat())
    head.fill("[name=last]", last.isoformat())
    head.get_by_role("button", name="归因", exact=True).click()
    row = head.locator("tr", has_text="资金转出").first
    expect(row).to_contain_text("70.0 万")
    expect(head.locator("[data-chart] svg")).to_be_visible()
    row.get_by_role("button").click()
    people = head.locator("#people")
    expect(people).to_contain_text(name)
    expect(people).to_contain_text("资金转出")
    head.set_viewport_size(PHONE)
    assert head.evaluate("document.documentElement.scrollWidth <= innerWidth")
    people.get_by_role("link", name=name).click()
    head.wait_for_url("**/customers/*/")
