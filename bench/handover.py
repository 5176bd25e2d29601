"""A fair proposal for a book of 1,200 customers over 15 managers, solved on its own: made-up customers, no bank is needed.

Promise: under 10 seconds, everybody given once, load, assets and contribution within a fifth of an even share.
"""

import os
import random
import time
from pathlib import Path

from bench import product

CUSTOMERS = 1_200
MANAGERS = 15
LIMIT = 10.0
UNEVEN = 0.2


def run(_home: Path, _customers: int) -> None:
    """Solve it and print the seconds, and how far the most uneven manager stands from her share."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinqiao.config.settings")
    from yinqiao.sales.books.balancing import MEASURES, Client, Taker, propose

    draw = random.Random(20261130)  # noqa: S311 - examples
    clients = [
        Client(
            pk,
            load=draw.choice([0.3, 1, 1, 2, 4, 8]),
            value=draw.lognormvariate(12, 1.5),
            contribution=draw.lognormvariate(6, 1),
            household=f"h{pk // 3}" if pk % 5 == 0 else "",
            needs=frozenset(draw.sample(["FUND", "INSURANCE"], draw.choice([0, 0, 1, 2]))),
            language=draw.choice(["", "", "nan"]),
            assistants=frozenset([draw.randrange(MANAGERS)])
            if draw.random() < 0.2
            else frozenset(),
        )
        for pk in range(CUSTOMERS)
    ]
    takers = [
        Taker(
            pk,
            load=draw.uniform(200, 420),
            capacity=600,
            licences=frozenset(draw.sample(["FUND", "INSURANCE"], draw.choice([1, 2]))),
            languages=frozenset(["nan"]) if pk % 3 == 0 else frozenset(),
        )
        for pk in range(MANAGERS)
    ]
    began = time.monotonic()
    chosen = {one.customer_id: one.taker_id for one in propose(clients, takers)}
    seconds = time.monotonic() - began
    room = {one.staff_id: one.capacity - one.load for one in takers}
    worst = {}
    for name in MEASURES:
        total = sum(getattr(one, name) for one in clients)
        got = dict.fromkeys(room, 0.0)
        for one in clients:
            got[chosen[one.customer_id]] += getattr(one, name)
        even = {pk: total * part / sum(room.values()) for pk, part in room.items()}
        worst[name] = max(abs(got[pk] - even[pk]) / even[pk] for pk in room)
    product.show(
        [
            (f"{CUSTOMERS:,} customers over {MANAGERS} managers", f"{seconds:.1f} s"),
            *((f"furthest from the even share: {name}", f"{part:.1%}") for name, part in worst.items()),
        ]
    )  # fmt: skip
    if len(chosen) != CUSTOMERS or seconds > LIMIT or max(worst.values()) > UNEVEN:
        message = f"{len(chosen)} given in {seconds:.1f} s, {max(worst.values()):.1%} uneven"
        raise AssertionError(message)
