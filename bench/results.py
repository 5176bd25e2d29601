"""The results of a month: every figure of every manager over the whole bank, beside the two heaviest sums alone in hand-written SQL.

Promise: under 30 s at 1 million customers and 1,000 managers, written down included.
"""

import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from bench import product

# The daily average and the money that moved, by manager: the same files and engine, nothing split to the cent, nothing else told.
_BARE = """
with told as (select account_id, balance_on, cast(balance * 100 as bigint) as cents,
        lead(balance_on) over (partition by account_id order by balance_on) as until from read_parquet('{balance}') where balance_on <= date '{last}'),
    span as (select account_id, cents, greatest(balance_on, date '{first}') as start, least(coalesce(until, date '{after}'), date '{after}') as stop
        from told where balance_on < date '{after}' and coalesce(until, date '{after}') > date '{first}')
select a.staff_id, sum(s.cents * datediff('day', greatest(s.start, a.valid_from), least(s.stop, coalesce(a.valid_to, date '{after}'))) * a.share)
from span s join read_parquet('{account}') c using (account_id) join read_parquet('{assignment}') a using (customer_id)
where a.valid_from < s.stop and coalesce(a.valid_to, date '{after}') > s.start group by 1
"""
_MOVED = """
select a.staff_id, c.product_class, sum(t.amount * a.share)
from read_parquet('{posting}') t join read_parquet('{account}') c using (account_id) join read_parquet('{assignment}') a on a.customer_id = c.customer_id
    and a.valid_from <= t.posted_on and coalesce(a.valid_to, date '{after}') > t.posted_on
where t.posted_on between date '{first}' and date '{last}' group by 1, 2
"""


def run(home: Path, customers: int) -> None:
    """Count the month of the loaded bank; print seconds, ratio, rows and memory."""
    with product.running(home):
        product.load_django(home)
        rows = _measured()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    product.show([*rows, ("memory", f"{memory:,.0f} MB")])


def _measured() -> list[tuple[str, str]]:
    from django.db import connections

    from yinqiao.platform import clock
    from yinqiao.platform.imports.queries import data_date
    from yinqiao.sales.queries import performance as queries
    from yinqiao.sales.services import performance

    loader, last = connections["loader"], data_date()
    if last is None:
        return [("results", "NOT RUN: the bank of the benchmark is empty")]
    alone = _bare(loader, last)
    now, began = clock.now(), time.monotonic()
    written = performance.count_month(loader, last=last, now=now)
    spent = time.monotonic() - began
    people = queries.managers_told(month=last.replace(day=1))
    return [
        ("bare SQL", f"{alone:,.1f} s for the daily average and the money moved, by manager"),
        (
            "results",
            f"{spent:,.1f} s in all (promise: under 30); ratio {spent / max(alone, 1e-6):.1f}",
        ),
        ("told", f"{written:,} figures of {people:,} managers, units and classes"),
    ]


def _bare(loader: object, last: date) -> float:
    import duckdb

    from yinqiao.analytics import engine
    from yinqiao.platform import registry
    from yinqiao.platform.files import lake

    places = {"balance": lake.pattern("balance"), "posting": lake.pattern("transaction")}
    days = {"first": last.replace(day=1), "last": last, "after": last + timedelta(days=1)}
    with engine.shelf() as folder, duckdb.connect(config=engine.limits(folder)) as connection:
        for name, key in (
            ("account", "holdings.account_ever"),
            ("assignment", "customers.assignment"),
        ):
            registry.datasets.get(key)(loader).write_parquet(folder / f"{name}.parquet")  # type: ignore[arg-type]
            places[name] = str(folder / f"{name}.parquet")
        texts = [text.format(**places, **days) for text in (_BARE, _MOVED)]
        return sum(_timed(lambda text=text: connection.execute(text).arrow()) for text in texts)


def _timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began
