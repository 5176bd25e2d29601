"""The worker process: procrastinate's loop in two lanes, and beside it a thread for heartbeat, sweep, schedules and deadlines.

A long import must not hold up an event, so imports have a lane of their own.
"""

import asyncio
import logging
import os
import signal
import threading
import time
from datetime import datetime

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections
from procrastinate import App
from procrastinate.connector import BaseConnector
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.manager import JobManager
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

from yinqiao.platform import clock
from yinqiao.platform.jobs import app as jobs
from yinqiao.platform.jobs import heartbeat, queue, scheduler, sweep

TICK_SECONDS = 2.0
STOP_SECONDS = 6.0
POLL_SECONDS = 1.0
SLOW_QUEUES = ("imports", "facts")
STUCK = 70

logger = logging.getLogger(__name__)


def run(*, threads: int) -> int:
    """Work until SIGTERM or SIGINT; return 0, or 1 when the loop ended by itself (the database went away)."""
    return asyncio.run(_run(threads))


class _Manager(JobManager):
    """Writes each worker id beside this process's number before the first job is fetched.

    A successor on this machine then frees our jobs at once if we die, without waiting for silence.
    """

    def __init__(self, connector: BaseConnector, *, started_at: datetime) -> None:
        super().__init__(connector)
        self.started_at = started_at
        self.worker_ids: list[int] = []

    async def register_worker(self) -> int:
        """Return the new worker's id."""
        worker_id = await super().register_worker()
        self.worker_ids.append(worker_id)
        await sync_to_async(self.beat, thread_sensitive=False)()
        return worker_id

    def beat(self) -> None:
        """Say that this process and its workers live."""
        heartbeat.beat(worker_ids=self.worker_ids, started_at=self.started_at, now=clock.now())


async def _run(threads: int) -> int:
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=8)
    # An app of its own: jobs that enqueue jobs go on using the Django connection, and with it their transaction.
    app = App(connector=connector, worker_defaults=django_app.worker_defaults)
    app.tasks = django_app.tasks
    app.job_manager = manager = _Manager(connector, started_at=clock.now())
    async with app.open_async():
        await sync_to_async(_take_over, thread_sensitive=False)()
        lanes = _lanes(app, threads)
        stopping = threading.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, _stop, lanes, manager, stopping)
        keeper = threading.Thread(
            target=_keep_house, args=(manager, stopping), name="housekeeping", daemon=True
        )
        keeper.start()
        tasks = [asyncio.ensure_future(lane.run()) for lane in lanes]  # type: ignore[no-untyped-call]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        was_asked = stopping.is_set()
        _stop(lanes, manager, stopping)
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, BaseException):
                logger.error("worker lane failed", exc_info=outcome)
        await sync_to_async(_sign_off, thread_sensitive=False)(keeper)
    return 0 if was_asked else 1


def _take_over() -> None:
    """Put the jobs of this machine's dead workers back before the first job is fetched."""
    heartbeat.bury_dead_neighbours()
    sweep.sweep()


def _lanes(app: App, threads: int) -> list[Worker]:
    known = {definition.queue for definition in queue.definitions.values()} | {"default"}
    quick = sorted(known - set(SLOW_QUEUES))
    return [
        _lane(app, "quick", queues=quick, threads=threads),
        _lane(app, "slow", queues=list(SLOW_QUEUES), threads=1),
    ]


def _lane(app: App, name: str, *, queues: list[str], threads: int) -> Worker:
    return Worker(
        app=app,
        name=name,
        queues=queues,
        concurrency=threads,
        fetch_job_polling_interval=POLL_SECONDS,
        update_heartbeat_interval=5.0,
        stalled_worker_timeout=sweep.SILENCE_SECONDS,
        install_signal_handlers=False,
        task_middleware=app.worker_defaults.get("task_middleware"),
    )


def _stop(lanes: list[Worker], manager: _Manager, stopping: threading.Event) -> None:
    """Let running jobs finish for STOP_SECONDS; then their transactions are dropped and they go back to the queue."""
    if not stopping.is_set():
        stopping.set()
        timer = threading.Timer(STOP_SECONDS, _leave, args=(manager,))
        timer.daemon = True
        timer.start()
    for lane in lanes:
        lane.stop()  # type: ignore[no-untyped-call]


def _leave(manager: _Manager, *, code: int = 0, except_job: int | None = None) -> None:
    try:
        sweep.release(manager.worker_ids, except_job=except_job)
    finally:
        os._exit(code)  # a thread in a job cannot be ended otherwise


def _keep_house(manager: _Manager, stopping: threading.Event) -> None:
    while not stopping.wait(TICK_SECONDS):
        try:
            close_old_connections()
            _tick(manager)
        except Exception:
            logger.exception("housekeeping failed")


def _sign_off(keeper: threading.Thread) -> None:
    """Withdraw the heartbeat, once housekeeping has ended and cannot write it again."""
    keeper.join(2)
    try:
        heartbeat.stop()
    except DatabaseError:
        logger.warning("heartbeat not withdrawn")


def _tick(manager: _Manager) -> None:
    manager.beat()
    sweep.sweep()
    scheduler.fire_due()
    for job_id, (definition, began) in list(jobs.running.items()):
        if time.monotonic() - began > definition.deadline_seconds:
            logger.error(
                "job stuck, worker restarts", extra={"job": definition.name, "job_id": job_id}
            )
            _leave(manager, code=STUCK, except_job=job_id)
