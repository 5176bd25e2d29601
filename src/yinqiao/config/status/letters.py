"""Jobs given up: put back into their queue, or dismissed with a reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.config.status.readings import PERMISSION
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.models import DeadLetter

TYPE = "jobs.dead_letter"


@use_case("platform.job-put-back", permission=PERMISSION)
def put_back(unit: Unit, *, actor: Actor, now: datetime, letter_id: int) -> int:  # noqa: ARG001 - a use case
    """Enqueue the job again with its own arguments; return its new id. Raise NotFound, InvalidInput for a job that is no more."""
    letter = _locked(letter_id)
    if letter.name not in queue.definitions:
        raise InvalidInput(_("This version has no job {name} any more.").format(name=letter.name))
    job_id = queue.defer(letter.name, **letter.arguments)
    letter.delete()
    unit.audit(
        ObjectRef(TYPE, letter_id),
        new={"job": job_id},
        detail={"name": letter.name, "attempts": letter.attempts},
    )
    return job_id


@use_case("platform.job-dismissed", permission=PERMISSION)
def dismiss(unit: Unit, *, actor: Actor, now: datetime, letter_id: int, reason: str) -> None:  # noqa: ARG001 - a use case
    """Let the job go for good."""
    if not reason.strip():
        raise InvalidInput(
            _("A reason is needed."), fields={"reason": _("Say why, for the audit.")}
        )
    letter = _locked(letter_id)
    letter.delete()
    unit.audit(
        ObjectRef(TYPE, letter_id), old={"name": letter.name, "error": letter.error}, reason=reason
    )


def _locked(letter_id: int) -> DeadLetter:
    letter = DeadLetter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        raise NotFound(_("There is no such job."))
    return letter
