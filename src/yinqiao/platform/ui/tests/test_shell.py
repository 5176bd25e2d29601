import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from yinqiao.platform import registry
from yinqiao.platform.registry import MenuItem, SearchHit
from yinqiao.platform.ui import menus, queries, services
from yinqiao.platform.ui.queries import Preferences
from yinqiao.platform.ui.tests.people import make_actor

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def menu(monkeypatch: pytest.MonkeyPatch) -> None:
    items = registry.Registry[MenuItem]("menu")
    items.add(
        "kb", MenuItem("kb", "Components", "ui:bell", "book", "b.view", group="Notices", order=30)
    )
    items.add(
        "pref",
        MenuItem(
            "pref",
            "Preferences",
            "ui:preferences",
            "users",
            "a.view",
            order=10,
            count=lambda actor: 486,
        ),
    )
    items.add("gone", MenuItem("gone", "Gone", "no-such:page", "users", "a.view", order=20))
    monkeypatch.setattr(registry, "menu", items)


@pytest.fixture
def hits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def find(actor: object, text: str) -> list[SearchHit]:
        asked.append(text)
        return [SearchHit("Customers", "林婉清", "138****6621", "/customers/1/")]

    providers = registry.Registry("palette")
    providers.add("customers", find)
    monkeypatch.setattr(registry, "palette", providers)
    return asked


def test_the_menu_follows_permission_and_order(menu: None, shell_settings: object):
    both = menus.menu_of(make_actor("a.view", "b.view"), here="/preferences/")
    assert [(group.title, [entry.title for entry in group.entries]) for group in both] == [
        ("", ["偏好设置"]),
        ("通知", ["组件与状态"]),
    ]
    assert both[0].entries[0].is_current
    assert menus.menu_of(make_actor(), here="/") == ()
    assert menus.menu_of(None, here="/") == ()
    assert menus.counts_of(make_actor("a.view")) == {"pref": 486}


def test_the_shell_has_landmarks_watermark_and_no_inline_code(client: Client, menu: None):
    body = client.get("/preferences/").content.decode()
    assert 'lang="zh-CN"' in body
    for piece in (
        '<a class="c-skip" href="#main">',
        "<main ",
        '<nav class="c-tabbar"',
        'aria-live="polite"',
    ):
        assert piece in body
    assert 'data-watermark="陈思远 RM10238"' in body
    assert "10.18.6.27" in body
    assert " style=" not in body
    assert "<script>" not in body


def test_english_is_the_second_language(client: Client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    body = client.get("/preferences/").content.decode()
    assert 'lang="en"' in body
    assert "<h1>Preferences</h1>" in body


def test_the_palette_takes_the_text_in_the_body_only(client: Client, hits: list[str], menu: None):
    body = client.post("/palette/", {"q": "lwq"}).content.decode()
    assert client.get("/palette/?q=13800006621").status_code == 405
    assert hits == ["lwq"]
    assert "林婉清" in body
    assert 'role="option"' in body


def test_an_empty_palette_asks_nobody_and_lists_pages(
    client: Client, hits: list[str], menu: None, monkeypatch
):
    body = client.post("/palette/", {"q": ""}).content.decode()
    assert hits == []
    assert "没有找到" in body


def test_preferences_are_kept_and_audited_by_the_page(client: Client):
    answer = client.post(
        "/preferences/",
        {
            "theme": "dark",
            "language": "en",
            "rise": "green",
            "density": "compact",
            "has_shortcuts": "on",
        },
    )
    body = client.get("/preferences/").content.decode()
    assert answer.status_code == 303
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    for piece in ('data-bs-theme="dark"', 'data-up="green"', 'data-density="compact"', "data-keys"):
        assert piece in body


def test_preferences_of_a_user_do_not_reach_another():
    mine, other = make_actor(), replace(make_actor(), user_id=8)
    services.save_preferences(actor=mine, now=NOW, chosen=Preferences(theme="dark"))
    assert queries.preferences_of(actor=mine).theme == "dark"
    assert queries.preferences_of(actor=other) == Preferences()


def test_stored_values_that_are_no_longer_offered_fall_back():
    assert queries.read({"theme": "sepia", "rise": 3, "has_shortcuts": "yes"}) == Preferences()


def test_the_language_switch_does_not_lead_outside(client: Client):
    answer = client.post("/preferences/language/", {"language": "en", "next": "//evil.example/"})
    assert answer.headers["Location"] == "/"


def test_the_app_can_be_installed_and_keeps_no_page(client: Client):
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    worker = client.get("/sw.js")
    assert (manifest["start_url"], manifest["display"]) == ("/", "standalone")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert "/static/" in worker.content.decode()
    assert client.get("/offline/").status_code == 200
