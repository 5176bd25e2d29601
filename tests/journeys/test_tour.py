"""The first sign-in: the tour beside real elements, by keys, on a phone; skipped, and seen again."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from yinqiao.platform.ui.models import UserPreference

BUBBLE = ".driver-popover"


@pytest.fixture
def newcomer(planted):
    behind(UserPreference.objects.all().delete)
    yield planted
    behind(UserPreference.objects.all().delete)


def kept(user):
    return behind(lambda: UserPreference.objects.get(user_id=user.pk).data)


def test_a_newcomer_goes_through_the_tour_by_keys_and_does_not_see_it_twice(open_as, newcomer):
    page = open_as("relationship_manager")
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    bubble = page.locator(BUBBLE)
    expect(bubble).to_be_visible()
    expect(page.locator(".driver-active-element")).to_have_count(1)
    expect(bubble.get_by_text("1 / 6")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(bubble.get_by_text("2 / 6")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(bubble.get_by_text("1 / 6")).to_be_visible()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.driver-popover') !== null")
    for at in range(2, 7):
        bubble.get_by_role("button", name="下一步").click()
        expect(bubble.get_by_text(f"{at} / 6")).to_be_visible()
    bubble.get_by_role("button", name="开始工作").click()
    expect(bubble).to_have_count(0)
    page.wait_for_timeout(300)
    page.goto("/")
    expect(page.locator("#tour")).to_have_count(0)


def test_the_page_stays_where_it_is_while_the_tour_points_at_its_menu(open_as, newcomer):
    page = open_as("auditor")
    page.goto("/")
    expect(page.locator(BUBBLE)).to_be_visible()
    entry, bubble = page.locator(".driver-active-element"), page.locator(BUBBLE)
    expect(entry).to_have_text("审计检索")
    assert page.evaluate("scrollY") == 0
    assert bubble.bounding_box()["y"] < entry.bounding_box()["y"] + 120


def test_it_is_skipped_by_esc_on_a_phone_and_seen_again_from_the_menu(open_as, newcomer):
    page = open_as("relationship_manager", viewport=PHONE)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    bubble = page.locator(BUBBLE)
    expect(bubble).to_be_visible()
    box = bubble.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["y"] + box["height"] <= PHONE["height"]
    with page.expect_response("**/tour/progress/"):
        page.keyboard.press("Escape")
    expect(bubble).to_have_count(0)
    assert kept(newcomer.users["relationship_manager"])["is_tour_over"] is True
    page.goto("/")
    expect(page.locator("#tour")).to_have_count(0)
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="重新看导览").click()
    expect(bubble).to_be_visible()
    with page.expect_response("**/tour/progress/"):
        bubble.get_by_role("button", name="跳过").click()
    expect(bubble).to_have_count(0)
