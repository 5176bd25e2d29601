"""No number of a person reaches a log, by message, argument, attribute or traceback."""

import io
import logging

import pytest

from yinqiao.platform.masking.logs import MaskingLogFilter


@pytest.fixture
def written() -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(MaskingLogFilter())
    handler.setFormatter(logging.Formatter("%(message)s %(customer)s", defaults={"customer": ""}))
    logger = logging.Logger("masking-test")  # noqa: LOG001 - a logger of its own, outside the tree
    logger.addHandler(handler)
    return logger, stream


def test_message_arguments_and_attributes(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    logger.warning("call %s about %d", "13800001234", 5, extra={"customer": "11010519491231002X"})
    assert stream.getvalue() == "call 138****1234 about 5 110***********002X\n"


def test_tracebacks(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    try:
        int("bad phone 13800001234")
    except ValueError:
        logger.exception("failed")
    assert "bad phone 138****1234" in stream.getvalue()
    assert "13800001234" not in stream.getvalue()
