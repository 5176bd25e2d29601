"""Logs: JSON lines, no text of exceptions, no paths or queries, numbers of persons masked."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from structlog.contextvars import bound_contextvars

from yinqiao.config.access_log import AccessLogMiddleware
from yinqiao.config.logs import logging_settings

LOGGER = logging.getLogger("yinqiao.tests.logs")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Our logging settings, writing into a string."""
    stream = io.StringIO()
    settings = logging_settings()
    settings["handlers"]["console"]["stream"] = stream  # type: ignore[index]
    logging.config.dictConfig(settings)
    yield stream
    logging.config.dictConfig(logging_settings())


def test_a_record_is_one_json_line_with_its_fields(lines: io.StringIO) -> None:
    with bound_contextvars(request_id="r-1"):
        LOGGER.info("batch done", extra={"rows": 5, "source": "CORE"})

    line = json.loads(lines.getvalue())
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "yinqiao.tests.logs",
        "event": "batch done",
        "request_id": "r-1",
        "rows": 5,
        "source": "CORE",
    }


def test_an_exceptions_place_is_logged_but_not_its_text(lines: io.StringIO) -> None:
    try:
        _fail("王小明")
    except ValueError:
        LOGGER.exception("job failed")

    assert "王小明" not in lines.getvalue()
    trace = json.loads(lines.getvalue())["trace"]
    assert trace[0] == "ValueError"
    assert trace[-1].endswith(" _fail")


def test_numbers_of_persons_are_masked_wherever_they_stand(lines: io.StringIO) -> None:
    LOGGER.warning("cannot reach %s", "13812345678", extra={"detail": "card 6222021234567890128"})

    assert "13812345678" not in lines.getvalue()
    assert "6222021234567890128" not in lines.getvalue()


def test_the_access_log_names_the_route_and_neither_path_nor_query(lines: io.StringIO) -> None:
    request = RequestFactory().get("/customers/42/", {"name": "王小明"})

    AccessLogMiddleware(lambda _: HttpResponse(status=204))(request)

    line = json.loads(lines.getvalue())
    assert (line["event"], line["route"], line["method"], line["status"]) == (
        "request",
        "",
        "GET",
        204,
    )
    assert "customers" not in lines.getvalue()
    assert "王小明" not in lines.getvalue()


def _fail(name: str) -> None:
    message = f"no account for {name}"
    raise ValueError(message)
