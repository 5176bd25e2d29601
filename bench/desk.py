"""A manager's pages through the real server with 8 clients: the workbench, each of its blocks, an opportunity, the panels of a customer.

Promise: p95 under 150 ms for eight people of whom each asks for a page every second, at 1 million customers with their opportunities.
"""

import random
from pathlib import Path

import psycopg

from bench import product
from bench.pages import PACED_SECONDS, PAUSE, WARM_SECONDS, Load, Session, drive, report

LIMIT = 150.0
BLOCKS = {
    "workbench": "/workbench/",
    "to do": "/workbench/todos/",
    "figures": "/sales/desk/kpis/",
    "feed": "/sales/desk/feed/",
    "calls": "/sales/desk/calls/",
    "calendar": "/workbench/calendar/",
    "upcoming": "/holdings/desk/upcoming/",
}
PANELS = {
    "customer": "/customers/{pk}/",
    "assets": "/holdings/customers/{pk}/",
    "movements": "/holdings/customers/{pk}/transactions/",
    "timeline": "/interactions/customers/{pk}/timeline/",
    "figures of one": "/insights/customers/{pk}/facts/",
    "contact rules": "/compliance/customers/{pk}/summary/",
}


def run(home: Path, customers: int) -> None:
    """Take what the triggers of the loaded bank found, then drive each page for some seconds and print the figures."""
    with product.running(home):
        product.timed(["demo-accounts"], home)
        product.load_django(home)
        _take()
        with product.database(home) as connection:
            user, ids, opportunities = _sample(connection)
        cookies = Session(user, "Demo-Yinqiao-2026").cookies
        floor = drive(lambda client: client.request("GET", "/healthz"), cookies)
        report("floor", floor, floor)
        loads = _loads(ids, opportunities)
        limits = dict.fromkeys(loads, LIMIT)
        product.show([("book", f"{len(ids)} customers, {len(opportunities)} opportunities")])
        for name, load in loads.items():
            drive(load, cookies, seconds=WARM_SECONDS)
            driven = drive(load, cookies, seconds=PACED_SECONDS, pause=PAUSE)
            report(name, driven, floor, limits=limits)


def _take() -> None:
    """Let sales take the newest run of the triggers."""
    from yinqiao.insights import queries as insights
    from yinqiao.platform import clock
    from yinqiao.sales import services

    found = insights.newest_run()
    if found is None:
        message = "no triggers were evaluated: run the benchmark customer_facts first"
        raise RuntimeError(message)
    services.take_firings(run_id=found.id, data_on=found.data_on, now=clock.now())


def _sample(connection: psycopg.Connection[tuple[object, ...]]) -> tuple[str, list[int], list[int]]:
    """Return a manager's user name with the ids of her customers and of her open opportunities."""
    found = connection.execute(
        "select s.staff_no, s.id from organization_staff s join access_user u on u.staff_id = s.id"
        " where s.staff_no like 'RM%%' order by s.id limit 1"
    ).fetchone()
    if found is None:
        message = "the bank is empty: run the benchmark import_speed first"
        raise RuntimeError(message)
    user, staff_id = found
    mine = connection.execute(
        "select customer_id from customers_overview where main_rm_id = %s", [staff_id]
    ).fetchall()
    open_ones = connection.execute(
        "select id from sales_opportunity where owner_id = %s and closed_at is null", [staff_id]
    ).fetchall()
    return str(user), [int(str(pk)) for (pk,) in mine], [int(str(pk)) for (pk,) in open_ones]


def _loads(ids: list[int], opportunities: list[int]) -> dict[str, Load]:
    dice = random.Random(7)  # noqa: S311 - a load, not a secret

    def block(path: str) -> Load:
        return lambda client: client.request("GET", path, is_fragment=path != "/workbench/")

    def panel(path: str) -> Load:
        return lambda client: client.request(
            "GET", path.format(pk=dice.choice(ids)), is_fragment=not path.startswith("/customers/")
        )

    return {
        **{name: block(path) for name, path in BLOCKS.items()},
        "opportunity": lambda client: client.request(
            "GET", f"/sales/opportunities/{dice.choice(opportunities)}/"
        ),
        **{name: panel(path) for name, path in PANELS.items()},
    }
