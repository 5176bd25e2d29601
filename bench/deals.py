"""Opportunities and leads in quantity: board, list and forecast through the real server with 8 clients, and the API as fast as it goes.

Promise, at 2 million opportunities and 1 million leads: p95 under 150 ms for eight people of whom each asks for a page every second; over the
API 200 opportunities a second created (each with its audit row and event), and 60 boards a second read (four stages of 40 cards and more).
The rows are copies of what the triggers found, spread over stages, months and years; three of four are closed.
"""

import http.client
import itertools
import json
import random
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg

from bench import product
from bench.desk import LIMIT, PASSWORD, _head, _sample, _take
from bench.pages import (
    CLIENTS,
    PACED_SECONDS,
    PAUSE,
    SECONDS,
    WARM_SECONDS,
    Load,
    Session,
    drive,
    report,
)

OPPORTUNITIES = 2_000_000
OPEN = 500_000
LEADS = 1_000_000
CREATED_A_SECOND = 200
BOARDS_A_SECOND = 60
# One token may ask so often a minute: as many as are needed to be held up by nothing but the machine.
TOKENS = 64
WAY = "RETAIL_WEALTH"
PAGES = {
    "board": "/sales/opportunities/board/",
    "list": "/sales/opportunities/",
    "forecast": "/sales/opportunities/forecast/",
    "leads": "/leads/",
    "leads of the pool": "/leads/?show=POOL",
}

_COLUMNS = """customer_id, kind, object_key, title, reason, suggestion, script, amount, happens_on, due_on, priority, purpose, data_on,
run_id, owner_id, org_id, state, stage_id, stage_since, expected_on, probability, opened_at, touched_at, closed_at, loss_reason, closing_note,
snooze_reason, escalation_level, suppression_code, suppression_reason, version"""
_MORE = f"""
with stages as (
    select o.id as pipeline_id, s.id, s.state, s.position, s.probability, count(*) over (partition by o.id) as n
    from sales_stage s join sales_pipeline o on o.id = s.pipeline_id
), few as (
    select o.*, s.pipeline_id, random() as dice, floor(random() * 300)::int as days
    from sales_opportunity o join sales_stage s on s.id = o.stage_id
    where o.closed_at is null and o.object_key not like 'bench-%%' limit %(rows)s
)
insert into sales_opportunity ({_COLUMNS})
select f.customer_id, f.kind, 'bench-' || %(round)s || '-' || f.id, f.title, f.reason, f.suggestion, f.script,
    coalesce(f.amount, round((random() * 900000)::numeric, 2)), f.happens_on, f.due_on, f.priority, f.purpose, f.data_on, f.run_id, f.owner_id,
    f.org_id, case when not %(closed)s then t.state when dice < 0.3 then 'WON' else 'LOST' end, t.id, now() - f.days * interval '1 day' / 3,
    current_date + f.days - 60, null, now() - (f.days + 2) * interval '1 day', now() - f.days * interval '1 day' / 4,
    case when %(closed)s then now() - f.days * interval '1 day' end, case when %(closed)s and dice >= 0.3 then 'OTHER' else '' end, '',
    '', 0, '', '', 1
from few f join stages t on t.pipeline_id = f.pipeline_id
    and t.position = case when %(closed)s and f.dice < 0.3 then t.n - 1 else floor(f.dice * (t.n - 1))::int end
"""
_LEADS = """
insert into leads_lead (source, source_key, source_digest, known_from, version, kind, name, mobile_masked, uscc, origin, campaign, interest,
    need, amount, state, standing, standing_reason, score, reasons, passed_by, is_contacted, discard_reason, closed_at, org_id, owner_id)
select 'bench', 'bench-' || n, n, now(), 1, 'PERSON', (array['王','李','张','刘','陈','杨','赵','黄','周','吴'])[1 + n %% 10] || '客户' || n,
    '138****' || lpad((n %% 10000)::text, 4, '0'), '', (array['FORM','FILE','API','CAMPAIGN'])[1 + n %% 4], '', 'WEALTH', '',
    round((random() * 500000)::numeric, 2),
    case when n %% 4 <> 0 then 'DISCARDED' when n %% 8 = 0 then 'POOL' else 'WORKING' end, 'CLEAR', '', n %% 101, '{}', '{}', false,
    case when n %% 4 <> 0 then 'OTHER' else '' end, case when n %% 4 <> 0 then now() - (n %% 400) * interval '1 day' end, s.org_id,
    case when n %% 8 = 0 then null else s.id end
from generate_series(1, %(leads)s) n
join (select id, org_id, row_number() over (order by id) - 1 as place, count(*) over () as people from organization_staff
      where staff_no like 'RM%%') s on s.place = n %% s.people
where not exists (select 1 from leads_lead where source = 'bench')
"""


def run(home: Path, customers: int) -> None:
    """Fill the bank up, then drive pages and API and print the figures."""
    with product.running(home):
        product.timed(["demo-accounts"], home)
        product.load_django(home)
        _take()
        with product.database(home) as connection:
            _fill(connection)
            user, ids, _opportunities = _sample(connection)
            head = _head(connection)
        for who, name in ((user, "a manager"), (head, "a head")):
            _pages(name, Session(who, PASSWORD).cookies)
        _api(_tokens(user), ids)


def _fill(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Bring opportunities and leads up to their numbers; a second run finds them there."""
    rounds = itertools.count(int(time.time()))
    for wanted, closed in ((OPEN, False), (OPPORTUNITIES, True)):
        while (lacking := wanted - _count(connection, closed=closed)) > 0:
            values = {"rows": lacking, "closed": closed, "round": next(rounds)}
            connection.execute(_MORE, values)
    connection.execute(_LEADS, {"leads": LEADS})
    connection.execute("vacuum analyze sales_opportunity")
    connection.execute("vacuum analyze leads_lead")


def _count(connection: psycopg.Connection[tuple[object, ...]], *, closed: bool) -> int:
    """Count the open opportunities, or all of them."""
    found = connection.execute(
        "select count(*) from sales_opportunity where closed_at is null or %s", [closed]
    ).fetchone()
    return int(str(found[0])) if found else 0


def _pages(name: str, cookies: dict[str, str]) -> None:
    product.show([(name, "")])
    floor = drive(lambda client: client.request("GET", "/healthz"), cookies)
    for page, path in PAGES.items():
        load = _get(path)
        drive(load, cookies, seconds=WARM_SECONDS)
        driven = drive(load, cookies, seconds=PACED_SECONDS, pause=PAUSE)
        report(page, driven, floor, limits={page: LIMIT})


def _get(path: str) -> Load:
    return lambda client: client.request("GET", path)


def _tokens(username: str) -> list[str]:
    """Return secrets of the manager's own tokens."""
    from yinqiao.access import queries, services
    from yinqiao.access.models import User
    from yinqiao.platform import clock
    from yinqiao.platform.db.scope import scope_session
    from yinqiao.sales import policies

    user = User.objects.get(username=username)
    actor = queries.actor_for(user, now=clock.now(), ip="127.0.0.1", session_key="bench")
    with scope_session(actor):
        made = [
            services.create_token(
                actor=actor,
                now=clock.now(),
                user_id=user.pk,
                name=f"bench {number}",
                scopes=[policies.VIEW, policies.WORK],
                days=1,
            )
            for number in range(TOKENS)
        ]
    return [token.secret for token in made]


class _Caller:
    """One client of the API on a kept-alive connection, with tokens in turn."""

    def __init__(self, tokens: list[str]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", product.PORT, timeout=30)
        self.tokens = itertools.cycle(tokens)
        self.done = 0
        self.failed: dict[int, int] = {}

    def call(self, method: str, path: str, body: object = None) -> None:
        headers = {
            "Authorization": f"Bearer {next(self.tokens)}",
            "Content-Type": "application/json",
        }
        if method == "POST":
            headers["Idempotency-Key"] = uuid4().hex
        self.connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = self.connection.getresponse()
        answer.read()
        if answer.status < 300:
            self.done += 1
        else:
            self.failed[answer.status] = self.failed.get(answer.status, 0) + 1


def _api(tokens: list[str], ids: list[int]) -> None:
    dice = random.Random(7)  # noqa: S311 - a load, not a secret
    day = (date.today() + timedelta(days=30)).isoformat()  # noqa: DTZ011 - any day to come will do

    def create(caller: _Caller) -> None:
        body = {
            "customer_id": dice.choice(ids),
            "title": "定期到期转理财",
            "reason": "客户来电咨询半年期产品",
            "amount": "500000.00",
            "expected_on": day,
        }
        caller.call("POST", "/api/v1/opportunities", body)

    def board(caller: _Caller) -> None:
        caller.call("GET", f"/api/v1/pipelines/{WAY}/board")

    for name, ask, promise in (
        ("API: create", create, CREATED_A_SECOND),
        ("API: board", board, BOARDS_A_SECOND),
    ):
        rate, failed = _drive(tokens, ask)
        product.show([(name, f"{rate:,.0f} a second, failed {failed or 0}  (promise: {promise})")])


def _drive(tokens: list[str], ask: object) -> tuple[float, dict[int, int]]:
    share = len(tokens) // CLIENTS
    callers = [_Caller(tokens[n * share : (n + 1) * share]) for n in range(CLIENTS)]
    stop = time.monotonic() + SECONDS

    def work(caller: _Caller) -> None:
        while time.monotonic() < stop:
            ask(caller)  # type: ignore[operator]

    threads = [threading.Thread(target=work, args=(caller,)) for caller in callers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    failed: dict[int, int] = {}
    for caller in callers:
        for status, number in caller.failed.items():
            failed[status] = failed.get(status, 0) + number
    return sum(caller.done for caller in callers) / SECONDS, failed
