"""What the bell says about imports: codes without meaning, refused files, uploads that wait for a decision, work that ended."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import policies, queries
from yinqiao.platform.imports.choices import CodeState, FileState, TaskState
from yinqiao.platform.imports.models import ImportFile, ImportTask, UnmappedCode
from yinqiao.platform.imports.queries.refusals import state_label
from yinqiao.platform.ui.ports import Notice

RECENT = timedelta(days=3)
LISTED = 5


def notices_for(actor: Actor) -> list[Notice]:
    """Return the notices that the actor's permissions ask for."""
    found: list[Notice] = []
    if actor.can(policies.CODES):
        found += _codes()
    if actor.can(policies.RUN):
        found += _files() + _tasks(actor)
    return found


def _codes() -> list[Notice]:
    rows = UnmappedCode.objects.filter(state=CodeState.OPEN)[:LISTED]
    return [
        Notice(
            title=_("Code without meaning: {map} {code}").format(
                map=queries.column_title(row.map_name), code=row.source_value
            ),
            detail=_("{rows} rows were kept out").format(rows=row.rows),
            url=reverse("imports:codes"),
            at=row.seen_at,
            icon="alert-triangle",
        )
        for row in rows
    ]


def _files() -> list[Notice]:
    files = ImportFile.objects.filter(
        state=FileState.REFUSED, batch__started_at__gte=clock.now() - RECENT
    )
    return [
        Notice(
            title=_("File refused: {name}").format(name=file.name),
            detail=file.reason,
            url=reverse("imports:batch", args=[file.batch_id]),
            at=file.batch.started_at,
            icon="alert-circle",
        )
        for file in files.select_related("batch").order_by("-id")[:LISTED]
    ]


def _tasks(actor: Actor) -> list[Notice]:
    mine = ImportTask.objects.filter(user_id=actor.user_id, finished_at__gte=clock.now() - RECENT)
    states = (TaskState.TRIED, TaskState.DONE, TaskState.FAILED)
    return [
        Notice(
            title=f"{task.get_kind_display()} · {queries.profile_title(task.profile)} {task.batch_on}",
            detail=task.error or state_label(TaskState(task.state), task.report),
            url=reverse("imports:task", args=[task.pk]),
            at=task.finished_at or task.asked_at,
            is_read=task.state != TaskState.TRIED,
            icon="database-import",
        )
        for task in mine.filter(state__in=states)[:LISTED]
    ]
