"""A real web server on the test database and a headless Chromium in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from playwright.sync_api import Browser, Page, sync_playwright

from tests.security import bank

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "Journey-Test-2026"  # noqa: S105 - of accounts that live for one test
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys, and say loudly when no browser is there."""
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if not os.path.exists(CHROMIUM):  # noqa: PTH110
                item.add_marker(
                    pytest.mark.skip(
                        reason="NOT RUN: no chromium on this machine (apt-get install chromium)"
                    )
                )


@pytest.fixture(scope="session")
def static_files() -> None:
    call_command(
        "collectstatic", interactive=False, verbosity=0, ignore_patterns=["django_htmx/*", "*.md"]
    )


@pytest.fixture
def planted(committed_db):
    made = bank.build()
    encoded = make_password(PASSWORD)
    for user in [*made.users.values(), made.stranger]:
        user.password = encoded
        user.save(update_fields=["password"])
    return made


@pytest.fixture
def server(planted, static_files) -> Iterator[str]:
    """Serve the clone that the test works on; the database addresses are in the environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PORT": str(port),
        "YINQIAO_WEB_WORKERS": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    words = [
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--port",
        str(port),
        "--workers",
        "1",
        "--blocking-threads",
        "2",
        "--no-ws",
    ]
    process = subprocess.Popen(
        [sys.executable, *words, "--log-level", "error", "yinqiao.config.wsgi:application"],
        env=environment,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urlopen(f"{address}/healthz", timeout=1).read()  # noqa: S310 - loopback
                break
            except OSError:
                assert process.poll() is None
                time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def open_as(server, browser, planted):
    """Return a function that signs a role in through the form and returns its page; console errors fail the test."""
    complaints: list[str] = []

    def open_page(role: str, *, viewport=DESK) -> Page:
        user = planted.stranger if role == "stranger" else planted.users[role]
        context = browser.new_context(viewport=viewport, locale="zh-CN", base_url=server)
        page = context.new_page()
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/sign-in/")
        page.fill("[name=username]", user.username)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    yield open_page
    assert [text for text in complaints if "404" not in text] == []


assert settings.LANGUAGE_CODE == "zh-hans"
