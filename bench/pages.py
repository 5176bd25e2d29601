"""Pages through the real server with 8 clients: list with a filter, name search, customer page, beside the empty page.

Promise at 1 million customers: p95 under 150 ms, search under 80 ms, for eight people of whom each asks for a page every second.
Then the same eight without a pause, which no person does: how much the machine carries, and how it answers when it has no more to give.
"""

import http.client
import itertools
import random
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg

from bench import product

CLIENTS = 8
SECONDS = 15.0
WARM_SECONDS = 2.0
PACED_SECONDS = 20.0
PAUSE = 1.0
# Browsers come and go. Eight connections that stayed for good would load the two web processes as chance had it at their start.
REQUESTS_A_CONNECTION = 10
LIMITS = {
    "list": 150.0,
    "list, rows only": 150.0,
    "search": 80.0,
    "search in the list": 80.0,
    "customer": 150.0,
}
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


Driven = tuple[list[float], int]


class Session:
    """One signed-in browser on a kept-alive connection."""

    def __init__(self, username: str, password: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", product.PORT, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = self.token_of(self.request("GET", "/sign-in/"))
        self.request(
            "POST",
            "/sign-in/",
            {"username": username, "password": password, "csrfmiddlewaretoken": self.token},
        )

    @classmethod
    def resumed(cls, cookies: dict[str, str]) -> "Session":
        """Return another connection of the same signed-in browser."""
        session = cls.__new__(cls)
        session.connection = http.client.HTTPConnection("127.0.0.1", product.PORT, timeout=30)
        session.cookies = dict(cookies)
        session.token = ""
        return session

    @staticmethod
    def token_of(page: str) -> str:
        """Return the form token of a page, "" if it has none."""
        found = _TOKEN.search(page)
        return found.group(1) if found else ""

    def post(self, path: str, form: dict[str, str]) -> int:
        """Send a form and return the status, whatever it is."""
        return self._send("POST", path, form)[0]

    def request(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        *,
        is_fragment: bool = False,
    ) -> str:
        """Send one request, as a page or as HTMX does, and return the text; raise RuntimeError on an error status."""
        status, text = self._send(method, path, form, is_fragment=is_fragment)
        if status >= 400:
            message = f"{method} {path}: {status}"
            raise RuntimeError(message)
        return text

    def _send(
        self,
        method: str,
        path: str,
        form: dict[str, str] | None,
        *,
        is_fragment: bool = False,
    ) -> tuple[int, str]:
        headers = {
            **({"HX-Request": "true"} if is_fragment else {}),
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Language": "zh-CN",
        }
        body = None
        if form is not None:
            body = urlencode(form)
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": self.cookies.get("csrftoken", ""),
            }
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";", 1)[0]
        return answer.status, text


Load = Callable[[Session], str]


def run(home: Path, customers: int) -> None:
    """Drive each page for some seconds and print the figures, each beside a page that does nothing."""
    with product.running(home):
        with product.database(home) as connection:
            user, names, ids = _sample(connection)
        product.timed(["demo-accounts"], home)
        cookies = Session(user, "Demo-Yinqiao-2026").cookies
        floor = drive(lambda client: client.request("GET", "/healthz"), cookies)
        report("floor", floor, floor)
        loads = _loads(names, ids)
        for load in loads.values():
            drive(load, cookies, seconds=WARM_SECONDS)
        for name, load in loads.items():
            report(name, drive(load, cookies, seconds=PACED_SECONDS, pause=PAUSE), floor)
        print("  without a pause:")
        for name, load in loads.items():
            report(name, drive(load, cookies), floor, is_promised=False)


def _sample(
    connection: psycopg.Connection[tuple[object, ...]],
) -> tuple[str, list[str], list[int]]:
    """Return somebody who sees the whole bank, and some names and ids of customers."""
    found = connection.execute(
        "select staff_no from organization_staff where staff_no like 'DP%%' limit 1"
    ).fetchone()
    if found is None:
        message = "the bank is empty: run the benchmark import_speed first"
        raise RuntimeError(message)
    rows = connection.execute(
        "select name, customer_id from customers_overview where customer_id % 97 = 0 limit 2000"
    ).fetchall()
    return str(found[0]), [str(name) for name, _ in rows], [int(str(pk)) for _, pk in rows]


def _loads(names: list[str], ids: list[int]) -> dict[str, Load]:
    dice = random.Random(7)  # noqa: S311 - a load, not a secret
    tiers = ["WEALTH", "PREMIER", "BASIC_WEALTH"]
    return {
        "list": lambda client: client.request("GET", f"/customers/?tier={dice.choice(tiers)}"),
        # What the page asks for when a filter changes.
        "list, rows only": lambda client: client.request(
            "GET", f"/customers/?tier={dice.choice(tiers)}", is_fragment=True
        ),
        # The palette (Ctrl K): a piece of a name anywhere in the bank.
        "search": lambda client: client.request(
            "POST", "/palette/", {"q": dice.choice(names)[-2:]}, is_fragment=True
        ),
        "search in the list": lambda client: client.request(
            "GET", f"/customers/?q={quote(dice.choice(names)[-2:])}", is_fragment=True
        ),
        "customer": lambda client: client.request("GET", f"/customers/{dice.choice(ids)}/"),
    }


@dataclass
class _Person:
    """One client: a browser that asks again and again, with a `pause` from one request's beginning to the next of about so long."""

    load: Load
    cookies: dict[str, str]
    pause: float
    dice: random.Random
    taken: list[float] = field(default_factory=list)
    failed: int = 0

    def work(self, stop: float) -> None:
        session = Session.resumed(self.cookies)
        time.sleep(self.dice.uniform(0, self.pause))
        for number in itertools.count():
            if time.monotonic() >= stop:
                break
            if number % REQUESTS_A_CONNECTION == 0:
                session.connection.close()
            spent = self._ask(session)
            if self.pause:
                time.sleep(max(0.0, self.dice.uniform(0.5, 1.5) * self.pause - spent))

    def _ask(self, session: Session) -> float:
        began = time.monotonic()
        try:
            self.load(session)
        except (OSError, RuntimeError, http.client.HTTPException):
            self.failed += 1
            session.connection.close()
            return time.monotonic() - began
        spent = time.monotonic() - began
        self.taken.append(spent * 1000)
        return spent


def drive(
    load: Load, cookies: dict[str, str], *, seconds: float = SECONDS, pause: float = 0.0
) -> Driven:
    """Let all clients work for `seconds`; return the milliseconds of each request, and how many failed."""
    people = [
        _Person(load, cookies, pause, random.Random(number))  # noqa: S311 - a load, not a secret
        for number in range(CLIENTS)
    ]
    stop = time.monotonic() + seconds
    threads = [threading.Thread(target=person.work, args=(stop,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = [spent for person in people for spent in person.taken]
    return taken, sum(person.failed for person in people)


def report(
    name: str,
    driven: Driven,
    floor: Driven,
    *,
    is_promised: bool = True,
    limits: Mapping[str, float] = LIMITS,
) -> None:
    """Print the figures of one load beside those of the page that does nothing."""
    taken, failed = driven
    if len(taken) < 2:
        product.show([(name, f"no answer, {failed} failed")])
        return
    p50, p95 = product.percentile(taken, 50), product.percentile(taken, 95)
    ratio = p95 / max(product.percentile(floor[0], 95), 1e-6)
    is_promised = is_promised and name in limits
    limit = f"  (promise: p95 under {limits[name]:.0f} ms)" if is_promised else ""
    rate = len(taken) / (PACED_SECONDS if is_promised else SECONDS)
    figures = f"{rate:7.1f} req/s  p50 {p50:6.1f} ms  p95 {p95:6.1f} ms"
    product.show([(f"{name:<20}", f"{figures}  ratio {ratio:5.1f}  failed {failed}{limit}")])
