"""The counter finds, verifies and refers by keyboard, the number typed once; the wish reaches the manager's workbench and bell."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.security import bank

WISH = "想换些外汇给孩子留学用"


def serve(teller):
    """Find, verify, note and refer at the counter."""
    teller.goto("/")
    expect(teller.locator("[name=number]")).to_be_focused()
    teller.keyboard.type(bank.CANARIES["mobile"])
    teller.keyboard.press("Enter")
    expect(teller.locator("main")).to_contain_text("欧阳**")
    visit = teller.locator("section[aria-label='核验与到店']")
    visit.locator("input[value=CERTIFICATE]").press("Space")
    visit.locator("input[value=FACE]").press("Space")
    visit.locator("[name=note]").fill(WISH)
    visit.locator("[name=note]").press("Control+Enter")
    expect(visit).to_contain_text("已登记")
    referral = teller.locator("section[aria-label='转介客户经理']")
    expect(referral.locator("[name=need]")).to_have_value(WISH)
    referral.locator("[name=is_wanted]").press("Space")
    referral.locator("[name=need]").press("Control+Enter")
    expect(referral).to_contain_text("已转介")
    assert bank.NAME not in teller.content()
    assert bank.CANARIES["mobile"] not in teller.content()


def test_a_wish_told_at_the_counter_stands_on_the_managers_workbench(open_as, planted):
    serve(open_as("teller"))
    manager = open_as("relationship_manager")
    manager.goto("/")
    card = manager.locator("#block-feed .op").filter(has_text="柜面转介")
    expect(card).to_contain_text(WISH)
    manager.get_by_label("通知").first.click()
    expect(manager.locator("#bell")).to_contain_text("柜面转介给您")
    manager.goto(
        f"{reverse('customers:detail', args=[planted.customer_id])}?tab=interactions-timeline"
    )
    expect(manager.locator("#tab")).to_contain_text("柜面核验：已看证件原件、人证相符")


def test_the_counter_fits_a_phone(open_as, planted):
    teller = open_as("teller", viewport=PHONE)
    teller.goto(reverse("customers:find"))
    teller.locator("[name=number]").fill(bank.CUSTOMER_NO)
    teller.locator("[name=number]").press("Enter")
    expect(teller.locator("section[aria-label='转介客户经理'] [name=need]")).to_be_visible()
    assert teller.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
