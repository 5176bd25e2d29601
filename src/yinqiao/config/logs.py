"""Structured logs without personal data: one JSON line a record, masked as the last step."""

import json
import logging
import os
from datetime import UTC, datetime

from structlog.contextvars import get_contextvars

MASKING_FILTER = "yinqiao.platform.masking.logs.MaskingLogFilter"
# What logging itself puts on a record; everything else came through `extra`.
_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
_NOT_PLAIN = frozenset({"request", "server_time"})


class JsonFormatter(logging.Formatter):
    """Time (UTC), level, logger, event, the fields of `extra`, the request id, and the trace that TraceFilter left."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; values that JSON does not know are written as their class's name."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line.update(get_contextvars())
        line.update(
            (key, value)
            for key, value in record.__dict__.items()
            if key not in _STANDARD and key not in _NOT_PLAIN
        )
        return json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__qualname__)


class TraceFilter(logging.Filter):
    """Turn the exception of a record into a trace without its text, before anything else formats it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite `record` and let it pass."""
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            record.trace = trace_without_text(record.exc_info[1])
        record.exc_info = None
        record.exc_text = None
        return True


def trace_without_text(error: BaseException) -> list[str]:
    """Return ``Class`` and ``file:line function`` of each frame, never the message: it may quote a customer's value."""
    lines = [type(error).__qualname__]
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"{code.co_filename.rpartition('/src/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    if error.__cause__ is not None:
        lines.append("caused by")
        lines += trace_without_text(error.__cause__)
    return lines


def logging_settings() -> dict[str, object]:
    """Return Django's LOGGING dictionary: JSON lines on standard error, our own loggers from INFO on.

    With YINQIAO_LOG_FILE they are appended to that file: the steps of a start speak to a person on the terminal.
    """
    level = os.environ.get("YINQIAO_LOG", "INFO")
    file = os.environ.get("YINQIAO_LOG_FILE", "")
    target: dict[str, object] = (
        {"class": "logging.handlers.WatchedFileHandler", "filename": file, "encoding": "utf-8"}
        if file
        else {"class": "logging.StreamHandler"}
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"trace": {"()": TraceFilter}, "masking": {"()": MASKING_FILTER}},
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {
            "console": {**target, "formatter": "json", "filters": ["trace", "masking"]},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "yinqiao": {"level": level},
            # These quote paths, queries or job arguments in their text; what matters of it we log ourselves.
            "django.request": {"level": "CRITICAL"},
            "django.server": {"level": "CRITICAL"},
            "django.db.backends": {"level": "CRITICAL"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "procrastinate": {"level": "CRITICAL"},
        },
    }
