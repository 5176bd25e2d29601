"""All facts of everybody and all triggers over them, beside the two large aggregations alone in hand-written SQL on the same engine.

Promise: facts at most twice as long as bare SQL and under 90 s, triggers under 20 s, at 1 million customers and 20 million transactions.
"""

import resource
import time
from datetime import date
from pathlib import Path

from bench import bare, product


def run(home: Path, customers: int) -> None:
    """Rebuild the facts of the loaded bank and evaluate the triggers; print seconds, ratio and memory."""
    with product.running(home):
        product.load_django(home)
        rows = _measured()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    product.show([*rows, ("memory", f"{memory:,.0f} MB")])


def _measured() -> list[tuple[str, str]]:
    from django.db import connections

    from yinqiao.analytics import batch
    from yinqiao.insights import services
    from yinqiao.platform import clock
    from yinqiao.platform.imports.ports import Batch
    from yinqiao.platform.imports.queries import data_date

    day, loader = data_date(), connections["loader"]
    alone = _bare(loader, day)
    worked = _timed(lambda: _work_out(loader, day))
    asked = Batch(id=0, source="bench", profile="", on=day, known_at=clock.now())
    whole = _timed(lambda: batch.rebuild_facts(asked, loader))
    began = time.monotonic()
    fired = services.evaluate(connection=loader, now=clock.now())
    triggers = time.monotonic() - began
    return [
        ("bare SQL", f"{alone:,.1f} s for the two large aggregations of the same figures"),
        ("facts worked out", f"{worked:,.1f} s; ratio {worked / max(alone, 1e-6):.1f}"),
        ("facts written down", f"{whole:,.1f} s in all (promise: under 90)"),
        ("triggers", f"{triggers:,.1f} s, {fired:,} firings (promise: under 20)"),
    ]


def _work_out(loader: object, day: object) -> None:
    from yinqiao.analytics import batch

    with batch.computed(loader, day) as found:  # type: ignore[arg-type]
        if found is not None:
            for _piece in found.pieces():
                pass


def _bare(loader: object, day: date) -> float:
    import duckdb

    from yinqiao.analytics import engine
    from yinqiao.platform import registry
    from yinqiao.platform.files import lake

    with engine.shelf() as folder, duckdb.connect(config=engine.limits(folder)) as connection:
        account = folder / "account.parquet"
        registry.datasets.get("holdings.account")(loader).write_parquet(account)  # type: ignore[arg-type]
        places = {name: lake.pattern(name) for name in ("transaction", "balance")}
        texts = (write(day, account=account, **places) for write in (bare.course, bare.flows))
        return sum(_timed(lambda text=text: connection.execute(text).arrow()) for text in texts)


def _timed(work: object) -> float:
    began = time.monotonic()
    work()  # type: ignore[operator]
    return time.monotonic() - began
