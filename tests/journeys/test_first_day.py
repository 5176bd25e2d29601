"""What the foundation is for, clicked through in Chromium: find, look, reveal; and the auditor sees who looked."""

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, give_session
from tests.security import bank


def test_a_manager_finds_a_customer_reveals_her_phone_and_the_auditor_sees_it(open_as, planted):
    page = open_as("relationship_manager", by_form=True)
    page.goto("/customers/")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.keyboard.press("Control+k")
    page.keyboard.type("oyjq")
    hit = page.locator(".c-cmdk .it, dialog .it").filter(has_text=bank.NAME).first
    expect(hit).to_be_visible()
    hit.click()
    page.wait_for_url(f"**/customers/{planted.customer_id}/")
    expect(page.locator("h1, .c3-h, main").first).to_contain_text(bank.NAME)
    assert bank.CANARIES["mobile"] not in page.content()
    page.locator(f"button[hx-get*='/customers/{planted.customer_id}/contacts/']").first.click()
    page.fill("#dialog [name=reason]", "到期提醒回访")
    page.locator("#dialog button[type=submit]").click()
    expect(page.locator("#dialog")).to_contain_text(bank.CANARIES["mobile"])
    page.reload()
    assert bank.CANARIES["mobile"] not in page.content()

    auditor = open_as("auditor")
    auditor.goto("/audit/")
    expect(auditor.locator("main")).to_contain_text("到期提醒回访")
    assert bank.CANARIES["mobile"] not in auditor.content()


def test_a_manager_of_another_branch_finds_nothing(open_as, planted):
    page = open_as("stranger")
    answer = page.goto(f"/customers/{planted.customer_id}/")
    assert answer is not None
    assert answer.status == 404
    assert bank.NAME not in page.content()
    page.goto("/customers/?q=欧阳")
    assert bank.NAME not in page.content()


def test_the_customer_page_and_its_charts_fit_a_phone(open_as, planted):
    page = open_as("relationship_manager", viewport=PHONE)
    for path in ("/customers/", f"/customers/{planted.customer_id}/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator(".c-tabbar")).to_be_visible()
    charts = page.locator("main .c-chart[role=img] svg")
    expect(charts).to_have_count(2)
    for chart in charts.all():
        box = chart.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


LANDINGS = {
    "compliance_officer": "/workflow/approvals/",
    "data_steward": "/customers/governance/",
    "auditor": "/audit/",
    "security_admin": "/accounts/",
    "system_admin": "/status/",
}


def test_each_role_lands_on_a_page_of_its_own(open_as, planted, server):
    page = open_as("branch_head")
    for role in (
        "branch_head",
        "data_steward",
        "auditor",
        "security_admin",
        "system_admin",
        "teller",
        "compliance_officer",
    ):
        give_session(page.context, planted.users[role], server)
        page.goto("/")
        expect(page.locator("main h1").first).to_be_visible()
        expect(page.locator(".c-me")).to_contain_text(planted.users[role].staff.name)
        assert page.locator(".c-side a, .c-nav").count() >= 1
        if role in LANDINGS:
            assert page.url.removeprefix(server) == LANDINGS[role]
