"""All facts of everybody and all triggers over them, beside the two large aggregations alone in hand-written SQL on the same engine.

Promise: facts at most twice as long as bare SQL and under 90 s, triggers under 20 s, at 1 million customers and 20 million transactions.
"""

import resource
import time
from pathlib import Path

from bench import product

_FLOWS = """
select customer_id,
    sum(case when direction = 'C' and category not in ('INVESTMENT', 'DEPOSIT') and posted_on > date '{on}' - 90 then amount end) as inflow,
    sum(case when direction = 'D' and category not in ('INVESTMENT', 'DEPOSIT') and posted_on > date '{on}' - 90 then -amount end) as outflow,
    count(case when category not in ('INTEREST', 'FEE', 'TAX') and posted_on > date '{on}' - 180 then 1 end) as active,
    max(case when category not in ('INTEREST', 'FEE', 'TAX') then posted_on end) as last_on,
    sum(case when category in ('DINING', 'SHOPPING', 'GROCERY') and posted_on > date '{on}' - 90 then -amount end) as spent
from read_parquet('{transaction}') where posted_on between date '{on}' - 396 and date '{on}' group by customer_id
"""
_COURSE = """
with newest as (select account_id, any_value(customer_id) as customer_id, balance_on, arg_max(balance, cast(regexp_extract(filename, '([0-9-]{{10}})/[^/]*$', 1) as date)) as balance
        from read_parquet('{balance}', filename = true) group by account_id, balance_on),
    spans as (select *, coalesce(lead(balance_on) over (partition by account_id order by balance_on), date '{on}' + 1) as stop
        from newest where balance_on <= date '{on}')
select customer_id, sum(case when stop > date '{on}' then balance end) as aum,
    sum(balance * greatest(0, date_diff('day', greatest(balance_on, date_trunc('month', date '{on}')), stop))) as month,
    sum(balance * greatest(0, date_diff('day', greatest(balance_on, date_trunc('year', date '{on}')), stop))) as year
from spans group by customer_id
"""


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
    bare = _bare(day)
    worked = _timed(lambda: _work_out(loader, day))
    asked = Batch(id=0, source="bench", profile="", on=day, known_at=clock.now())
    whole = _timed(lambda: batch.rebuild_facts(asked, loader))
    began = time.monotonic()
    fired = services.evaluate(connection=loader, now=clock.now())
    triggers = time.monotonic() - began
    return [
        ("bare SQL", f"{bare:,.1f} s for the two large aggregations"),
        ("facts worked out", f"{worked:,.1f} s; ratio {worked / max(bare, 1e-6):.1f}"),
        ("facts written down", f"{whole:,.1f} s in all (promise: under 90)"),
        ("triggers", f"{triggers:,.1f} s, {fired:,} firings (promise: under 20)"),
    ]


def _work_out(loader: object, day: object) -> None:
    from yinqiao.analytics import batch

    with batch.computed(loader, day) as found:  # type: ignore[arg-type]
        if found is not None:
            for _piece in found.pieces():
                pass


def _bare(day: object) -> float:
    import duckdb

    from yinqiao.platform.files import lake

    places = {name: lake.pattern(name) for name in ("transaction", "balance")}
    with duckdb.connect(config={"memory_limit": "4GB"}) as connection:
        return sum(
            _timed(lambda text=query: connection.execute(text.format(on=day, **places)).arrow())
            for query in (_FLOWS, _COURSE)
        )


def _timed(work: object) -> float:
    began = time.monotonic()
    work()  # type: ignore[operator]
    return time.monotonic() - began
