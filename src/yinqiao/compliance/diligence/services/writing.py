"""What writes to a file share: the lock with its version, moves between states, and the trail."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.diligence.choices import FileState
from yinqiao.compliance.diligence.models import DiligenceFile
from yinqiao.compliance.diligence.queries.files import scoped_files
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, NotFound, StaleVersion

TYPE: Final = "diligence.file"


class FileElsewhere(DomainError):
    """The file is not in the state in which this could be done."""

    code = "FILE_STATE"
    status = 409


class SamePerson(DomainError):
    """Whoever supplied something does not check it."""

    code = "MAKER_EQ_CHECKER"
    status = 409


def locked_file(actor: Actor, file_id: int, *, version: int | None = None) -> DiligenceFile:
    """Return the file locked; raise NotFound outside the scope, StaleVersion if it moved meanwhile."""
    row = scoped_files(actor).select_for_update(of=("self",)).filter(pk=file_id).first()
    if row is None:
        raise NotFound(_("There is no such file."))
    if version is not None and row.version != version:
        raise StaleVersion(
            _("Somebody worked on this file meanwhile."), extra={"version": row.version}
        )
    return row


def require_state(row: DiligenceFile, *states: FileState) -> None:
    """Raise FileElsewhere unless the file is in one of the states."""
    if row.state not in states:
        raise FileElsewhere(_("The file is not in a state in which this can be done."))


def move(unit: Unit, row: DiligenceFile, state: FileState, *, now: datetime) -> None:
    """Keep the file in its new state. What only compliance knows is written into the trail without customer and state."""
    before = row.state
    behind = {FileState.GRADING, FileState.APPROVING}
    if before in behind or state == FileState.APPROVING:
        move_unnamed(unit, row, state, now=now)
        return
    _keep(row, state, now=now)
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"state": before},
        new={"state": str(state)},
        customer_id=row.customer_id,
    )


def move_unnamed(unit: Unit, row: DiligenceFile, state: FileState, *, now: datetime) -> None:
    """Keep the file in its new state, where the move itself would tell what only compliance knows."""
    _keep(row, state, now=now)
    unit.audit(ObjectRef(TYPE, row.pk), detail={"step": row.version})


def _keep(row: DiligenceFile, state: FileState, *, now: datetime) -> None:
    row.state, row.state_since = state, now
    row.version += 1
    row.save()
