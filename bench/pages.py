"""Pages through the real server with 8 clients: list with a filter, name search, customer page, beside the empty page.

Promise at 1 million customers: p95 under 150 ms, search under 80 ms.
"""

import http.client
import random
import re
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

from bench import product

CLIENTS = 8
SECONDS = 15.0
LIMITS = {"list": 150.0, "search": 80.0, "customer": 150.0}
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


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

    def request(self, method: str, path: str, form: dict[str, str] | None = None) -> str:
        """Send one request and return the text; raise RuntimeError on an error status."""
        status, text = self._send(method, path, form)
        if status >= 400:
            message = f"{method} {path}: {status}"
            raise RuntimeError(message)
        return text

    def _send(self, method: str, path: str, form: dict[str, str] | None) -> tuple[int, str]:
        headers = {
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


def run(home: Path, customers: int) -> None:
    """Drive each page for some seconds and print the figures."""
    with product.running(home), product.database(home) as connection:
        people = connection.execute(
            "select staff_no from organization_staff where staff_no like 'DP%%' limit 1"
        ).fetchall()
        names = [
            str(name)
            for (name,) in connection.execute(
                "select name from customers_overview tablesample system (0.1) limit 2000"
            ).fetchall()
        ]
        ids = [
            int(str(pk))
            for (pk,) in connection.execute(
                "select customer_id from customers_overview tablesample system (0.1) limit 2000"
            ).fetchall()
        ]
        product.timed(["demo-accounts"], home)
        user = str(people[0][0])
        dice = random.Random(7)  # noqa: S311 - a load, not a secret
        session = Session(user, "Demo-Yinqiao-2026")
        loads: dict[str, Callable[[Session], str]] = {
            "floor": lambda client: client.request("GET", "/healthz"),
            "list": lambda client: client.request(
                "GET", f"/customers/?tier={dice.choice(['WEALTH', 'PREMIER', 'BASIC_WEALTH'])}"
            ),
            "search": lambda client: client.request(
                "GET", f"/customers/?q={quote(dice.choice(names)[-2:])}"
            ),
            "customer": lambda client: client.request("GET", f"/customers/{dice.choice(ids)}/"),
        }
        for name, load in loads.items():
            _report(name, *_drive(load, session.cookies))


def _drive(load: Callable[[Session], str], cookies: dict[str, str]) -> tuple[list[float], int]:
    taken: list[float] = []
    failed = 0
    lock = threading.Lock()
    stop = time.monotonic() + SECONDS

    def client() -> None:
        nonlocal failed
        local = Session.resumed(cookies)
        while time.monotonic() < stop:
            began = time.monotonic()
            try:
                load(local)
            except (OSError, RuntimeError, http.client.HTTPException):
                with lock:
                    failed += 1
                local.connection.close()
                continue
            with lock:
                taken.append((time.monotonic() - began) * 1000)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, failed


def _report(name: str, taken: list[float], failed: int) -> None:
    if not taken:
        product.show([(name, f"no answer, {failed} failed")])
        return
    cuts = statistics.quantiles(taken, n=100)
    limit = f"  (promise: p95 under {LIMITS[name]:.0f} ms)" if name in LIMITS else ""
    product.show(
        [
            (
                name,
                f"{len(taken) / SECONDS:7.1f} req/s  p50 {cuts[49]:6.1f} ms  p95 {cuts[94]:6.1f} ms  failed {failed}{limit}",
            )
        ]
    )
