"""Advice for a whole bank: what is learnt of everybody, then the choice over all customers and products, in seconds and memory.

Loads nothing: run it after `import_speed` and `customer_facts`.
"""

import resource
import time
from pathlib import Path

from bench import product


def run(home: Path, customers: int) -> None:
    """Learn, then choose, and print what it took."""
    with product.running(home):
        product.load_django(home)
        _measure()


def _measure() -> None:
    from yinqiao.platform import clock
    from yinqiao.sales.advice import services

    now = clock.now()
    began = time.monotonic()
    classes = services.learn(now=now)
    learnt = time.monotonic() - began
    began = time.monotonic()
    run_id = services.advise(now=now)
    chosen = time.monotonic() - began
    if run_id is None:
        message = "the bank has no facts: run the benchmark customer_facts first"
        raise RuntimeError(message)
    told = _told(run_id)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    product.show(
        [
            (f"learnt: {classes} classes", f"{learnt:.1f} s"),
            (f"chosen: {told}", f"{chosen:.1f} s, {memory:.0f} MB"),
        ]
    )


def _told(run_id: int) -> str:
    from yinqiao.sales.advice.models import AdviceRun

    row = AdviceRun.objects.get(pk=run_id)
    return f"{row.customers:,} customers, {len(row.products)} products, {row.shown:,} shown"
