"""A manager's and a teller's day: find, edit against a colleague, ask for a correction, keep what was typed."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import behind, give_session
from tests.security import bank
from yinqiao.access.models import LoginSession
from yinqiao.customers import importing as customers
from yinqiao.platform import clock
from yinqiao.platform.imports.ports import Batch

ROLES_IN_CHARGE = {"relationship_manager": "MAIN", "wealth_manager": "ASSIST"}


@pytest.fixture(scope="module")
def assisted(planted):
    """Let the wealth manager assist with the planted customer."""
    staff = {role: planted.users[role].staff.staff_no for role in ROLES_IN_CHARGE}
    share = {"valid_from": date(2020, 1, 1), "customer_no": bank.CUSTOMER_NO}
    rows = [
        {"staff_no": staff[role], "role": part, "share_percent": Decimal(50), **share}
        for role, part in ROLES_IN_CHARGE.items()
    ]
    run = Batch(
        id=2,
        source="CORE",
        profile="core_banking",
        on=bank.DAY,
        known_at=clock.now(),
        is_first_load=False,
    )
    behind(bank._load, customers.ASSIGNMENT, rows, run, "delta")
    return planted


def edit_page(planted):
    return reverse("customers:edit", args=[planted.customer_id])


def test_a_wealth_manager_finds_by_pinyin_in_the_palette(open_as, assisted):
    page = open_as("wealth_manager")
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("oyjq")
    expect(page.locator("#palette-hits")).to_contain_text(bank.NAME)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/customers/{assisted.customer_id}/")
    expect(page.locator("h1")).to_contain_text(bank.NAME)
    assert bank.CANARIES["mobile"] not in page.content()


def saved(url):
    """Tell whether the page after saving has come."""
    return "/edit/" not in url


def test_two_who_edit_one_customer_see_what_differs(open_as, assisted):
    first, second = open_as("relationship_manager"), open_as("wealth_manager")
    for page in (first, second):
        page.goto(edit_page(assisted))
    first.locator("[name=nickname]").fill("金雀姐")
    first.get_by_role("button", name="保存").click()
    first.wait_for_url(saved)
    second.locator("[name=nickname]").fill("欧阳女士")
    second.get_by_role("button", name="保存").click()
    note = second.locator("#edit [role=alert]")
    expect(note).to_contain_text("刚改过此处")
    row = second.locator("#edit tbody tr")
    expect(row).to_have_count(1)
    assert row.locator("td").all_inner_texts() == ["称呼", "金雀姐", "欧阳女士"]
    second.get_by_role("button", name="保存").click()
    second.wait_for_url(saved)
    first.goto(edit_page(assisted))
    expect(first.locator("[name=nickname]")).to_have_value("欧阳女士")


def test_a_correction_is_asked_for_at_the_locked_field(open_as, planted):
    page = open_as("relationship_manager")
    page.goto(f"/customers/{planted.customer_id}/?tab=customers.profile")
    page.locator("a[href$='corrections/new/?field=nationality']").click()
    page.locator("[name=proposed]").select_option(label="中国香港")
    page.locator("[name=reason]").fill("2026-11-22 已核对证件原件")
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url(lambda url: "corrections/new" not in url)
    page.goto(reverse("customers:corrections"))
    asked = page.locator("#list tbody tr, main .c-li").filter(has_text="国籍")
    expect(asked).to_have_count(1)


def test_what_was_typed_survives_a_lost_session(open_as, planted, server):
    page = open_as("relationship_manager")
    page.clock.install()
    page.goto(edit_page(planted))
    page.locator("[name=interests]").fill("古琴")
    behind(end_sessions, planted.users["relationship_manager"])
    page.clock.fast_forward("02:00:00")
    dialog = page.locator("#idle")
    expect(dialog).to_be_visible()
    expect(page.locator("[name=interests]")).to_be_hidden()
    # The answer to a poll of the ended session takes the cookie away: it must come before the new one.
    page.wait_for_load_state("networkidle")
    give_session(page.context, planted.users["relationship_manager"], server)
    dialog.locator("[data-idle-stay]").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("[name=interests]")).to_have_value("古琴")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(saved)
    page.goto(edit_page(planted))
    expect(page.locator("[name=interests]")).to_have_value("古琴")


def end_sessions(user):
    LoginSession.objects.filter(user=user, ended_at__isnull=True).update(ended_at=clock.now())


def test_a_closed_channel_says_why_at_the_customer(open_as, planted):
    page = open_as("relationship_manager")
    page.goto(reverse("customers:detail", args=[planted.customer_id]))
    # The imported consent to text messages has neither version nor evidence.
    expect(page.locator(".c3-h")).to_contain_text("短信 未授权")
    card = page.locator("ul.cp", has_text="近 30 天营销联系")
    expect(card.locator("li", has_text="短信")).to_contain_text("历史声明（无凭证，不可用于营销）")
    expect(card.locator("li", has_text="电话")).to_contain_text("未授权电话营销")


def test_the_teller_finds_five_fields_by_an_exact_number(open_as, planted):
    page = open_as("teller")
    page.goto(reverse("customers:find"))
    page.locator("[name=number]").fill(bank.CANARIES["mobile"])
    page.keyboard.press("Enter")
    answer = page.locator("section[aria-live]")
    expect(answer.locator("dt")).to_have_text(["姓名", "层级", "主办客户经理", "核验", "提醒"])
    assert bank.NAME not in page.content()
    page.locator("[name=number]").fill(bank.CANARIES["mobile"][:-1])
    page.keyboard.press("Enter")
    expect(answer.locator("dt")).to_have_count(0)
    assert "陈思远" not in answer.inner_text()


def test_dark_and_english_are_kept_for_the_person(open_as, planted):
    page = open_as("compliance_officer")
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("summary.c-me").click()
    page.locator("details.c-menu [data-theme-switch] button[value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert brightness(dark) < 60
    assert brightness(light) > 200
    page.locator("details.c-menu button[name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert not any(
        "\u4e00" <= sign <= "\u9fff"
        for sign in page.locator("nav.c-side, .c-side nav").first.inner_text()
    )


def brightness(colour):
    red, green, blue = (int(part) for part in colour.strip("rgba()").split(",")[:3])
    return (red + green + blue) / 3
