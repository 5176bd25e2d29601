"""Compliance grades a checked file: the rules propose, a person decides; the highest risk needs more and the word of senior management."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.choices import AmlGrade
from yinqiao.compliance.diligence import parameters as keys
from yinqiao.compliance.diligence import policies, rules
from yinqiao.compliance.diligence.choices import FileKind, FileState, GradeCause
from yinqiao.compliance.diligence.models import DiligenceFile, Grading
from yinqiao.compliance.diligence.queries import grades
from yinqiao.compliance.diligence.services.calls import answer_calls
from yinqiao.compliance.diligence.services.files import add_items
from yinqiao.compliance.diligence.services.writing import (
    TYPE,
    FileElsewhere,
    locked_file,
    move,
    require_state,
)
from yinqiao.compliance.diligence.wall import open_grades
from yinqiao.compliance.events import DiligenceSettled
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import queries as parameters
from yinqiao.workflow import services as workflow

KIND: Final = "diligence.senior-approval"
_SHORTEST: Final = 4
_LONGEST: Final = 500


@use_case("diligence.customer-graded", permission=policies.GRADE)
def grade_customer(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    file_id: int,
    version: int,
    grade: str,
    reason: str,
) -> FileState:
    """Decide the grade of a checked file, with the reason; return where the file stands then.

    Of the highest grade, and of a foreign public figure whatever her grade, enhanced diligence is asked for first, then senior management.
    Decisions of before are never changed.
    Raises PermissionRefused, NotFound, StaleVersion, FileElsewhere, InvalidInput.
    """
    open_grades(actor)
    row = locked_file(actor, file_id, version=version)
    require_state(row, FileState.GRADING)
    _require_words(grade, reason)
    today = clock.bank_date(now)
    scores, found = grades.propose(row, actor=actor, on=today)
    months = rules.read_months(keys.items_of(parameters.value(keys.REVIEW_MONTHS, on=today)))
    due = rules.next_review(grade, reviewed_on=today, months=months)
    Grading.objects.create(
        file=row,
        round=row.round,
        cause=_cause(row),
        proposed=found.grade,
        points=found.points,
        factors=[[one.factor, one.points, one.why] for one in scores],
        direct=list(found.direct),
        grade=grade,
        reason=reason.strip()[:_LONGEST],
        next_review_on=due,
        graded_at=now,
        graded_by_id=actor.staff_id,
        graded_by_name=actor.name,
    )
    answer_calls(actor=actor, now=now, customer_id=row.customer_id)
    row.graded_on, row.reviewed_on, row.next_review_on = row.graded_on or today, today, due
    is_enhanced = grade == AmlGrade.HIGH or rules.OFFICIAL in found.direct
    state = _settle(row, is_enhanced=is_enhanced, actor=actor, now=now)
    move(unit, row, state, now=now)
    if state == FileState.COMPLETE:
        unit.publish(DiligenceSettled(customer_id=row.customer_id, file_id=row.pk))
    return state


@use_case("diligence.grading-called", permission=policies.GRADE)
def call_for_grading(
    unit: Unit, *, actor: Actor, now: datetime, file_id: int, version: int
) -> None:
    """Grade a customer again before the time, because something about her changed; or after senior management said no.

    Raises NotFound, StaleVersion, FileElsewhere while the branch works on the file.
    """
    row = locked_file(actor, file_id, version=version)
    require_state(row, FileState.COMPLETE, FileState.APPROVING)
    row.round += row.state == FileState.COMPLETE
    move(unit, row, FileState.GRADING, now=now)


def grade_after_change(*, now: datetime, customer_id: int) -> bool:
    """Let a customer be graded again whose circumstances changed; tell whether her file was complete. For the handlers."""
    rows = DiligenceFile.objects.filter(customer_id=customer_id, state=FileState.COMPLETE)
    file_id = rows.values_list("pk", flat=True).first()
    if file_id is None:
        return False
    actor = system_actor(name="due diligence", permissions=frozenset({policies.CLOCK}))
    _grade_again(actor=actor, now=now, file_id=file_id)
    return True


@use_case("diligence.change-noticed", permission=policies.CLOCK)
def _grade_again(unit: Unit, *, actor: Actor, now: datetime, file_id: int) -> None:
    row = locked_file(actor, file_id)
    require_state(row, FileState.COMPLETE)
    row.round += 1
    move(unit, row, FileState.GRADING, now=now)


def apply_approval(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: senior management agrees to the relation, the file is complete."""
    _agree(
        actor=actor,
        now=datetime.fromisoformat(str(payload["decided_at"])),
        file_id=int(str(payload["file_id"])),
        asked_in=int(str(payload["round"])),
    )
    return _("The file is complete.")


@use_case("diligence.relation-approved", permission=policies.APPROVE)
def _agree(unit: Unit, *, actor: Actor, now: datetime, file_id: int, asked_in: int) -> None:
    row = locked_file(actor, file_id)
    require_state(row, FileState.APPROVING)
    if row.round != asked_in:
        raise FileElsewhere(_("It is not what was asked for any more. Reject the request."))
    row.approved_by_name = actor.name
    move(unit, row, FileState.COMPLETE, now=now)
    unit.publish(DiligenceSettled(customer_id=row.customer_id, file_id=row.pk))


def _require_words(grade: str, reason: str) -> None:
    wrong = {}
    if grade not in AmlGrade.values:
        wrong["grade"] = _("Choose one of the list.")
    if len(reason.strip()) < _SHORTEST:
        wrong["reason"] = _("Say why, in a few words.")
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)


def _cause(row: DiligenceFile) -> GradeCause:
    if row.graded_on is None:
        return GradeCause.FIRST
    return GradeCause.REVIEW if row.submitted_by_id is not None else GradeCause.TRIGGER


def _settle(row: DiligenceFile, *, is_enhanced: bool, actor: Actor, now: datetime) -> FileState:
    """Return where the file goes: enhanced diligence asks for more items, and then for another person above."""
    row.submitted_by_id = None
    if not is_enhanced:
        row.kind = FileKind.CDD
        return FileState.COMPLETE
    row.kind = FileKind.EDD
    if add_items(row):
        return FileState.COLLECTING
    row.approval_id = _ask(row, actor=actor, now=now)
    return FileState.APPROVING


def _ask(row: DiligenceFile, *, actor: Actor, now: datetime) -> int:
    """Ask senior management. The request says neither name nor grade; whoever decides opens the file."""
    customer = customers.require_customer(actor=actor, customer_id=row.customer_id)
    return workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"file_id": row.pk, "round": row.round},
        reason=_("The rules on due diligence ask for the consent of senior management."),
        org_id=customer.org_id,
        ref=ObjectRef(TYPE, row.pk),
        summary=_("Consent of senior management, customer {number}").format(
            number=customer.customer_no
        ),
    )
