"""Ask for work at the import desk: one row and one job each, in the transaction that asks."""

import base64
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.clock import bank_date
from yinqiao.platform.crypto import fields
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.imports import inbox, policies
from yinqiao.platform.imports.choices import TaskKind, TaskState
from yinqiao.platform.imports.engine.days import check_day
from yinqiao.platform.imports.models import ImportBatch, ImportFile, ImportTask, QuarantineRow
from yinqiao.platform.imports.profile import Profile
from yinqiao.platform.imports.queries.refusals import is_refused
from yinqiao.platform.jobs import queue

JOB = "imports.run_task"
TASK = "imports.task"
SEALED = "imports.task"
MAX_ROWS = 10_000
MAX_ATTEMPTS = 3


class TaskSettled(DomainError):
    """The task is not in the state that the request was made for: somebody else decided in between."""

    code = "IMPORT_TASK_SETTLED"
    status = 409


class NothingToLoad(DomainError):
    """Every file of the upload was refused in its trial."""

    code = "IMPORT_NOTHING_TO_LOAD"
    status = 409


class FilesGone(DomainError):
    """The files of the batch are no longer where they lay."""

    code = "IMPORT_FILES_GONE"
    status = 409


@use_case("imports.files-uploaded", permission=policies.RUN)
def request_trial(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    profile: Profile,
    on: date,
    folder: Path,
    files: Sequence[Mapping[str, object]],
    is_older: bool = False,
) -> int:
    """Try the uploaded files in `folder` (nothing is loaded); return the task's id. Raise BatchDateRefused."""
    check_day(profile, on, today=bank_date(now), is_older=is_older)
    tables = sorted({str(file["table"]) for file in files})
    task = _new(
        TaskKind.UPLOAD,
        actor,
        now,
        profile=profile,
        on=on,
        is_dry_run=True,
        folder=str(folder),
        files=list(files),
        parameters={"only": tables, "older": is_older},
    )
    names = [str(file["name"]) for file in files]
    detail = {"profile": profile.profile, "batch_on": on, "files": names}
    unit.audit(ObjectRef(TASK, task.pk), new={"files": len(files)}, detail=detail)
    return task.pk


@use_case("imports.load-requested", permission=policies.RUN)
def request_load(unit: Unit, *, actor: Actor, now: datetime, task_id: int) -> None:
    """Load what was tried. Raise TaskSettled if it is not waiting for that, NothingToLoad if all of it was refused."""
    task = _locked(task_id, TaskState.TRIED, TaskState.FAILED)
    if task.is_dry_run and task.state == TaskState.FAILED:
        raise TaskSettled(_("The trial failed. Upload the files again."))
    if is_refused(task.report):
        raise NothingToLoad(_("Every file was refused. Mend the files and upload them again."))
    task.state, task.is_dry_run, task.progress = TaskState.WAITING, False, {}
    task.parameters, task.error = {**task.parameters, "attempts": 0}, ""
    _take_over(task, actor, now)
    task.save()
    _enqueue(task)
    unit.audit(
        ObjectRef(TASK, task.pk),
        new={"state": "waiting"},
        detail={"profile": task.profile, "batch_on": task.batch_on},
    )


@use_case("imports.upload-discarded", permission=policies.RUN)
def discard(unit: Unit, *, actor: Actor, now: datetime, task_id: int) -> None:  # noqa: ARG001 - a use case
    """Throw the uploaded files away; nothing was loaded."""
    task = _locked(task_id, TaskState.TRIED, TaskState.FAILED)
    task.state, task.finished_at = TaskState.DISCARDED, now
    task.save(update_fields=["state", "finished_at"])
    inbox.remove(Path(task.folder))
    unit.audit(ObjectRef(TASK, task.pk), new={"state": "discarded"})


@use_case("imports.rerun-requested", permission=policies.RUN)
def request_repeat(unit: Unit, *, actor: Actor, now: datetime, batch_id: int) -> int:
    """Run a batch again from where its files lay (a broken-off one goes on); return the task's id. Raise FilesGone."""
    batch = _batch(batch_id)
    tables = ImportFile.objects.filter(batch=batch).order_by("table_name")
    only = list(tables.values_list("table_name", flat=True).distinct())
    # The day was confirmed when the batch was first run.
    parameters = {"only": only, "mode": batch.mode, "older": True}
    task = _new(
        TaskKind.REPEAT,
        actor,
        now,
        batch=batch,
        folder=_present(batch.folder),
        parameters=parameters,
    )
    unit.audit(ObjectRef("imports.batch", batch.pk), detail={"task": task.pk})
    return task.pk


@use_case("imports.run-requested", permission=policies.RUN)
def request_run(
    unit: Unit, *, actor: Actor, now: datetime, profile: Profile, on: date, is_older: bool = False
) -> int:
    """Run a profile for a batch date from the folder where its files usually arrive; return the task's id.

    Raise BatchDateRefused, FilesGone.
    """
    check_day(profile, on, today=bank_date(now), is_older=is_older)
    usual = ImportBatch.objects.filter(profile=profile.profile).exclude(
        folder__startswith=str(inbox.root())
    )
    newest = usual.order_by("-id").first()
    folder = _present(newest.folder if newest is not None else "")
    task = _new(
        TaskKind.REPEAT,
        actor,
        now,
        profile=profile,
        on=on,
        folder=folder,
        parameters={"older": is_older},
    )
    unit.audit(ObjectRef(TASK, task.pk), detail={"profile": profile.profile, "batch_on": on})
    return task.pk


@use_case("imports.undo-requested", permission=policies.RUN)
def request_undo(unit: Unit, *, actor: Actor, now: datetime, batch_id: int, reason: str) -> int:
    """Take a whole batch back; return the task's id."""
    batch = _batch(batch_id)
    if not reason.strip():
        raise InvalidInput(
            _("A reason is needed."), fields={"reason": _("Say why, for the audit.")}
        )
    task = _new(TaskKind.UNDO, actor, now, batch=batch, parameters={"reason": reason.strip()})
    unit.audit(ObjectRef("imports.batch", batch.pk), reason=reason, detail={"task": task.pk})
    return task.pk


@use_case("imports.rows-rerun-requested", permission=policies.MEND)
def request_rows(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    row_ids: Sequence[int],
    column: str = "",
    text: str = "",
) -> int:
    """Check rows within reach again and load those that pass; return the task's id. Raise InvalidInput where none is chosen.

    With `column` every row first gets `text` there; the text waits encrypted, as it may be a number of a person. That is for
    the data steward: the task works without the reach of who asked.
    """
    if column:
        require(actor, policies.QUARANTINE, verb="imports.rows-rerun-requested")
    within_reach = QuarantineRow.objects.filter(policies.visible_to(actor))
    wanted = within_reach.filter(pk__in=row_ids[:MAX_ROWS]).order_by("id")
    ids = list(wanted.values_list("id", flat=True))
    task = _new(TaskKind.ROWS, actor, now, batch=_batch_of_rows(ids), parameters={"rows": ids})
    if column:
        sealed = base64.b64encode(fields.encrypt(SEALED, task.pk, text)).decode()
        task.parameters |= {"column": column, "sealed": sealed}
        task.save(update_fields=["parameters"])
    unit.audit(ObjectRef(TASK, task.pk), detail={"rows": len(ids), "column": column})
    return task.pk


def sealed_text(task: ImportTask) -> str:
    """Return the text that `request_rows` was given."""
    return fields.decrypt(SEALED, task.pk, base64.b64decode(task.parameters["sealed"]))


@use_case("imports.mended-file-uploaded", permission=policies.QUARANTINE)
def request_mends(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    row_ids: Sequence[int],
    folder: Path,
    file: Mapping[str, object],
) -> int:
    """Take over the new values of a mended error list about `row_ids`, then check those rows again; return the task's id."""
    batch = _batch_of_rows(row_ids)
    task = _new(TaskKind.MENDS, actor, now, batch=batch, folder=str(folder), files=[file])
    unit.audit(ObjectRef(TASK, task.pk), detail={"file": str(file["name"]), "rows": len(row_ids)})
    return task.pk


def _batch(batch_id: int) -> ImportBatch:
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(_("There is no such batch."))
    return batch


def _batch_of_rows(row_ids: Sequence[int]) -> ImportBatch:
    rows = QuarantineRow.objects.select_related("batch").filter(pk__in=row_ids)
    first = rows.order_by("batch_id").first()
    if first is None:
        raise InvalidInput(_("Choose at least one row."))
    return first.batch


def _present(folder: str) -> str:
    if not folder or not Path(folder).is_dir():
        raise FilesGone(_("The files are no longer there. Upload them again."))
    return folder


def _new(
    kind: TaskKind,
    actor: Actor,
    now: datetime,
    *,
    batch: ImportBatch | None = None,
    profile: Profile | None = None,
    on: date | None = None,
    **values: object,
) -> ImportTask:
    """Store a task about `batch`, or about a profile and a day; and its job."""
    about = batch or profile
    day = batch.batch_on if batch is not None else on
    if about is None or day is None:
        message = "a task is about a batch, or about a profile and a day"
        raise ValueError(message)
    task = ImportTask(
        kind=kind,
        profile=about.profile,
        source=about.source,
        batch_on=day,
        batch=batch,
        **values,
    )
    _take_over(task, actor, now)
    task.save()
    _enqueue(task)
    return task


def _take_over(task: ImportTask, actor: Actor, now: datetime) -> None:
    task.asked_at, task.asked_by_id, task.user_id = now, actor.staff_id, actor.user_id
    task.asked_no, task.asked_name = actor.staff_no, actor.name


def _enqueue(task: ImportTask) -> None:
    """Tasks of one source run one after the other."""
    queue.defer(JOB, lock=f"imports.{task.source}", task_id=task.pk)


def _locked(task_id: int, *states: TaskState) -> ImportTask:
    task = ImportTask.objects.select_for_update().filter(pk=task_id, kind=TaskKind.UPLOAD).first()
    if task is None:
        raise NotFound(_("There is no such task."))
    if task.state not in states:
        raise TaskSettled(
            _("This upload is {state} already.").format(state=TaskState(task.state).label)
        )
    return task
