"""A manager's pages through the real server with 8 clients: the workbench, each of its blocks, an opportunity, the panels of a customer,
a follow-up that is saved; and a head's look at a customer as the bank knew her on a past day.

Promise: p95 under 150 ms for eight people of whom each asks for a page every second, at 1 million customers with their opportunities; a past
day under 300 ms.
"""

import random
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg

from bench import product
from bench.pages import (
    PACED_SECONDS,
    PAUSE,
    WARM_SECONDS,
    Driven,
    Load,
    Session,
    drive,
    report,
)

LIMIT = 150.0
PAST_LIMIT = 300.0
PASSWORD = "Demo-Yinqiao-2026"  # noqa: S105 - that of every demo
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
            head = _head(connection)
            _age(connection, ids)
        cookies = Session(user, PASSWORD).cookies
        floor = drive(lambda client: client.request("GET", "/healthz"), cookies)
        report("floor", floor, floor)
        product.show([("book", f"{len(ids)} customers, {len(opportunities)} opportunities")])
        for name, load in _loads(ids, opportunities).items():
            _drive(name, load, cookies, floor=floor)
        _drive("a past day", _past(ids), Session(head, PASSWORD).cookies, floor=floor)


def _drive(name: str, load: Load, cookies: dict[str, str], *, floor: Driven) -> None:
    drive(load, cookies, seconds=WARM_SECONDS)
    driven = drive(load, cookies, seconds=PACED_SECONDS, pause=PAUSE)
    limit = PAST_LIMIT if name == "a past day" else LIMIT
    report(name, driven, floor, limits={name: limit})


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


def _head(connection: psycopg.Connection[tuple[object, ...]]) -> str:
    """Return the user name of the head among the accounts of the demo: that of the manager's branch."""
    found = connection.execute(
        "select s.staff_no from organization_staff s join access_user u on u.staff_id = s.id"
        " where s.staff_no like 'BH%%' order by s.id limit 1"
    ).fetchone()
    if found is None:
        message = "no head has an account"
        raise RuntimeError(message)
    return str(found[0])


_DATED = """
select c.table_name, c.column_name, (c.table_name = 'customers_customer') from information_schema.columns c
join pg_class t on t.oid = format('public.%I', c.table_name)::regclass and t.relkind in ('r', 'p') and not t.relispartition
where c.table_schema = 'public' and c.column_name in ('known_from', 'known_at') and (c.table_name = 'customers_customer' or exists (
    select 1 from information_schema.columns o where (o.table_schema, o.table_name, o.column_name) = ('public', c.table_name, 'customer_id')))
"""


def _age(connection: psycopg.Connection[tuple[object, ...]], ids: list[int]) -> None:
    """Let the bank have known its manager's customers for a week longer: it was loaded a moment ago, and a past day asks what was known then."""
    for table, column, is_customer in connection.execute(_DATED).fetchall():
        key = "id" if is_customer else "customer_id"
        connection.execute(
            f"update {table} set {column} = {column} - interval '7 days' where {key} = any(%s)",
            [ids],
        )


def _past(ids: list[int]) -> Load:
    """The customer page as of yesterday."""
    dice = random.Random(7)  # noqa: S311 - a load, not a secret
    day = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011 - any past day will do
    return lambda client: client.request("GET", f"/customers/{dice.choice(ids)}/?as_of={day}")


def _follow_up(client: Session, customer_id: int) -> str:
    form = {"outcome": "REACHED", "note": "已联系，客户周末到网点办理", "channel": "BRANCH", "purpose": "SERVICE"}  # fmt: skip
    return client.request(
        "POST",
        f"/interactions/follow-ups/?customer={customer_id}",
        {**form, "direction": "IN", "key": uuid4().hex},
        is_fragment=True,
    )


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
        "save a follow-up": lambda client: _follow_up(client, dice.choice(ids)),
    }
