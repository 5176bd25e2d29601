"""Reads of what people found wrong with pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.models import ProblemReport
from yinqiao.platform.ui.services.problems import ANSWER

KEPT_UNDER_THE_BELL = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One report."""

    id: int
    who: str
    path: str
    request_id: str
    text: str
    made_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Tell whether nobody answered yet."""
        return self.answered_at is None


def problem_list(*, actor: Actor, wants_all: bool) -> QuerySet[ProblemReport]:
    """Return the reports that wait for an answer, or all; raise PermissionRefused without the right to answer them."""
    require(actor, ANSWER, verb="ui.problems-listed")
    rows = ProblemReport.objects.all()
    return rows if wants_all else rows.filter(answered_at__isnull=True)


def problem(*, actor: Actor, problem_id: int) -> ProblemRow:
    """Return one: for who answers them, and for who made it; raise NotFound for anybody else."""
    row = ProblemReport.objects.filter(pk=problem_id).first()
    if row is None or not (actor.can(ANSWER) or row.user_id == actor.user_id):
        raise NotFound(_("There is no such report, or it has its answer."))
    return problem_row(row)


def problem_row(row: ProblemReport) -> ProblemRow:
    """Return the read model of a row."""
    return ProblemRow(
        row.pk,
        f"{row.name} {row.staff_no}",
        row.path,
        row.request_id,
        row.text,
        row.made_at,
        row.answer,
        row.answered_by,
        row.answered_at,
    )


def waiting_count(*, actor: Actor) -> int:
    """Return how many wait for an answer, for the menu."""
    return (
        ProblemReport.objects.filter(answered_at__isnull=True).count() if actor.can(ANSWER) else 0
    )


def answered_lately(*, actor: Actor, now: datetime) -> list[ProblemRow]:
    """Return the actor's own reports that were answered in the last days."""
    if actor.user_id is None:
        return []
    rows = ProblemReport.objects.filter(
        user_id=actor.user_id, answered_at__gt=now - KEPT_UNDER_THE_BELL
    )
    return [problem_row(row) for row in rows.order_by("-answered_at")[:10]]
