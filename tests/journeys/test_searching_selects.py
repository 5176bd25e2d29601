"""Units and managers of a bank with many of both: searched for in the filter of the customer list, by mouse and by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import behind
from tests.security import bank
from yinqiao.customers.queries.choosing import MOST_LISTED
from yinqiao.organization.models import Org
from yinqiao.organization.tests.factories import make_head_office, make_org

UNIT = "江湾支行"
MANY = MOST_LISTED + 10


@pytest.fixture(scope="module")
def many_units(planted):
    """Give the branch a name of its own among more units than a person reads through; return the branch's id."""

    def build():
        head = make_head_office()
        for number in range(MANY):
            make_org(f"第{number:02}支行", parent=head)
        Org.objects.filter(pk=planted.branch.pk).update(name=UNIT)

    behind(build)
    return planted.branch.pk


def field(page: Page, name: str):
    """Return the searching select that stands for the field."""
    return page.locator(f"select[name={name}] + .ts-wrapper")


def open_list(open_as) -> Page:
    page = open_as("deputy_president")
    page.goto("/customers/")
    expect(page.locator("#list tbody tr")).to_have_count(2)
    expect(field(page, "org_id")).to_be_visible()
    return page


def expect_narrowed(page: Page, unit_id: int) -> None:
    """The address has the filter, the list holds the unit's one customer, and the field names the unit."""
    page.wait_for_url(re.compile(rf"[?&]org_id={unit_id}(&|$)"))
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#list tbody")).to_contain_text(bank.CUSTOMER_NO)
    expect(field(page, "org_id").locator(".item")).to_contain_text(UNIT)


def test_a_unit_and_its_manager_are_found_by_typing(open_as, planted, many_units):
    page = open_list(open_as)
    units = field(page, "org_id")
    units.locator(".ts-control").click()
    expect(units.locator(".option", has_text="支行")).not_to_have_count(0)
    units.locator(".dropdown-input").press_sequentially("江湾")
    expect(units.locator(".option")).to_have_count(1)
    units.locator(".option", has_text=UNIT).click()
    expect_narrowed(page, many_units)

    manager = planted.users["relationship_manager"].staff
    managers = field(page, "rm_id")
    managers.locator(".ts-control").click()
    expect(managers.locator(".option", has_text=manager.staff_no)).to_be_visible()
    other = planted.stranger.staff
    expect(managers.locator(".option", has_text=other.staff_no)).to_have_count(0)
    managers.locator(".dropdown-input").press_sequentially(manager.staff_no)
    managers.locator(".option", has_text=manager.staff_no).click()
    page.wait_for_url(f"**rm_id={manager.pk}**")
    expect_narrowed(page, many_units)

    page.reload()
    expect_narrowed(page, many_units)


def test_a_unit_is_found_by_keyboard_alone(open_as, many_units):
    page = open_list(open_as)
    units = field(page, "org_id")
    for _ in range(60):
        page.keyboard.press("Tab")
        if units.evaluate("(found) => found.contains(document.activeElement)"):
            break
    expect(units.locator(".dropdown-input")).to_be_focused()
    page.keyboard.type("江湾")
    expect(units.locator(".option.active")).to_contain_text(UNIT)
    page.keyboard.press("Enter")
    expect_narrowed(page, many_units)
