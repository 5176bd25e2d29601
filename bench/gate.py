"""The gate for a whole bank: a marketing message to everybody, decided column-wise; and a sample of them decided one by one, to compare.

Promise: a million recipients in under 60 seconds, the same answers (the property test holds it for made-up customers, this for a bank).
Loads nothing: run it after `import_speed`.
"""

import resource
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bench import product

if TYPE_CHECKING:
    from yinqiao.platform.actor import Actor

LIMIT = 60.0
SAMPLE = 2_000
CHANNELS = ("SMS", "CALL")


def run(home: Path, customers: int) -> None:
    """Decide about all customers of the loaded bank for two channels and print seconds, memory and answers."""
    with product.running(home):
        product.load_django(home)
        with product.database(home) as connection:
            rows = connection.execute("select id from customers_customer order by id").fetchall()
        ids = [int(str(row[0])) for row in rows]
        if not ids:
            message = "the bank is empty: run the benchmark import_speed first"
            raise RuntimeError(message)
        for channel in CHANNELS:
            _measure(ids, channel, customers)


def _measure(ids: list[int], channel: str, customers: int) -> None:
    from yinqiao.compliance import policies, queries
    from yinqiao.holdings import policies as holdings
    from yinqiao.platform import clock
    from yinqiao.platform.actor import system_actor

    actor = system_actor(
        name="bench", permissions=frozenset({policies.RESERVE_CONTACT, holdings.VIEW})
    )
    now = clock.now().astimezone(clock.BANK_ZONE).replace(hour=11)
    began = time.monotonic()
    codes: Counter[str] = Counter()
    found: dict[int, str] = {}
    for frame in queries.contact_decisions_of_many(
        actor=actor, customers=ids, purpose="MARKETING", channel=channel, now=now
    ):
        codes.update(frame["code"].to_list())
        found.update(zip(frame["customer_id"], frame["code"], strict=True))
    seconds = time.monotonic() - began
    compared, differing = _compare(actor, found, channel=channel, now=now)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = ", ".join(f"{code or 'allowed'} {number:,}" for code, number in codes.most_common())
    product.show(
        [
            (f"{channel}: {len(ids):,} recipients", f"{seconds:.1f} s, {memory:.0f} MB"),
            ("answers", told),
            (f"decided one by one: {compared:,}", f"{differing} differ"),
        ]
    )
    if differing:
        message = f"{differing} of {compared} customers are answered for otherwise one by one"
        raise AssertionError(message)
    if customers >= 1_000_000 and seconds > LIMIT:
        message = f"{seconds:.1f} s for {len(ids):,} recipients; the promise is {LIMIT:.0f} s"
        raise AssertionError(message)


def _compare(
    actor: "Actor", found: dict[int, str], *, channel: str, now: datetime
) -> tuple[int, int]:
    """Decide about every so many of them one by one; return how many, and how many answers differ."""
    from yinqiao.compliance import queries
    from yinqiao.platform.db.scope import scope_session

    sample = list(found)[:: max(len(found) // SAMPLE, 1)]
    with scope_session(actor):
        singly = queries.contact_decisions(
            actor=actor, customers=sample, purpose="MARKETING", channel=channel, now=now
        )
    return len(singly), sum(found[pk] != one.code for pk, one in singly.items())
