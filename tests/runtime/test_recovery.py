"""While PostgreSQL is away, pages and API say so: 503, when to come back, nothing of what failed."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import Client

from tests.harness.databases import TestDatabase
from yinqiao.platform.parameters import queries as parameters


@pytest.fixture
def away(committed_db: TestDatabase) -> Iterator[None]:
    """A database whose port nobody listens on."""
    places = [connections.settings[alias] for alias in ("default", "refusals")]
    ports = [place["PORT"] for place in places]
    connections.close_all()
    parameters.forget()
    for place in places:
        place["PORT"] = "1"
    yield
    for place, port in zip(places, ports, strict=True):
        place["PORT"] = port
    connections.close_all()


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("path", ["/sign-in/", "/customers/", "/"])
def test_a_page_says_that_the_system_is_recovering(path: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32

    answer = client.get(path)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "系统正在恢复，请稍后再试" in answer.content.decode()


@pytest.mark.usefixtures("away")
def test_the_api_says_so_in_its_own_form() -> None:
    client = Client(raise_request_exception=False)

    answer = client.get("/api/v1/customers", headers={"Authorization": "Bearer yq_anything"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "RECOVERING"
