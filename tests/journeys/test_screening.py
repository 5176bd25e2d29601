"""Compliance brings a list into force, works the case it makes; the manager sees 业务审核中 meanwhile and nothing afterwards."""

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from tests.security import bank
from yinqiao.platform.jobs.inline import run_waiting

LIST = (
    f"编号,类型,姓名,出生日期,国籍\nJ-1,个人,{bank.NAME},1990,中国\nJ-2,个人,Nobody Atall,1950,\n"
)
JOBS = frozenset({"screening.screen_after_list", "screening.screen_changed"})


def bring_list(page, path):
    path.write_text(LIST, encoding="utf-8")
    page.goto("/compliance/screening/")
    expect(page.locator("main")).to_contain_text("没有待处理案件")
    page.goto("/compliance/screening/lists/new/")
    page.fill("[name=code]", "OWN")
    page.fill("[name=title]", "本行名单")
    page.set_input_files("[name=file]", path)
    page.get_by_role("button", name="启用", exact=True).click()
    page.wait_for_url("**/compliance/screening/versions/*/")
    expect(page.locator("main")).to_contain_text("J-1")
    behind(run_waiting, names=JOBS)


def clear_case(page):
    page.goto("/compliance/screening/")
    page.locator("#list tr[data-href]").first.click()
    main = page.locator("main")
    expect(main).to_contain_text("姓名一致")
    expect(main).to_contain_text(bank.NAME)
    page.fill("[name=text]", "出生日期与住址均不同")
    page.get_by_role("button", name="非名单主体", exact=True).click()
    expect(main).to_contain_text("出生日期与住址均不同")
    expect(main).to_contain_text("非名单主体")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_list_a_case_a_decision(open_as, planted, tmp_path):
    page = open_as("compliance_officer")
    bring_list(page, tmp_path / "list.csv")
    manager = open_as("relationship_manager", viewport=PHONE)
    panel = f"/compliance/customers/{planted.customer_id}/"
    manager.goto(panel)
    expect(manager.locator("body")).to_contain_text("业务审核中")

    clear_case(page)
    manager.goto(panel)
    expect(manager.locator("body")).not_to_contain_text("业务审核中")
