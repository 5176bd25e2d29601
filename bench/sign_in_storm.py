"""Fifty people sign in at once while others work (P03), through the real server on the loopback.

Promise: at most two hashes at once, the web server under 600 MiB, the p95 of the others' pages under 500 ms.
"""

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

from bench import product
from bench.pages import Session

PEOPLE = 50
OTHERS = 4
CALM_SECONDS = 8.0
PATIENCE_SECONDS = 90.0
BUSY = 503
PASSWORD = "Storm-lantern-41"  # noqa: S105 - accounts of the benchmark


def run(home: Path, customers: int) -> None:
    """Measure the others alone, then during the storm, and print the figures."""
    with product.running(home):
        product.load_django(home)
        worker, *people = _accounts(PEOPLE + 1)
        others = _Others(worker)
        memory = _Memory()
        calm = others.work_until(_after(CALM_SECONDS))
        storm = _Storm(people)
        busy = others.work_until(storm.is_over)
        memory.stop()
    product.show(
        [
            (
                "signed in",
                f"{storm.done} of {len(people)} in {storm.seconds:.1f} s; told to come back {storm.refused} times",
            ),
            (
                "web server",
                f"{memory.peak:,.0f} MiB at most, {memory.calm:,.0f} before (promise: under 600; pages that processes share count once)",
            ),
            *_lines("others, calm", calm),
            *_lines("others, storm", busy),
            ("ratio of p95", f"{product.percentile(busy, 95) / product.percentile(calm, 95):.1f}"),
        ]
    )


def _lines(name: str, taken: list[float]) -> list[tuple[str, str]]:
    p50, p95 = product.percentile(taken, 50), product.percentile(taken, 95)
    return [
        (
            name,
            f"{len(taken)} pages  p50 {p50:.0f} ms  p95 {p95:.0f} ms (promise: p95 under 500)",
        )
    ]


def _accounts(count: int) -> list[str]:
    """Make accounts, the first for a manager with customers, all with one password."""
    from django.contrib.auth.hashers import make_password

    from yinqiao.access.models import User
    from yinqiao.organization.models import Staff
    from yinqiao.platform import clock

    now, encoded = clock.now(), make_password(PASSWORD)
    people = (
        Staff.objects.filter(status="ACTIVE", posts__isnull=False).distinct().order_by("staff_no")
    )
    first = people.filter(posts__kind="RELATIONSHIP_MANAGER")[:1]
    chosen = [*first, *people.exclude(pk__in=[person.pk for person in first])[: count - 1]]
    for person in chosen:
        values = {
            "staff_id": person.pk,
            "is_demo": True,
            "is_active": True,
            "must_change_password": False,
            "password": encoded,
            "password_changed_at": now,
        }
        User.objects.update_or_create(
            username=person.staff_no, defaults=values, create_defaults={**values, "created_at": now}
        )
    return [person.staff_no for person in chosen]


class _Others:
    """People at work: the list, searches and customer pages, each with a moment of thought."""

    def __init__(self, username: str) -> None:
        self.cookies = Session(username, PASSWORD).cookies

    def work_until(self, is_over: Callable[[], bool]) -> list[float]:
        """Return the milliseconds of each page."""
        taken: list[float] = []
        threads = [
            threading.Thread(target=self._work, args=(is_over, taken)) for _ in range(OTHERS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return taken

    def _work(self, is_over: Callable[[], bool], taken: list[float]) -> None:
        browser, dice = Session.resumed(self.cookies), random.Random()  # noqa: S311 - a load
        while not is_over():
            began = time.monotonic()
            browser.request("GET", dice.choice(["/customers/", "/customers/?tier=WEALTH", "/"]))
            taken.append((time.monotonic() - began) * 1000)
            time.sleep(dice.uniform(0.1, 0.4))


class _Storm:
    """All press the button at once; whoever is told to come back does so after the seconds named."""

    def __init__(self, people: list[str]) -> None:
        self.done = self.refused = 0
        self.seconds = 0.0
        self._lock = threading.Lock()
        self._start = threading.Barrier(len(people))
        self._threads = [threading.Thread(target=self._sign_in, args=(name,)) for name in people]
        self._began = time.monotonic()
        for thread in self._threads:
            thread.start()

    def is_over(self) -> bool:
        """Tell whether everybody is in, or gave up."""
        return not any(thread.is_alive() for thread in self._threads)

    def _sign_in(self, name: str) -> None:
        browser, dice = Session.resumed({}), random.Random(name)  # noqa: S311 - a load
        token = browser.token_of(browser.request("GET", "/sign-in/"))
        form = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token}
        self._start.wait()
        while time.monotonic() - self._began < PATIENCE_SECONDS:
            status = browser.post("/sign-in/", form)
            with self._lock:
                if status == 303:
                    self.done += 1
                    self.seconds = time.monotonic() - self._began
                    return
                self.refused += 1
            if status != BUSY:
                message = f"{name} was answered {status}"
                raise RuntimeError(message)
            time.sleep(dice.uniform(2, 4))


class _Memory:
    """The resident size of the whole web server, read five times a second."""

    def __init__(self) -> None:
        self.peak = self.calm = 0.0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> None:
        """End the watch."""
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        self.calm = _web_memory()
        while not self._is_over.wait(0.2):
            self.peak = max(self.peak, _web_memory())


def _web_memory() -> float:
    """Return the memory of the processes that serve our port and of their children, in MiB, each shared page counted once."""
    parents: dict[int, int] = {}
    web: set[int] = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
            words = (folder / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if "granian" in words and str(product.PORT) in words:
            web.add(int(folder.name))
    web |= {pid for pid, parent in parents.items() if parent in web}
    return sum(_resident(pid) for pid in web)


def _resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end
