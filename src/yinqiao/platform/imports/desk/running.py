"""Carry a task out: called by its job, safe to call twice."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import DomainError, PermissionRefused
from yinqiao.platform.imports import inbox, policies, services
from yinqiao.platform.imports.choices import TaskKind, TaskState
from yinqiao.platform.imports.desk import errors_file, rows, tasks
from yinqiao.platform.imports.desk.reports import plain_report
from yinqiao.platform.imports.engine.report import Progress
from yinqiao.platform.imports.engine.writing import plain_cause
from yinqiao.platform.imports.models import ImportTask, QuarantineRow
from yinqiao.platform.imports.profile import Profile, find_profile
from yinqiao.platform.imports.queries.tasks import TaskProgress

TELL_SECONDS = 1.0
_MODES: Mapping[str, Literal["full", "delta", "append"]] = {
    "full": "full",
    "delta": "delta",
    "append": "append",
}


def carry_out(*, task_id: int, now: datetime) -> None:
    """Do what the task asks, unless it is done. A refusal is its result; any other error is the job's, to be tried again."""
    task = _begin(task_id, now)
    if task is None:
        return
    try:
        state = _DOERS[TaskKind(task.kind)](task, _asker(task, now))
    except DomainError as refusal:
        state, task.error = TaskState.FAILED, refusal.message[:500]
    except Exception as error:
        is_last = task.parameters["attempts"] >= tasks.MAX_ATTEMPTS
        _end(task, TaskState.FAILED if is_last else TaskState.RUNNING, said=_cause(error))
        raise
    _end(task, state, said=task.error)


def _begin(task_id: int, now: datetime) -> ImportTask | None:
    """Take the task up: one that failed may have been put back by an administrator."""
    with transaction.atomic():
        live = (TaskState.WAITING, TaskState.RUNNING, TaskState.FAILED)
        task = ImportTask.objects.select_for_update().filter(pk=task_id, state__in=live).first()
        if task is None:
            return None
        task.parameters["attempts"] = int(task.parameters.get("attempts", 0)) + 1
        task.state, task.started_at, task.finished_at = TaskState.RUNNING, now, None
        task.save(update_fields=["state", "parameters", "started_at", "finished_at"])
    task.error = ""
    return task


def _cause(error: Exception) -> str:
    return plain_cause(error) if isinstance(error, DatabaseError) else type(error).__name__


def _end(task: ImportTask, state: TaskState, *, said: str) -> None:
    task.state, task.error, task.finished_at = state, said, clock.now()
    task.save(update_fields=["state", "error", "finished_at", "report", "batch"])
    if state == TaskState.DONE or (state == TaskState.FAILED and task.kind == TaskKind.MENDS):
        inbox.remove(Path(task.folder))


def _asker(task: ImportTask, now: datetime) -> Actor:
    """The person who asked, as she may act now: what was taken from her since she asked counts no more (P13)."""
    actor = policies.present_actor(task.user_id, now) if task.user_id is not None else None
    if actor is None:
        raise PermissionRefused(_("The account that asked for this is not in use any more."))
    return actor


def _as_desk(actor: Actor) -> Actor:
    """Let rows be checked again for somebody who has mended rows of her own units: which rows was decided before."""
    return replace(actor, permissions=actor.permissions | {policies.QUARANTINE})


def _within_reach(actor: Actor, row_ids: Sequence[int]) -> list[int]:
    rows = QuarantineRow.objects.filter(policies.visible_to(actor), pk__in=row_ids)
    return list(rows.values_list("id", flat=True))


def _run(task: ImportTask, actor: Actor) -> TaskState:
    """Try or load the files of a folder."""
    profile = find_profile(task.profile)
    report = services.run_batch(
        actor=actor,
        now=clock.now(),
        profile=profile,
        folder=Path(task.folder),
        on=task.batch_on,
        is_dry_run=task.is_dry_run,
        only=tuple(task.parameters.get("only", ())),
        mode=_MODES.get(str(task.parameters.get("mode", ""))),
        is_older=bool(task.parameters.get("older")),
        tell=_Teller(task, profile).tell,
    )
    task.report = plain_report(report, profile)
    if task.is_dry_run:
        return TaskState.TRIED
    task.batch_id = report.batch.pk
    return TaskState.DONE


def _run_rows(task: ImportTask, actor: Actor) -> TaskState:
    ids = _within_reach(actor, task.parameters["rows"])
    if task.parameters.get("column"):
        texts = {str(task.parameters["column"]): tasks.sealed_text(task)}
        with scope_session(actor):
            rows.mend_rows(actor=actor, now=clock.now(), values=dict.fromkeys(ids, texts))
    outcome, still_bad = rows.rerun_rows(actor=_as_desk(actor), now=clock.now(), row_ids=ids)
    task.report = {"loaded": outcome.done, "still_bad": still_bad, "problems": outcome.reasons()}
    return TaskState.DONE


def _take_mends(task: ImportTask, actor: Actor) -> TaskState:
    """Take over a mended list, then check its rows again. Run twice, rows that were loaded are settled and stay so."""
    file: Mapping[str, str] = task.files[0]
    path = Path(task.folder) / str(file["path"])
    mends = errors_file.read_mends(path, is_workbook=str(file["name"]).lower().endswith(".xlsx"))
    with scope_session(actor):
        mended = rows.mend_rows(actor=actor, now=clock.now(), values=mends.values)
    ids = _within_reach(actor, mends.row_ids)
    outcome, still_bad = rows.rerun_rows(actor=_as_desk(actor), now=clock.now(), row_ids=ids)
    task.report = {
        "mended": mended.done,
        "loaded": outcome.done,
        "still_bad": still_bad,
        "problems": [*mended.reasons(), *outcome.reasons()],
    }
    return TaskState.DONE


def _undo(task: ImportTask, actor: Actor) -> TaskState:
    reason = str(task.parameters["reason"])
    report = services.undo_batch(
        actor=actor, now=clock.now(), batch_id=task.batch_id or 0, reason=reason
    )
    task.report = {
        "removed": sum(result.removed for result in report.tables.values()),
        "restored": sum(result.restored for result in report.tables.values()),
        "kept": report.kept,
        "kept_labels": [label for result in report.tables.values() for label in result.kept_labels][
            :50
        ],
    }
    return TaskState.DONE


_DOERS: Mapping[TaskKind, Callable[[ImportTask, Actor], TaskState]] = {
    TaskKind.UPLOAD: _run,
    TaskKind.REPEAT: _run,
    TaskKind.ROWS: _run_rows,
    TaskKind.MENDS: _take_mends,
    TaskKind.UNDO: _undo,
}


@dataclass(slots=True)
class _Teller:
    """Writes where a run stands, at most once a second."""

    task: ImportTask
    profile: Profile
    _seen: list[str] = field(default_factory=list)
    _told_at: float = float("-inf")

    def tell(self, step: Progress) -> None:
        """Take a step; digests are told under their own phase and do not count as tables done."""
        if step.phase != "digest" and step.table not in self._seen:
            self._seen.append(step.table)
        moment = time.monotonic()
        if moment - self._told_at < TELL_SECONDS:
            return
        self._told_at = moment
        progress = TaskProgress(
            title=self.profile.table(step.table).title,
            file=step.file,
            phase=step.phase,
            rows=step.rows,
            done=max(len(self._seen) - 1, 0),
            of=len(self.task.parameters.get("only", ())) or len(self.profile.tables),
        )
        ImportTask.objects.filter(pk=self.task.pk).update(progress=asdict(progress))


def phase_words() -> Mapping[str, str]:
    """Return what the phases of a run are called."""
    return {
        "digest": _("Reading digests"),
        "verify": _("Comparing with the control file"),
        "load": _("Checking and loading"),
        "finish": _("Finishing the table"),
    }
