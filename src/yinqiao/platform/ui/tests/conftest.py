"""The shell alone: its own routes, and an actor without the rooms above."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from yinqiao.platform.ui.tests.people import SignedInAs, make_actor

ACTOR_MIDDLEWARE = "yinqiao.access.middleware.ActorMiddleware"


@pytest.fixture
def shell_settings(settings: Settings, tmp_path: Path) -> Settings:
    settings.STATIC_ROOT = tmp_path
    settings.ROOT_URLCONF = "yinqiao.platform.ui.tests.urls"
    settings.MIDDLEWARE = [
        "yinqiao.platform.ui.tests.people.SignedInAs" if name == ACTOR_MIDDLEWARE else name
        for name in settings.MIDDLEWARE
    ]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    return settings


@pytest.fixture
def client(shell_settings: Settings) -> Iterator[Client]:
    SignedInAs.actor = make_actor("ui.sample")
    yield Client(raise_request_exception=False)
    SignedInAs.actor = None


@pytest.fixture
def stranger(client: Client) -> Client:
    SignedInAs.actor = None
    return client
