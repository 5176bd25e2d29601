"""A list made one's own: columns and filter from the keyboard, kept as a view, opened with it, deleted and taken back."""

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE


def test_a_manager_keeps_a_view_of_her_list(open_as, planted):
    page = open_as("relationship_manager")
    page.goto("/customers/")
    page.locator("select[name=kind]").select_option("PERSON")
    page.wait_for_url("**kind=PERSON**")
    chooser, views = (
        page.locator(".c-tools summary").nth(1),
        page.locator(".c-tools summary").nth(0),
    )
    chooser.press("Enter")
    page.locator("#columns input[value=phone]").press("Space")
    page.locator("#columns input[value=tier]").press("Enter")
    page.wait_for_url("**columns=tier**")
    expect(page.locator("#list thead")).not_to_contain_text("手机号")
    expect(chooser).to_be_focused()

    views.press("Enter")
    page.get_by_text("另存为视图").press("Enter")
    page.locator("#dialog [name=name]").fill("我的个人客户")
    page.locator("#dialog [name=name]").press("Enter")
    expect(views).to_contain_text("我的个人客户")
    views.click()
    page.locator(".vw [name=is_default]").click()
    expect(page.locator("#toasts")).to_contain_text("今后打开此列表时使用这个视图")
    page.goto("/customers/")
    expect(page.locator("select[name=kind]")).to_have_value("PERSON")

    views.click()
    page.locator(".vw").get_by_label("删除「我的个人客户」").click()
    page.locator("#toasts button").click()
    expect(views).to_contain_text("我的个人客户")


def test_the_menus_of_a_list_fit_a_phone(open_as, planted):
    page = open_as("relationship_manager", viewport=PHONE)
    page.goto("/customers/")
    for menu in page.locator(".c-tools details").all():
        menu.locator("summary").click()
        box = menu.locator(".c-pop").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
