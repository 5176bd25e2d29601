"""Uploaded files do not stay: what nobody loaded in time goes, with a note."""

from datetime import datetime, timedelta
from pathlib import Path

from yinqiao.platform.imports import inbox
from yinqiao.platform.imports.choices import TaskKind, TaskState
from yinqiao.platform.imports.desk import tasks
from yinqiao.platform.imports.models import ImportTask
from yinqiao.platform.jobs.models import DeadLetter
from yinqiao.platform.parameters import queries as parameters

KEEP = "imports.upload_hours"
LOST = "后台进程多次中断，作业已停止"
_WAITS = (TaskState.TRIED, TaskState.FAILED)
_LIVE = (TaskState.WAITING, TaskState.RUNNING, *_WAITS)


def clean_inbox(*, now: datetime) -> int:
    """Discard uploads that were asked for longer ago than the parameter allows; return how many folders went."""
    oldest = now - timedelta(hours=parameters.integer(KEEP))
    uploads = ImportTask.objects.filter(kind__in=(TaskKind.UPLOAD, TaskKind.MENDS))
    late = uploads.filter(state__in=_WAITS, asked_at__lt=oldest)
    folders = [Path(folder) for folder in late.values_list("folder", flat=True)]
    late.filter(state=TaskState.TRIED).update(state=TaskState.DISCARDED, finished_at=now)
    known = frozenset(uploads.filter(state__in=_LIVE).values_list("folder", flat=True))
    folders += inbox.forgotten(older_than=oldest.timestamp(), known=known)
    gone = [folder for folder in dict.fromkeys(folders) if folder.is_dir()]
    for folder in gone:
        inbox.remove(folder)
    return len(gone)


def close_lost_tasks(*, now: datetime) -> int:
    """Mark tasks as failed whose worker died in every attempt (no code of ours ran then to say so); return how many."""
    lost = DeadLetter.objects.filter(name=tasks.JOB).values_list("arguments__task_id", flat=True)
    running = ImportTask.objects.filter(
        state=TaskState.RUNNING, pk__in=[int(task_id) for task_id in lost]
    )
    return running.update(state=TaskState.FAILED, finished_at=now, error=LOST)
