"""What the audit trail costs and how quickly it is sealed (P23), with the product's worker sealing beside.

Promise: sealed at most 5 s behind, at most 10 % on the p95 of a write, at least 1,000 entries a second.
"""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bench import product

WRITERS = 2
WRITES = 300
APPENDERS = 8
APPENDS = 500
TRICKLE_SECONDS = 15.0
_LAG = """
select coalesce(extract(epoch from clock_timestamp() - min(occurred_at)), 0)::float8 from audit_entry
where (txid, id) > (select entry_txid, entry_id from audit_seal order by seq desc limit 1)
"""


def run(home: Path, customers: int) -> None:
    """Measure a write and a search with and without their entry, then a flood of entries, and print the figures."""
    with product.running(home), product.database(home) as connection:
        product.load_django(home)
        lag = _Lag(connection)
        writes = _compared(_profile_change, WRITERS, WRITES)
        searches = _compared(_name_search, WRITERS, WRITES)
        rate = _flood()
        _trickle()
        lag.stop()
    product.show(
        [
            ("write", f"{_figures(writes)} (promise: p95 at most 10 % more)"),
            ("search", _figures(searches)),
            (
                "entries",
                f"{rate:,.0f}/s from {APPENDERS} writers, each its own transaction (promise: 1,000)",
            ),
            (
                "seal behind",
                f"p95 {product.percentile(lag.seconds, 95):.1f} s, at most {max(lag.seconds):.1f} s (promise: 5)",
            ),
        ]
    )


def _figures(taken: dict[bool, list[float]]) -> str:
    parts = []
    for percent in (50, 95):
        audited, bare = (product.percentile(taken[is_on], percent) for is_on in (True, False))
        parts.append(
            f"p{percent} {audited:.1f} ms, without its entry {bare:.1f} ms ({audited / bare - 1:+.0%})"
        )
    return "; ".join(parts)


def _compared(
    load: Callable[[random.Random], None], threads: int, count: int
) -> dict[bool, list[float]]:
    """Run `load` with and without audit entries, by turns of the dice, so that what else happens meets both alike."""
    from django.db import connections

    from yinqiao.platform.audit import entries

    taken: dict[bool, list[float]] = {True: [], False: []}
    audited = threading.local()
    append = entries.append

    def maybe(*words: object, **named: object) -> None:
        if audited.is_on:
            append(*words, **named)  # type: ignore[arg-type]

    def work(seed: int) -> None:
        dice = random.Random(seed)  # noqa: S311 - a load
        for _ in range(2 * count // threads):
            audited.is_on = dice.random() < 0.5
            began = time.perf_counter()
            load(dice)
            taken[audited.is_on].append((time.perf_counter() - began) * 1000)
        connections.close_all()

    entries.append = maybe  # type: ignore[assignment]
    try:
        _together([lambda seed=seed: work(seed) for seed in range(threads)])
    finally:
        entries.append = append
    return taken


def _profile_change(dice: random.Random) -> None:
    """A person saves a remark: the whole use case, as the page calls it."""
    from yinqiao.customers import services
    from yinqiao.customers.models import Customer
    from yinqiao.platform import clock
    from yinqiao.platform.errors import StaleVersion

    with _manager() as actor:
        customer = dice.choice(_customers())
        version = Customer.objects.values_list("version", flat=True).get(pk=customer)
        changes = {"remark": f"benchmark {dice.random()}"}
        try:
            services.update_profile(
                actor=actor,
                now=clock.now(),
                customer_id=customer,
                version=version,
                changes=changes,
            )
        except StaleVersion:
            return


def _name_search(dice: random.Random) -> None:
    from yinqiao.customers import queries
    from yinqiao.platform import clock

    with _manager() as actor:
        queries.search(actor=actor, now=clock.now(), text=dice.choice("王李张刘陈杨赵黄周吴"))


@contextmanager
def _manager() -> "Iterator[object]":
    """An actor with the whole bank in scope."""
    from dataclasses import replace

    from yinqiao.customers import policies
    from yinqiao.platform.actor import CustomerScope, system_actor
    from yinqiao.platform.db.scope import scope_session

    actor = system_actor(name="bench", permissions=frozenset({policies.VIEW, policies.EDIT}))
    actor = replace(actor, scope=CustomerScope(is_all=True))
    with scope_session(actor):
        yield actor


_ids: list[int] = []


def _customers() -> list[int]:
    from yinqiao.customers.models import Customer

    if not _ids:
        _ids.extend(Customer.objects.order_by("id").values_list("id", flat=True)[:500])
    return _ids


def _flood() -> float:
    """Append entries from several connections, each in a transaction of its own; return entries a second."""
    from django.db import connections, transaction

    from yinqiao.platform import clock
    from yinqiao.platform.actor import system_actor
    from yinqiao.platform.audit import entries

    actor = system_actor(name="bench", permissions=frozenset())

    def append() -> None:
        for number in range(APPENDS):
            with transaction.atomic():
                entry = entries.Entry("bench.row", new={"phone": "13800001234", "n": number})
                entries.append(actor, [entry], now=clock.now())
        connections.close_all()

    began = time.monotonic()
    _together([append] * APPENDERS)
    return APPENDERS * APPENDS / (time.monotonic() - began)


def _trickle() -> None:
    """A calm time: a few entries a second, so that the lag is that of the seal's rhythm."""
    from yinqiao.platform import clock
    from yinqiao.platform.actor import system_actor
    from yinqiao.platform.audit import entries

    end = time.monotonic() + TRICKLE_SECONDS
    while time.monotonic() < end:
        actor = system_actor(name="bench", permissions=frozenset())
        entries.append(actor, [entries.Entry("bench.row")], now=clock.now())
        time.sleep(0.2)


class _Lag:
    """How old the oldest entry without a seal is, read four times a second."""

    def __init__(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        self.seconds: list[float] = []
        self._is_over = threading.Event()
        self._connection = connection
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        """End the watch."""
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.wait(0.25):
            row = self._connection.execute(_LAG).fetchone()
            self.seconds.append(float(str(row[0])) if row else 0.0)


def _together(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
