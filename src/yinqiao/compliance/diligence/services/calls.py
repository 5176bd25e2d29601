"""Let compliance grade again whom a source grades otherwise, or who was found on a list. Nothing is raised or lowered by itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from yinqiao.compliance.diligence import policies
from yinqiao.compliance.diligence.choices import CallCause, FileState
from yinqiao.compliance.diligence.models import GradingCall
from yinqiao.compliance.diligence.queries import calls
from yinqiao.compliance.diligence.services.writing import locked_file, move_unnamed
from yinqiao.compliance.diligence.wall import open_grades
from yinqiao.compliance.policies import VIEW_DUE_DILIGENCE
from yinqiao.compliance.screening import policies as screening_policies
from yinqiao.compliance.screening import queries as screening
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session

CALLS_JOB: Final = "diligence.call_gradings"
_AT_ONCE: Final = 200
_MAY: Final = frozenset({policies.CLOCK, VIEW_DUE_DILIGENCE, screening_policies.SCREEN})


def call_gradings(*, now: datetime) -> int:
    """Call whoever is to be graded again and hand complete files to compliance; return how many were called. Again it calls nobody."""
    actor = system_actor(name="due diligence", permissions=_MAY)
    with scope_session(actor):
        open_grades(actor)
        found = calls.to_call(screening.confirmed(actor=actor))
        if found:
            _call(actor=actor, now=now, found=found)
    after = 0
    while True:
        with scope_session(actor):
            open_grades(actor)
            files = calls.called_and_complete(after=after, limit=_AT_ONCE)
            if not files:
                return len(found)
            _hand_over(actor=actor, now=now, file_ids=files)
        after = files[-1]


def answer_calls(*, actor: Actor, now: datetime, customer_id: int) -> None:
    """Close what was called for, within the use case that graded the customer; the wall is open."""
    waiting = GradingCall.objects.filter(customer_id=customer_id, answered_at__isnull=True)
    waiting.update(answered_at=now, answered_by_name=actor.name)


@use_case("diligence.gradings-called", permission=policies.CLOCK)
def _call(
    unit: Unit, *, actor: Actor, now: datetime, found: Sequence[tuple[int, CallCause, str]]
) -> None:
    """Write the calls down; one that is open takes the newer grade. The trail names nobody: who is called is behind the wall."""
    GradingCall.objects.bulk_create(
        [
            GradingCall(customer_id=pk, cause=cause, told=told, called_at=now)
            for pk, cause, told in _closed_before(found, now=now)
        ],
        # The job after a batch and that of the morning may run side by side.
        ignore_conflicts=True,
    )
    unit.audit(None, detail={"customers": len(found)})


def _closed_before(
    found: Sequence[tuple[int, CallCause, str]], *, now: datetime
) -> Sequence[tuple[int, CallCause, str]]:
    """Bring open calls up to what was told now; return those that are new."""
    told = {pk: grade for pk, cause, grade in found if cause == CallCause.IMPORTED}
    waiting = list(
        GradingCall.objects.select_for_update().filter(
            customer_id__in=list(told), cause=CallCause.IMPORTED, answered_at__isnull=True
        )
    )
    for row in waiting:
        row.told, row.called_at = told[row.customer_id], now
    GradingCall.objects.bulk_update(waiting, ["told", "called_at"])
    known = {row.customer_id for row in waiting}
    return [one for one in found if one[1] != CallCause.IMPORTED or one[0] not in known]


@use_case("diligence.change-noticed", permission=policies.CLOCK)
def _hand_over(unit: Unit, *, actor: Actor, now: datetime, file_ids: Sequence[int]) -> None:
    for file_id in file_ids:
        row = locked_file(actor, file_id)
        if row.state != FileState.COMPLETE:
            unit.audit(None, detail={"skipped": row.pk})
            continue
        row.round += 1
        move_unnamed(unit, row, FileState.GRADING, now=now)
