"""What the machine room looks like right now."""

import platform
import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.db import connection

import yinqiao
from yinqiao.config.health import Check, alarm_checks, readiness_checks
from yinqiao.config.status import words
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.imports.queries import SourceAge
from yinqiao.platform.imports.queries.board import source_ages
from yinqiao.platform.jobs.heartbeat import ALIVE_SECONDS
from yinqiao.platform.jobs.models import DeadLetter, ScheduleMark, WorkerHeartbeat

PERMISSION: Final = "platform.view_status"
LETTERS: Final = 50
LEAST_FREE: Final = 0.1
_QUEUES = """
select queue_name, count(*) filter (where status = 'todo'), count(*) filter (where status = 'doing'),
    count(*) filter (where status = 'failed'),
    min(coalesce(scheduled_at, now())) filter (where status = 'todo' and coalesce(scheduled_at, now()) <= now())
from procrastinate_jobs where status in ('todo', 'doing', 'failed') group by queue_name order by queue_name
"""


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """One worker process."""

    name: str
    started_at: datetime
    seen_at: datetime
    is_alive: bool


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One queue: jobs that wait, run, were given up; since when the oldest due one waits."""

    name: str
    waiting: int
    running: int
    failed: int
    due_since: datetime | None


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One job given up. Its arguments are ids."""

    id: int
    name: str
    queue: str
    arguments: str
    attempts: int
    error: str
    died_at: datetime


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk that holds the state folder, in bytes."""

    total: int
    free: int

    @property
    def used(self) -> int:
        """What is taken."""
        return self.total - self.free

    @property
    def is_short(self) -> bool:
        """Tell whether less than a tenth is left."""
        return self.free < self.total * LEAST_FREE


@dataclass(frozen=True, slots=True)
class Status:
    """Everything on the page."""

    checks: tuple[Check, ...]
    workers: tuple[WorkerLine, ...]
    queues: tuple[QueueLine, ...]
    letters: tuple[LetterLine, ...]
    letter_count: int
    schedules: tuple[tuple[str, datetime], ...]
    sources: tuple[SourceAge, ...]
    disk: Disk
    database_bytes: int
    connections: int
    versions: tuple[tuple[str, str], ...]

    @property
    def is_ready(self) -> bool:
        """Tell whether every check is well."""
        return all(check.is_ok for check in self.checks)

    @property
    def waiting(self) -> int:
        """Jobs that wait in all queues."""
        return sum(queue.waiting for queue in self.queues)

    @property
    def running(self) -> int:
        """Jobs that run."""
        return sum(queue.running for queue in self.queues)

    @property
    def alive(self) -> int:
        """Workers that live."""
        return sum(worker.is_alive for worker in self.workers)


def read_status(*, actor: Actor, now: datetime) -> Status:
    """Return what there is to see; raise PermissionRefused."""
    require(actor, PERMISSION, verb="platform.status-read")
    usage = shutil.disk_usage(_existing(Path(settings.HOME)))
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_database_size(current_database()), current_setting('server_version'),"
            " (select count(*) from pg_stat_activity where datname = current_database())"
        )
        size, server, connections = cursor.fetchone() or (0, "", 0)
    return Status(
        checks=tuple(
            replace(
                check,
                name=words.check_title(check.name),
                detail=(
                    ""
                    if check.is_ok and check.name == "worker"
                    else words.check_detail(check.detail)
                ),
            )
            for check in (*readiness_checks(), *alarm_checks())
        ),
        workers=_workers(now),
        queues=_queues(),
        letters=_letters(),
        letter_count=DeadLetter.objects.count(),
        schedules=tuple(
            (words.schedule_title(name), slot_at)
            for name, slot_at in ScheduleMark.objects.order_by("-slot_at", "name").values_list(
                "name", "slot_at"
            )
        ),
        sources=source_ages(now),
        disk=Disk(usage.total, usage.free),
        database_bytes=size,
        connections=connections,
        versions=(
            ("Yinqiao", yinqiao.__version__),
            ("PostgreSQL", str(server)),
            ("Django", django.get_version()),
            ("Python", platform.python_version()),
        ),
    )


def _existing(path: Path) -> Path:
    return path if path.exists() else _existing(path.parent)


def _workers(now: datetime) -> tuple[WorkerLine, ...]:
    alive = timedelta(seconds=ALIVE_SECONDS)
    return tuple(
        WorkerLine(f"{row.host}:{row.pid}", row.started_at, row.seen_at, now - row.seen_at < alive)
        for row in WorkerHeartbeat.objects.order_by("-seen_at")
    )


def _queues() -> tuple[QueueLine, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_QUEUES)
        return tuple(QueueLine(*row) for row in cursor.fetchall())


def _letters() -> tuple[LetterLine, ...]:
    return tuple(
        LetterLine(
            id=row.pk,
            name=row.name,
            queue=row.queue,
            arguments=", ".join(f"{name}={value}" for name, value in row.arguments.items()),
            attempts=row.attempts,
            error=row.error,
            died_at=row.died_at,
        )
        for row in DeadLetter.objects.order_by("-died_at", "-pk")[:LETTERS]
    )
