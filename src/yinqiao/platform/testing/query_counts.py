"""Query counts of pages against the committed baseline ``tests/query_counts.json``: more is a regression, fewer must be written down.

    with counted("customers:list"):
        client.get(url)

Run once with YINQIAO_WRITE_QUERY_COUNTS=1 to write the counts seen.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from yinqiao.platform import kept

BASELINE = Path(__file__).resolve().parents[4] / "tests" / "query_counts.json"
WRITE = "YINQIAO_WRITE_QUERY_COUNTS"


@contextmanager
def counted(name: str) -> Iterator[CaptureQueriesContext]:
    """Count the queries of the block on the application's connection and compare them with the baseline of `name`."""
    kept.warm_all(seconds=120)
    with CaptureQueriesContext(connection) as seen:
        yield seen
    kept.forget_all()
    known = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    if os.environ.get(WRITE) == "1":
        known[name] = len(seen)
        BASELINE.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
        return
    statements = "\n".join(query["sql"][:200] for query in seen.captured_queries)
    if len(seen) != known.get(name):
        message = f"{name}: {len(seen)} queries, {known.get(name)} in the baseline\n{statements}"
        raise AssertionError(message)
