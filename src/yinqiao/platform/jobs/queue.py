"""Declare a job, enqueue it in the running transaction, and do its effect exactly once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from procrastinate.contrib.django import app as procrastinate_app

from yinqiao.platform.jobs.schedules import Schedule

F = TypeVar("F", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class JobDefinition:
    """A job and its limits: seconds until it counts as stuck, attempts until it is given up, first wait after a failure."""

    name: str
    function: Callable[..., None]
    queue: str
    deadline_seconds: float
    max_attempts: int
    backoff_seconds: float
    schedule: Schedule | None

    def wait_before(self, attempt: int) -> float:
        """Return the seconds to wait before `attempt` (2 is the first repetition): 5, 15, 45, 135."""
        return float(self.backoff_seconds * 3 ** max(attempt - 2, 0))


definitions: dict[str, JobDefinition] = {}
# Told of each definition made after procrastinate has started (before that, it reads `definitions` once).
listeners: list[Callable[[JobDefinition], None]] = []


def job(
    name: str,
    *,
    queue: str = "default",
    deadline_seconds: float = 300,
    max_attempts: int = 5,
    backoff_seconds: float = 5,
    schedule: Schedule | None = None,
) -> Callable[[F], F]:
    """Register a function of keyword arguments (JSON-plain: ids, no personal data) as the job `name`.

    It may run twice (a worker can die after the effect, before the acknowledgement): guard the
    effect by `once`. With `schedule` it is enqueued without arguments at each slot.
    """

    def register(function: F) -> F:
        known = definitions.get(name)
        if known is not None and known.function.__qualname__ != function.__qualname__:
            message = f"job {name} is registered twice"
            raise ValueError(message)
        definition = definitions[name] = JobDefinition(
            name=name,
            function=function,
            queue=queue,
            deadline_seconds=deadline_seconds,
            max_attempts=max_attempts,
            backoff_seconds=backoff_seconds,
            schedule=schedule,
        )
        if known is None:
            for listener in listeners:
                listener(definition)
        return function

    return register


def defer(
    name: str, *, run_at: datetime | None = None, lock: str | None = None, **arguments: object
) -> int:
    """Enqueue job `name` as part of the caller's transaction and return its id.

    Jobs with the same `lock` run one after the other. Raise KeyError for an unknown name.
    """
    definition = definitions[name]
    task = procrastinate_app.configure_task(
        name, queue=definition.queue, schedule_at=run_at, lock=lock
    )
    return task.defer(**arguments)  # type: ignore[arg-type]


def defer_many(name: str, rows: Iterable[Mapping[str, object]]) -> list[int]:
    """Enqueue job `name` once for each mapping of arguments, in one statement; return the ids."""
    arguments = [dict(row) for row in rows]
    if not arguments:
        return []
    task = procrastinate_app.configure_task(name, queue=definitions[name].queue)
    return task.batch_defer(*arguments)  # type: ignore[arg-type]


def once(key: str, *, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Claim the effect `key` in the running transaction: True to do it, False when it has been done.

    A second worker waits here until the first has committed (then False) or rolled back (then True).
    """
    if not connections[using].in_atomic_block:
        message = "once() must stand in the transaction of the effect"
        raise transaction.TransactionManagementError(message)
    with connections[using].cursor() as cursor:
        cursor.execute(
            "INSERT INTO jobs_effect (key, done_at) VALUES (%s, now()) ON CONFLICT DO NOTHING RETURNING key",
            [key],
        )
        return cursor.fetchone() is not None


def is_done(key: str, *, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Tell whether the effect `key` has been done, for work that no single transaction can hold: mark it by `once` at its end."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM jobs_effect WHERE key = %s", [key])
        return cursor.fetchone() is not None
