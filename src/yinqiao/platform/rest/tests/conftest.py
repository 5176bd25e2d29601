"""The sample API as the whole site, and a client for each caller."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client, override_settings

from yinqiao.platform.rest.tests import sample

Call = Callable[..., "object"]


@pytest.fixture(autouse=True)
def sample_site() -> Iterator[None]:
    with override_settings(
        ROOT_URLCONF="yinqiao.platform.rest.tests.sample",
        MIDDLEWARE=sample.MIDDLEWARE,
        LANGUAGE_CODE="en",
    ):
        yield


@pytest.fixture
def as_caller() -> Callable[[str], Client]:
    def client(name: str) -> Client:
        return Client(headers={"Authorization": f"Bearer {name}"}, raise_request_exception=False)

    return client


@pytest.fixture
def full(as_caller: Callable[[str], Client]) -> Client:
    return as_caller("full")
