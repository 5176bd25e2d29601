"""The roles that watch over the others: approve, audit, lock and cut, change a protected parameter together."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from tests.security import bank
from yinqiao.access import rules
from yinqiao.access.choices import GuardKind
from yinqiao.access.models.sessions import SignInGuard
from yinqiao.platform import clock
from yinqiao.platform.files.tests.opening import open_with
from yinqiao.platform.jobs.inline import run_waiting
from yinqiao.platform.parameters.models import ParameterValue


@pytest.fixture(scope="module", autouse=True)
def asks_first(planted):
    """Let every export need the supervisor's consent, from before the server starts: it keeps what it has read for seconds."""
    behind(
        ParameterValue.objects.create,
        key="customers.export_self_rows",
        value=0,
        effective_from=clock.bank_date(clock.now()),
        reason="journey",
        set_by_name="journey",
        set_at=clock.now(),
    )


def test_a_head_approves_an_export_on_the_phone_and_the_asker_fetches_it(open_as, planted):
    page = open_as("relationship_manager")
    page.goto(reverse("customers:export"))
    page.locator("[name=file_format][value=csv]").check()
    page.locator("[name=reason]").fill("季度走访名单")
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url(f"**{reverse('customers:exports')}")
    expect(page.locator("main")).to_contain_text("待审批")

    head = open_as("branch_head", viewport=PHONE)
    head.goto(reverse("workflow:list"))
    head.locator("#list tr[data-href]").first.click()
    expect(head.locator("main")).to_contain_text("季度走访名单")
    assert head.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    head.get_by_role("button", name="通过").click()
    expect(head.locator("main")).to_contain_text("没有待审批事项")

    assert behind(run_waiting, names=frozenset({"customers.write_export"})) == [
        "customers.write_export"
    ]
    page.reload()
    with page.expect_download() as download:
        page.locator("main a[href$='/file/']").first.click()
    page.get_by_role("button", name="密码", exact=True).first.click()
    page.get_by_role("button", name="显示密码").click()
    password = page.locator("#dialog .c-mask .clear").inner_text()
    text = open_with(download.value.path().read_bytes(), password).decode("utf-8-sig")
    assert bank.CUSTOMER_NO in text
    assert bank.CANARIES["mobile"] not in text
    assert len(list(csv.reader(io.StringIO(text)))) > 1


def test_an_auditor_searches_follows_one_customer_and_verifies_the_chain(open_as, planted):
    manager = open_as("relationship_manager")
    manager.goto(f"/customers/{planted.customer_id}/")
    page = open_as("auditor")
    page.goto("/audit/")
    page.locator("[name=staff_no]").fill(planted.users["relationship_manager"].username)
    rows = page.locator("#list tbody tr").filter(has_text="打开客户")
    expect(rows.first).to_be_visible()
    page.goto(f"/audit/customers/{planted.customer_id}/")
    touched = page.locator("#table-audit-touchers tbody tr")
    expect(touched.filter(has_text=planted.users["relationship_manager"].username)).to_have_count(1)
    assert bank.NAME not in page.content()

    page.goto("/audit/chain/")
    page.get_by_role("button", name="立即验链").click()
    behind(run_waiting, names=frozenset({"oversight.verify"}))
    expect(page.locator("#chain")).to_contain_text("审计链完好", timeout=15_000)


def test_a_security_administrator_unlocks_and_cuts_an_account(open_as, planted):
    user = planted.users["teller"]
    teller = open_as("teller")
    teller.goto("/")
    behind(lock, user)
    page = open_as("security_admin")
    account = reverse("access:account", args=[user.pk])
    page.goto(account)
    expect(page.locator(".c-ph .c-tag")).to_contain_text("锁定")
    page.get_by_role("link", name="解锁").click()
    page.locator("[name=reason]").fill("本人来电核实")
    page.get_by_role("button", name="解锁").click()
    page.wait_for_url(f"**{account}")
    expect(page.locator(".c-ph .c-tag")).to_have_text("启用中")

    page.get_by_role("link", name="停用").click()
    page.locator("[name=reason]").fill("离岗")
    page.get_by_role("button", name="停用").click()
    page.wait_for_url(f"**{account}")
    expect(page.locator(".c-ph .c-tag")).to_have_text("已停用")
    teller.goto(reverse("customers:find"))
    assert "/sign-in/" in teller.url


def lock(user):
    now = clock.now()
    SignInGuard.objects.update_or_create(
        kind=GuardKind.ACCOUNT,
        digest=rules.guard_digest(GuardKind.ACCOUNT, user.username),
        defaults={"failures": 5, "failed_at": now, "locked_until": now + timedelta(minutes=30)},
    )


def test_a_protected_parameter_is_changed_by_two(open_as, planted):
    page = open_as("system_admin")
    page.goto("/parameters/access.idle_minutes/")
    expect(page.locator("main dd").first).to_have_text("15 分钟")
    page.get_by_role("link", name="设置新值").click()
    page.locator("[name=value]").fill("17")
    page.locator("[name=reason]").fill("第 12 号决定")
    page.locator("#edit button[type=submit]").click()
    page.wait_for_url(lambda url: "/values/" not in url)
    page.goto("/parameters/access.idle_minutes/")
    expect(page.locator("main dd").first).to_have_text("15 分钟")

    officer = open_as("compliance_officer")
    officer.goto(reverse("workflow:list"))
    officer.locator("#list tr[data-href]").filter(has_text="第 12 号决定").click()
    officer.get_by_role("button", name="通过").click()
    expect(officer.locator("main")).to_contain_text("没有待审批事项")
    page.reload()
    expect(page.locator("main dd").first).to_have_text("17 分钟")
