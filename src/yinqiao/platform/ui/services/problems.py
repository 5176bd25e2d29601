"""Report what is wrong with a page, and answer it (D63)."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.ui.models import ProblemReport
from yinqiao.platform.ui.requests import SignInNeeded

ANSWER: Final = "platform.answer_problem"
TYPE: Final = "ui.problem_report"
LENGTH: Final = 1000
MOST_A_DAY: Final = 20


@use_case("ui.problem-reported", permission=None)
def report_problem(
    unit: Unit, *, actor: Actor, now: datetime, path: str, request_id: str, text: str
) -> int:
    """Keep what somebody found wrong with a page; return its id.

    Raises InvalidInput for an empty or too long text, and beyond `MOST_A_DAY` reports of one person in 24 hours.
    """
    if actor.user_id is None:
        raise SignInNeeded(_("Please sign in."))
    since = now - timedelta(days=1)
    if ProblemReport.objects.filter(user_id=actor.user_id, made_at__gt=since).count() >= MOST_A_DAY:
        raise InvalidInput(_("You have reported a lot today. Please call the help desk."))
    row = ProblemReport.objects.create(
        user_id=actor.user_id,
        staff_no=actor.staff_no,
        name=actor.name,
        path=path.partition("?")[0][:200],
        request_id=request_id[:64],
        text=_checked(text, "text"),
        made_at=now,
    )
    unit.audit(ObjectRef(TYPE, row.pk), new={"path": row.path, "request_id": row.request_id})
    return row.pk


@use_case("ui.problem-answered", permission=ANSWER)
def answer_problem(
    unit: Unit, *, actor: Actor, now: datetime, problem_id: int, answer: str
) -> None:
    """Answer a report, once; whoever made it finds the answer under the bell. Raises NotFound, and InvalidInput for an empty answer."""
    row = (
        ProblemReport.objects.select_for_update()
        .filter(pk=problem_id, answered_at__isnull=True)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such report, or it has its answer."))
    row.answer, row.answered_by, row.answered_at = _checked(answer, "answer"), actor.name, now
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    unit.audit(ObjectRef(TYPE, row.pk), new={"answered": True})


def _checked(text: str, field: str) -> str:
    found = scan_free_text(text.strip())
    if not found:
        raise InvalidInput(_("Write what it is."), fields={field: _("Write what it is.")})
    if len(found) > LENGTH:
        message = _("At most {limit} characters.").format(limit=LENGTH)
        raise InvalidInput(message, fields={field: message})
    return found
