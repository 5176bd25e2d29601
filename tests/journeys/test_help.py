"""Help beside a figure and a field: by mouse, by keyboard, on a phone; found again in the help centre."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE


def test_a_figure_and_a_field_say_what_they_mean_and_give_the_focus_back(open_as, planted):
    page = open_as("relationship_manager")
    page.goto("/")
    mark = page.locator("[data-help='kpi.aum']")
    mark.press("Enter")
    window = page.locator("#help")
    expect(window).to_contain_text("计算口径")
    box, place = window.bounding_box(), mark.bounding_box()
    assert box["y"] >= place["y"]
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(mark).to_be_focused()

    page.goto(f"{reverse('interactions:follow-up')}?customer={planted.customer_id}")
    note = page.locator("[name=note]")
    note.fill("谈了到期")
    note.press("F1")
    expect(window).to_contain_text("保存时会遮蔽")
    page.keyboard.press("Escape")
    expect(note).to_be_focused()
    expect(note).to_have_value("谈了到期")


def test_on_a_phone_it_is_a_sheet_and_the_centre_finds_it(open_as, planted):
    page = open_as("relationship_manager", viewport=PHONE)
    page.goto(reverse("ui:help"))
    page.locator("#help-q").fill("频控")
    hits = page.locator("#help-hits")
    expect(hits).to_contain_text("能不能联系这位客户")
    assert "q=" not in page.url
    hits.locator("[data-help='follow-up.purpose']").click()
    window = page.locator("#help")
    expect(window).to_contain_text("个人信息保护法")
    box = window.bounding_box()
    assert (box["x"], box["width"]) == (0, PHONE["width"])
    assert round(box["y"] + box["height"]) == PHONE["height"]
    page.mouse.click(195, 60)
    expect(window).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
