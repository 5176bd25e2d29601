"""What the import desk is doing: uploads tried and loaded, batches run again, mended rows checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db.models import Q
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import TaskKind, TaskState
from yinqiao.platform.imports.models import ImportTask
from yinqiao.platform.imports.queries.figures import profile_title
from yinqiao.platform.imports.queries.refusals import is_refused, state_label

VERB = "imports.board-read"
UNDER_WAY = (TaskState.WAITING, TaskState.RUNNING)
OF_ROWS = (TaskKind.ROWS, TaskKind.MENDS)
LISTED = 6
_TONES = {TaskState.DONE: "ok", TaskState.FAILED: "d", TaskState.RUNNING: "a", TaskState.TRIED: "w"}


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """Where a run stands: table `done` of `of`, and the rows of the present file."""

    title: str
    file: str
    phase: str
    rows: int
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One task. `report` is plain data for its page, `progress` is None before the first word."""

    id: int
    kind: TaskKind
    state: TaskState
    is_dry_run: bool
    profile: str
    profile_title: str
    batch_on: date
    batch_id: int | None
    files: tuple[tuple[str, int], ...]
    progress: TaskProgress | None
    report: Mapping[str, object]
    error: str
    asked_at: datetime
    asked_by: str
    asked_no: str
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        """Tell whether the page has to ask again."""
        return self.state in UNDER_WAY

    @property
    def state_label(self) -> str:
        """Its state in words."""
        return state_label(self.state, self.report)

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return "d" if is_refused(self.report) else _TONES.get(self.state, "")

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(size for _name, size in self.files)


def task_card(*, actor: Actor, task_id: int) -> TaskCard:
    """Return one task; those about quarantined rows only to who works on them. Raise NotFound."""
    require(actor, policies.VIEW, verb=VERB)
    row = ImportTask.objects.filter(pk=task_id).first()
    if row is None or (row.kind in OF_ROWS and not actor.can(policies.QUARANTINE)):
        raise NotFound(_("There is no such task."))
    return _card(row)


def tasks_under_way(*, actor: Actor, now: datetime, batch_id: int | None = None) -> list[TaskCard]:
    """Return tasks that run or wait for a decision, and what ended last; of one batch if asked."""
    require(actor, policies.VIEW, verb=VERB)
    rows = ImportTask.objects.exclude(state=TaskState.DISCARDED)
    if batch_id is not None:
        rows = rows.filter(batch_id=batch_id)
    if not actor.can(policies.QUARANTINE):
        rows = rows.exclude(kind__in=OF_ROWS)
    recent = Q(state__in=(*UNDER_WAY, TaskState.TRIED)) | Q(asked_at__date=now.date())
    return [_card(row) for row in rows.filter(recent)[:LISTED]]


def _card(row: ImportTask) -> TaskCard:
    return TaskCard(
        id=row.pk,
        kind=TaskKind(row.kind),
        state=TaskState(row.state),
        is_dry_run=row.is_dry_run,
        profile=row.profile,
        profile_title=profile_title(row.profile),
        batch_on=row.batch_on,
        batch_id=row.batch_id,
        files=tuple((str(file["name"]), int(file["bytes"])) for file in row.files),
        progress=TaskProgress(**row.progress) if row.progress else None,
        report=cast("Mapping[str, object]", row.report),
        error=row.error,
        asked_at=row.asked_at,
        asked_by=row.asked_name,
        asked_no=row.asked_no,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
