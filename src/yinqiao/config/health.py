"""`/healthz`: this process answers. `/readyz`: database, migrations, worker and data are fit to serve.

Answered before any other middleware: no host check, no session, no redirect, and `/healthz` without the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from yinqiao.platform import clock, registry
from yinqiao.platform.jobs import heartbeat

UNAVAILABLE = 503


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the answer; `detail` holds no personal data."""

    name: str
    is_ok: bool
    detail: str


class HealthMiddleware:
    """Answer the two probes, pass everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer probes; they are plain GETs."""
        view = VIEWS.get(request.path)
        return view(request) if view is not None else self.get_response(request)


def live(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Say that the process answers."""
    return _answer({"status": "alive"}, status=200)


def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Run every check: 200 when all are well, else 503 with the same body."""
    checks = readiness_checks()
    is_ready = all(check.is_ok for check in checks)
    body: dict[str, object] = {
        "alarms": {check.name: check.detail for check in alarm_checks()} if is_ready else {},
        "status": "ready" if is_ready else "not ready",
        "checks": {check.name: {"ok": check.is_ok, "detail": check.detail} for check in checks},
    }
    return _answer(body, status=200 if is_ready else UNAVAILABLE)


VIEWS: dict[str, Callable[[HttpRequest], JsonResponse]] = {"/healthz": live, "/readyz": ready}


def readiness_checks() -> list[Check]:
    """Return database, migrations, worker and the rooms' own checks; without a database only the first."""
    try:
        connection.ensure_connection()
        checks = [Check("database", is_ok=True, detail=""), _migrations(), _worker()]
        checks += [Check(name, *check()) for name, check in registry.readiness.items()]
    except DatabaseError as error:
        connection.close()
        return [Check("database", is_ok=False, detail=type(error).__name__)]
    return checks


def alarm_checks() -> list[Check]:
    """Return what must be looked at although the system serves; nothing when all is well."""
    said = {name: _sentence(alarm) for name, alarm in registry.alarms.items()}
    return [Check(name, is_ok=False, detail=text) for name, text in said.items() if text]


def _sentence(alarm: Callable[[], str]) -> str:
    """An alarm that cannot ask the database is one."""
    try:
        return alarm()
    except DatabaseError as error:
        return type(error).__name__


def missing_migrations() -> list[str]:
    """Return the migrations of this code that the database lacks, as ``app.name``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations')")
        if cursor.fetchone() == (None,):
            return [f"{app}.{name}" for app, name in _expected()]
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    return [f"{app}.{name}" for app, name in _expected() if (app, name) not in applied]


@lru_cache(maxsize=1)
def _expected() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(MigrationLoader(None).disk_migrations))


def _migrations() -> Check:
    missing = missing_migrations()
    return Check(
        "migrations", is_ok=not missing, detail=f"{len(missing)} to apply" if missing else ""
    )


def _worker() -> Check:
    seen = heartbeat.last_seen()
    is_ok = heartbeat.is_alive(now=clock.now())
    return Check(
        "worker",
        is_ok=is_ok,
        detail=f"last seen {seen:%Y-%m-%dT%H:%M:%SZ}" if seen else "never seen",
    )


def _answer(body: dict[str, object], *, status: int) -> JsonResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
