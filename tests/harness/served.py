"""The product's WSGI application for a server that lives as long as the test session, over a database made anew underneath it.

What a process keeps of the database is right for seconds only when the same database stays; before the first request after
a new planting everything is read again, and each thread connects again.
"""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import connections

from tests.harness.environment import PLANTING
from yinqiao.config.wsgi import application as product

# isort: split
# Rooms are imported once Django is ready.
from yinqiao.access import actors
from yinqiao.platform import kept

_lock = threading.Lock()
_of_thread = threading.local()
_of_process = ""


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request from the database as it was planted last."""
    _follow(Path(os.environ[PLANTING]).read_text())
    return product(environ, start_response)


def _follow(planting: str) -> None:
    global _of_process  # noqa: PLW0603 - what the process keeps belongs to the process
    if getattr(_of_thread, "planting", "") != planting:
        connections.close_all()
        _of_thread.planting = planting
    with _lock:
        if _of_process != planting:
            kept.forget_all()
            actors.forget()
            _of_process = planting
