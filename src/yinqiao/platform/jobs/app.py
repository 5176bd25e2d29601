"""How procrastinate runs our jobs: limits, backoff, dead letters."""

import logging
import time
import traceback
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.db import transaction
from procrastinate import App
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from yinqiao.platform import clock
from yinqiao.platform.jobs.models import DeadLetter
from yinqiao.platform.jobs.queue import JobDefinition, definitions, listeners

logger = logging.getLogger(__name__)

# Jobs in progress in this process: id -> (definition, start on the monotonic clock). Read by the worker's watchdog.
running: dict[int, tuple[JobDefinition, float]] = {}


class Backoff(BaseRetryStrategy):
    """Try again after a growing wait, until the definition's last attempt."""

    def __init__(self, definition: JobDefinition) -> None:
        self.definition = definition

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        """Return when to try again, or None after the last attempt."""
        attempt = job.attempts + 2
        if attempt > self.definition.max_attempts:
            return None
        return RetryDecision(
            retry_at=clock.now() + timedelta(seconds=self.definition.wait_before(attempt))
        )


def on_app_ready(app: App) -> None:
    """Hand every declared job to procrastinate (PROCRASTINATE_ON_APP_READY), and those declared from now on."""
    for definition in definitions.values():
        register(app, definition)
    listeners.append(partial(register, app))


def register(app: App, definition: JobDefinition) -> None:
    """Make `definition` known to procrastinate under its own name."""
    app.task(
        name=definition.name, queue=definition.queue, retry=Backoff(definition), pass_context=True
    )(partial(_run, definition))


def describe(error: BaseException) -> str:
    """Return the exception's class and place, without its text (which may quote a customer's data)."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__qualname__}{place}"


def _run(definition: JobDefinition, context: JobContext, **arguments: object) -> None:
    """Run one attempt; the last one's failure leaves a dead letter and an error in the log."""
    job = context.job
    facts = {"job": definition.name, "job_id": job.id, "attempt": job.attempts + 1}
    began = time.monotonic()
    running[job.id or 0] = (definition, began)
    try:
        definition.function(**arguments)
    except Exception as error:
        facts["error"] = describe(error)
        if job.attempts + 1 >= definition.max_attempts:
            bury(job, error=describe(error))
        logger.warning("job failed", extra=facts, exc_info=True)
        raise
    finally:
        running.pop(job.id or 0, None)
    # What a schedule runs every few seconds is not worth a line each.
    level = logging.INFO if definition.schedule is None else logging.DEBUG
    facts["ms"] = round((time.monotonic() - began) * 1000)
    logger.log(level, "job done", extra=facts)


def bury(job: Job, *, error: str) -> None:
    """Write the dead letter of `job` and raise the alarm in the log."""
    with transaction.atomic():
        DeadLetter.objects.get_or_create(
            job_id=job.id or 0,
            defaults={
                "name": job.task_name,
                "queue": job.queue,
                "arguments": job.task_kwargs,
                "attempts": job.attempts + 1,
                "error": error[:300],
                "died_at": clock.now(),
            },
        )
    logger.error("job given up", extra={"job": job.task_name, "job_id": job.id, "error": error})
