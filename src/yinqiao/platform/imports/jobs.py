"""Background work of the import desk."""

from django.utils import translation

from yinqiao.platform import clock
from yinqiao.platform.imports.desk import cleaning, running, tasks
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Every


@queue.job(tasks.JOB, queue="imports", deadline_seconds=6 * 3600, max_attempts=tasks.MAX_ATTEMPTS)
def run_task(*, task_id: int) -> None:
    """Carry out one task; what it says is kept in Chinese, like the reasons of rejected rows."""
    with translation.override("zh-hans"):
        running.carry_out(task_id=task_id, now=clock.now())


@queue.job("imports.clean_inbox", schedule=Every(hours=1))
def clean_inbox() -> None:
    """Delete uploaded files that nobody loaded in time and what a broken connection left; close tasks whose job was given up."""
    cleaning.close_lost_tasks(now=clock.now())
    cleaning.clean_inbox(now=clock.now())
