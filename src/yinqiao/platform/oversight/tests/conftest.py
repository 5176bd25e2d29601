"""The pages of oversight and the shell, without the rooms above."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from yinqiao.platform import registry
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.parameters import policies as parameters
from yinqiao.platform.parameters import queries
from yinqiao.platform.ui.tests.people import SignedInAs, make_actor

ACTOR_MIDDLEWARE = "yinqiao.access.middleware.ActorMiddleware"


@pytest.fixture
def site(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    queries.forget()
    monkeypatch.setenv("YINQIAO_ANCHORS", str(tmp_path / "audit.jsonl"))
    settings.STATIC_ROOT = tmp_path
    settings.LANGUAGE_CODE = "en"
    settings.ROOT_URLCONF = "yinqiao.platform.oversight.tests.urls"
    settings.MIDDLEWARE = [
        "yinqiao.platform.ui.tests.people.SignedInAs" if name == ACTOR_MIDDLEWARE else name
        for name in settings.MIDDLEWARE
    ]
    # Rooms above put panels on these pages, whose routes are not here.
    monkeypatch.setattr(registry, "panels", registry.Registry("panels"))
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    yield Client(raise_request_exception=False)
    SignedInAs.actor = None


@pytest.fixture
def auditor(site: Client) -> Client:
    SignedInAs.actor = make_actor(audit.VIEW, audit.VERIFY)
    return site


@pytest.fixture
def administrator(site: Client) -> Client:
    SignedInAs.actor = make_actor(parameters.VIEW, parameters.EDIT)
    return site


@pytest.fixture
def manager(site: Client) -> Client:
    """Somebody who may do other things."""
    SignedInAs.actor = make_actor("customers.view_customer")
    return site
