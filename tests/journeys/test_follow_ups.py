"""A follow-up by keyboard alone in a quarter of a minute; a blocked contact; a visit logged on the phone; what becomes a task."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.interactions.tests.factories import ContactRecord, Task
from yinqiao.platform import clock
from yinqiao.platform.ui.models import UserPreference
from yinqiao.sales.tests.factories import make_opportunity

# The promise of the workbench is 15 seconds: a practised typist takes 0.2 s a key (keystroke-level model, Card, Moran and Newell 1980),
# an answer of the server 0.15 s. What this machine takes today says nothing about either.
LIMIT, A_KEY, AN_ANSWER = 15, 0.2, 0.15


@pytest.fixture(scope="module")
def opened(planted):
    """Plant an opportunity and a task, and switch the manager's single keys on."""

    def make():
        user = planted.users["relationship_manager"]
        with transaction.atomic():
            with whole_bank():
                customer = Customer.objects.get(pk=planted.customer_id)
                Task.objects.create(
                    customer=customer,
                    source_key="journey",
                    known_from=clock.now(),
                    assignee_id=user.staff_id,
                    title="送合同",
                    due_on=clock.bank_date(clock.now()),
                )
            make_opportunity(customer, title="到期承接", now=clock.now())
        UserPreference.objects.update_or_create(
            user_id=user.pk, defaults={"data": {"has_shortcuts": True}}
        )

    behind(make)
    return planted


def logged(customer_id):
    """Return the newest contact and its task, read behind the browser."""

    def read():
        with transaction.atomic(), whole_bank():
            record = ContactRecord.objects.filter(customer_id=customer_id).latest("pk")
            task = Task.objects.filter(customer_id=customer_id).order_by("-pk").first()
        return record, task

    return behind(read)


def fill_in_by_keyboard(page):
    """Fill a follow-up in and save it; return the keys it takes a person whose input method wants three for a Chinese character."""
    note, next_step = "愿意了解 180 天产品", "发产品资料"
    page.keyboard.press("n")
    expect(page.locator("#dialog[open] form.fu")).to_be_visible()
    for key, text in (("2", ""), ("Tab", note), ("Tab", next_step), ("Tab", "")):
        page.keyboard.press(key)
        page.keyboard.type(text)
    expect(page.locator("[data-day]").first).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    return 8 + 3 * len(note + next_step)


def test_by_keyboard_alone_in_a_quarter_of_a_minute(open_as, opened):
    page = open_as("relationship_manager")
    page.goto(reverse("customers:detail", args=[opened.customer_id]))
    expect(page.locator("button[data-key=n]:visible")).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda sent: asked.append(sent) if sent.resource_type == "xhr" else None)
    keys = fill_in_by_keyboard(page)
    expect(page.locator("#toasts")).to_contain_text("已记录跟进")
    assert len(asked) >= 2
    assert keys * A_KEY + len(asked) * AN_ANSWER < LIMIT
    record, task = logged(opened.customer_id)
    assert (record.outcome, record.summary, record.about_type) == (
        "INTERESTED",
        "愿意了解 180 天产品",
        "sales.opportunity",
    )
    tomorrow = clock.bank_date(clock.now()) + timedelta(days=1)
    assert (task.title, task.due_on) == ("发产品资料", tomorrow)
    page.goto(reverse("customers:detail", args=[opened.customer_id]) + "?tab=interactions-timeline")
    expect(page.locator(".tl").first).to_contain_text("愿意了解 180 天产品")
    page.goto(reverse("sales:detail", args=[record.about_id]))
    expect(page.locator(".c-ph")).to_contain_text("已联系")


def test_from_anywhere_the_customer_is_searched_first(open_as, opened):
    page = open_as("relationship_manager")
    page.goto(reverse("interactions:task-list"))
    page.keyboard.press("n")
    expect(page.locator("#follow-up-q")).to_be_focused()
    page.keyboard.type("欧阳")
    expect(page.locator("[data-hit]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#dialog[open] form.fu")).to_contain_text("欧阳金雀")
    page.keyboard.press("5")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("已记录跟进")


def test_what_is_typed_at_once_is_searched_too(open_as, opened):
    page = open_as("relationship_manager")
    page.goto(reverse("interactions:task-list"))
    page.evaluate("""() => document.body.addEventListener("htmx:afterSwap", () => queueMicrotask(() => {
        const field = document.querySelector("#follow-up-q");
        if (!field || field.value) return;
        field.value = "欧阳";
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }))""")
    page.keyboard.press("n")
    expect(page.locator("[data-hit]")).to_have_count(1)


def test_what_was_typed_survives_a_closed_dialog(open_as, opened):
    page = open_as("relationship_manager")
    page.goto(reverse("customers:detail", args=[opened.customer_id]))
    page.locator("button[data-key=n]:visible").click()
    page.fill("#dialog [name=note]", "打到一半")
    page.keyboard.press("Escape")
    expect(page.locator("#dialog[open]")).to_have_count(0)
    page.locator("button[data-key=n]:visible").click()
    expect(page.locator("#dialog [name=note]")).to_have_value("打到一半")
    page.click("#dialog label:has-text('已接通')")
    page.click("#dialog button[type=submit]")
    expect(page.locator("#toasts")).to_contain_text("已记录跟进")


def test_a_blocked_contact_says_why_in_place_of_its_buttons(open_as, opened):
    page = open_as("relationship_manager")
    page.goto(reverse("customers:detail", args=[opened.customer_id]))
    expect(page.locator("button[data-key=n]:visible")).to_be_visible()
    expect(page.locator(".c3-h")).to_contain_text("未授权")
    expect(page.locator("button:visible", has_text="短信")).to_have_count(0)
    expect(page.locator("button:visible", has_text="拨打")).to_have_count(0)


def test_a_visit_is_logged_on_the_phone(open_as, opened):
    page = open_as("relationship_manager", viewport=PHONE)
    page.goto(reverse("customers:detail", args=[opened.customer_id]))
    bar = page.locator(".c3-mb")
    expect(bar.get_by_text("未授权")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    bar.get_by_role("button", name="为什么").click()
    expect(page.locator("#dialog[open]")).to_contain_text("未授权")
    page.keyboard.press("Escape")
    bar.locator("a", has_text="记录跟进").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator("[name=place]")).to_be_hidden()
    page.select_option("[name=channel]", "VISIT")
    page.click("label:has-text('有意向')")
    page.fill("[name=note]", "看了新房，近期换房")
    page.fill("[name=place]", "客户家中")
    page.fill("[name=participants]", "客户夫妇、主办客户经理")
    page.fill("[name=subject]", "房贷与资产配置")
    page.click("main button[type=submit]")
    expect(page.locator(".c3-n")).to_contain_text("欧阳金雀")
    record, _task = logged(opened.customer_id)
    assert (record.channel, record.place, record.subject, record.slot_key) == (
        "VISIT",
        "客户家中",
        "房贷与资产配置",
        "",
    )


def test_a_task_is_done_from_the_list_and_taken_back(open_as, opened):
    page = open_as("relationship_manager")
    page.goto(reverse("interactions:task-list"))
    page.locator("[data-rows] tbody tr", has_text="送合同").click()
    # The key is ours only once the page has loaded whole.
    page.wait_for_url("**/tasks/*/")
    page.wait_for_load_state("networkidle")
    page.fill("[name=note]", "已发")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-rows] tbody tr", has_text="送合同")).to_have_count(0)
    page.click("#toasts >> text=撤销")
    expect(page.locator("[data-rows] tbody tr", has_text="送合同")).to_have_count(1)
