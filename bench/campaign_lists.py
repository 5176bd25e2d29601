"""A list of 100,000 names: made from numbers, asked about at the gate, sent down, counted by unit and manager, recalled.

Promise: sending down and recalling are set-based and take seconds. A bank with fewer customers makes several lists of all it has and adds up.
Leaves the lists behind, recalled: run it after `import_speed`.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bench import product

if TYPE_CHECKING:
    from yinqiao.platform.actor import Actor

NAMES = 100_000
LIMIT = 10.0
T = TypeVar("T")


def run(home: Path, customers: int) -> None:
    """Make, check, send, count and recall, and print the seconds of each."""
    with product.running(home):
        product.timed(["demo-accounts"], home)
        product.load_django(home)
        with product.database(home) as connection:
            rows = connection.execute(
                "select customer_no from customers_customer order by id limit %s", [NAMES]
            ).fetchall()
        numbers = [str(number) for (number,) in rows]
        if not numbers:
            message = "the bank is empty: run the benchmark import_speed first"
            raise RuntimeError(message)
        spent: dict[str, float] = {}
        sent = 0
        while sent < NAMES and (done := _once(home, numbers[: NAMES - sent], spent)):
            sent += done
        product.show(
            [
                (
                    "names",
                    f"{sent:,} of a bank of {customers:,}, in lists of up to {len(numbers):,}",
                ),
                *((name, f"{seconds:.2f} s") for name, seconds in spent.items()),
                ("limit", f"send and recall {LIMIT:.0f} s each: {_verdict(spent)}"),
            ]
        )


def _verdict(spent: dict[str, float]) -> str:
    """The way down is what is left when the second look of the gate is taken off."""
    down = spent["gate again and send"] - spent["gate"]
    return "kept" if max(down, spent["recall"]) <= LIMIT else "NOT KEPT"


def _once(home: Path, numbers: list[str], spent: dict[str, float]) -> int:
    """Do it for one list, as marketing does; return how many names went out."""
    from yinqiao.platform import clock
    from yinqiao.platform.db.scope import scope_session
    from yinqiao.sales.queries import list_queries as queries
    from yinqiao.sales.services import list_services as services

    maker, now = _maker(), clock.now()
    lines = [services.Numbered(line, text) for line, text in enumerate(numbers, start=1)]
    details = services.ListDetails(
        name="bench",
        goal="bench",
        due_on=clock.bank_date(now) + timedelta(days=10),
        codes=(services.Code("有意向", "AGREED"),),
        purpose="SERVICE",
        numbers=lines,
    )

    def in_scope(work: Callable[[], T]) -> T:
        with scope_session(maker):
            return work()

    made = _timed(
        spent,
        "make",
        lambda: in_scope(lambda: services.make_list(actor=maker, now=now, details=details)),
    )
    pk = made.list_id
    _timed(spent, "gate", lambda: services.check_list(now=now, list_id=pk))
    with product.database(home) as connection:
        # Another person's leave is given by hand: what is measured is the way down.
        connection.execute("update campaign_lists_list set state = 'APPROVED' where id = %s", [pk])
    sent = _timed(spent, "gate again and send", lambda: services.send_list(now=now, list_id=pk))
    card = _timed(
        spent,
        "count",
        lambda: in_scope(lambda: queries.list_card(actor=maker, list_id=pk, now=now)),
    )
    _timed(
        spent,
        "recall",
        lambda: in_scope(
            lambda: services.recall_list(
                actor=maker, now=now, list_id=pk, version=card.row.version, reason="bench"
            )
        ),
    )
    return sent


def _timed(spent: dict[str, float], name: str, work: Callable[[], T]) -> T:
    began = time.monotonic()
    found = work()
    spent[name] = spent.get(name, 0.0) + time.monotonic() - began
    return found


def _maker() -> "Actor":
    from yinqiao.access import queries as access
    from yinqiao.organization import queries as organization
    from yinqiao.platform import clock

    now = clock.now()
    ((pk, *_rest), *_others) = organization.staff_names_in(
        org_ids=None, on=clock.bank_date(now), kinds=("MARKETER",), limit=1
    )
    found = access.actor_of_staff(pk, now)
    if found is None:
        message = "there is no account of a marketing manager"
        raise RuntimeError(message)
    return found
