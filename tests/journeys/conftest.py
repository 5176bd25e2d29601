"""A real web server on the test database and a headless Chromium in front of it."""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.harness.databases import TestDatabase
from tests.harness.environment import PLANTING, base_folder
from tests.harness.planting import PASSWORD, Nursery
from tests.security import bank
from yinqiao.access.models import User
from yinqiao.access.tests.factories import sign_in

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Date fields are the browser's own (UI.md rejects a picker): they follow the language of its interface, not the page's locale. A Chromium
    # without chromium-l10n knows English alone and shows mm/dd/yyyy in screenshots, whatever stands here.
    "--lang=zh-CN",
]
# Answers that a journey asks for: signed out, not found, changed in the meantime.
# A search is given up when the next letter is typed before its answer: HTMX calls that an error too.
EXPECTED = re.compile(
    r"Failed to load resource: .* status of (401|404|409) |^htmx:(sendAbort|afterRequest), "
)
PATIENCE = 15_000  # milliseconds
expect.set_options(timeout=PATIENCE)
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
def static_files(testrun_uid: str) -> None:
    """Collect the static files, once for all workers of a run: whoever does it again takes files from under a server that starts."""
    with (base_folder() / "static-run").open("a+") as ran:
        fcntl.flock(ran, fcntl.LOCK_EX)
        ran.seek(0)
        if ran.read() == testrun_uid:
            return
        call_command(
            "collectstatic",
            interactive=False,
            verbosity=0,
            ignore_patterns=["django_htmx/*", "*.md"],
        )
        ran.truncate(0)
        ran.write(testrun_uid)


@pytest.fixture(scope="session")
def planting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file that tells the server which planting the database is from."""
    file = tmp_path_factory.mktemp("server") / "planting"
    file.write_text("")
    return file


@pytest.fixture(scope="module")
def planted(
    nursery: Nursery, planting: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[bank.Bank]:
    """Plant one bank for the journeys of a module: each works on something of its own, or leaves things as they were."""
    with django_db_blocker.unblock():
        made = nursery.plant()
        planting.write_text(uuid.uuid4().hex)
        yield made
        nursery.clear()


@pytest.fixture(scope="session")
def session_server(
    test_database: TestDatabase, planting: Path, static_files: None
) -> Iterator[str]:
    """Serve the session's clone, whatever is planted in it; the database addresses are in the environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PORT": str(port),
        "YINQIAO_WEB_WORKERS": "1",
        # A line for each request would fill the report of a journey that failed.
        "YINQIAO_LOG": "WARNING",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    environment[PLANTING] = str(planting)
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
        [sys.executable, *words, "--log-level", "error", "tests.harness.served:application"],
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


@pytest.fixture(scope="module")
def server(session_server: str, planted: bank.Bank) -> str:
    """Give the address at which the planted bank is served."""
    return session_server


@pytest.fixture(scope="module")
def browser(server) -> Iterator[Browser]:
    """Give one Chromium for the module; while it is there, the database is asked `behind` it only."""
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


def behind(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do work on the database in a thread: Playwright's event loop runs in this one, where Django refuses."""

    def run() -> Any:
        try:
            return work(*args, **kwargs)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def give_session(context: BrowserContext, user: User, address: str) -> None:
    """Sign somebody in without the form, whose hashing would take most of a journey's time."""
    client = Client()
    behind(sign_in, client, user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}
    context.add_cookies([cookie])


def sign_in_by_form(page: Page, user: User) -> None:
    page.goto("/sign-in/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


@pytest.fixture
def open_as(server, browser, planted):
    """Return a function that gives a role's page, signed in; console errors and questions of the browser fail the test."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(role: str, *, viewport=DESK, by_form: bool = False) -> Page:
        user = planted.stranger if role == "stranger" else planted.users[role]
        context = browser.new_context(viewport=viewport, locale="zh-CN", base_url=server)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(dialog.type), dialog.accept()))
        if by_form:
            sign_in_by_form(page, user)
        else:
            give_session(context, user, server)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [text for text in complaints if not EXPECTED.search(text)] == []


assert settings.LANGUAGE_CODE == "zh-hans"
