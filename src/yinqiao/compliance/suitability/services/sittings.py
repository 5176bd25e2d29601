"""Let a customer be assessed: begun by staff or an app, answered and confirmed by the customer alone, counted when completed.

One customer's sittings go one after another (a turn), so that what is sent twice at once is one assessment.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.events import AssessmentCompleted
from yinqiao.compliance.models import RiskAssessment
from yinqiao.compliance.suitability import policies
from yinqiao.compliance.suitability.choices import AssessmentChannel, Capacity, SittingState
from yinqiao.compliance.suitability.models import Questionnaire, Sitting
from yinqiao.compliance.suitability.queries import facts, limits, papers, words
from yinqiao.compliance.suitability.rules import (
    Result,
    capacity_of,
    last_valid_day,
    paper_of,
    refusal_of,
    result_of,
)
from yinqiao.compliance.suitability.services.marks import TURN
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Kind
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound

TYPE: Final = "compliance.assessment_sitting"
CRM: Final = "CRM"
UNDER_WAY: Final = (SittingState.OPEN, SittingState.ANSWERED)
Answers = Mapping[str, Collection[str]]


class AssessmentRefused(DomainError):
    """None may be taken now: the day's or the year's are used up, or the customer cannot act alone. `code` says which."""

    code = "SUIT_REFUSED"
    status = 409

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class NoQuestionnaire(DomainError):
    """The bank has not published one for such customers, or another holds now."""

    code = "NO_QUESTIONNAIRE"
    status = 409


class SittingOver(DomainError):
    """It was answered or completed already, given up, or begun on another day."""

    code = "SITTING_OVER"
    status = 409


class SecondConfirmationNeeded(DomainError):
    """The result differs from the last one: the customer has to confirm it once more."""

    code = "SECOND_CONFIRMATION_NEEDED"
    status = 409


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the customer confirms: that the answers are her own, and, where the result differs from the last, that it is right."""

    is_own: bool
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class SentAssessment:
    """A whole assessment as an app sends it; `key` makes it one however often it comes."""

    questionnaire: str
    channel: str
    answers: Answers
    confirmation: Confirmation
    key: str


@use_case("compliance.assessment-started", permission=policies.TAKE_ASSESSMENT)
def start_sitting(unit: Unit, *, actor: Actor, now: datetime, customer_id: int) -> int:
    """Begin an assessment at the counter; return the sitting's id. One under way is given up.

    Raises NotFound outside the scope, AssessmentRefused, NoQuestionnaire.
    """
    row = _begin(unit, actor=actor, now=now, customer_id=customer_id)
    return row.pk


@use_case("compliance.assessment-answered", permission=policies.TAKE_ASSESSMENT)
def answer_sitting(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, sitting_id: int, answers: Answers
) -> None:
    """Keep the customer's answers and what they come to. Raises InvalidInput for an incomplete paper, SittingOver, NotFound."""
    row = _locked(actor, customer_id, sitting_id, now=now)
    if row.state != SittingState.OPEN:
        raise SittingOver(_("This questionnaire was answered already."))
    _answer(row, answers, now=now)
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"state": row.state},
        customer_id=customer_id,
        detail={"channel": row.channel},
    )


@use_case("compliance.assessment-completed", permission=policies.TAKE_ASSESSMENT)
def confirm_sitting(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    sitting_id: int,
    confirmation: Confirmation,
) -> int:
    """Complete it with the customer's confirmation; return the id of the assessment.

    Raises InvalidInput without the confirmation, SecondConfirmationNeeded, AssessmentRefused when the limits were used up
    meanwhile, SittingOver, NotFound.
    """
    row = _locked(actor, customer_id, sitting_id, now=now)
    if row.state != SittingState.ANSWERED:
        raise SittingOver(_("This questionnaire was answered already."))
    return _complete(unit, row, confirmation, now=now)


@use_case("compliance.assessment-completed", permission=policies.TAKE_ASSESSMENT)
def take_assessment(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, sent: SentAssessment
) -> int:
    """Take a whole assessment that the customer made in an app; return the id of the assessment, the same for the same key.

    Raises as the steps at the counter do; nothing is kept of one that is refused.
    """
    if sent.channel not in AssessmentChannel.values:
        raise InvalidInput(
            _("There is no such channel."), fields={"channel": _("Choose one of the list.")}
        )
    customers.require_customer(actor=actor, customer_id=customer_id)
    take_turn(TURN, customer_id)
    known = Sitting.objects.filter(key=sent.key).first()
    if known is not None and known.customer_id == customer_id and known.assessment_id:
        unit.audit(ObjectRef(TYPE, known.pk), customer_id=customer_id, detail={"repeated": True})
        return known.assessment_id
    row = _begin(unit, actor=actor, now=now, customer_id=customer_id, sent=sent)
    _answer(row, sent.answers, now=now)
    return _complete(unit, row, sent.confirmation, now=now)


@use_case("compliance.assessment-abandoned", permission=policies.TAKE_ASSESSMENT)
def abandon_sitting(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, sitting_id: int
) -> None:
    """Give it up: nothing of it counts. Raises SittingOver, NotFound."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    take_turn(TURN, customer_id)
    rows = Sitting.objects.select_for_update().filter(pk=sitting_id, customer_id=customer_id)
    row = rows.first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if row.state not in UNDER_WAY:
        raise SittingOver(_("This assessment is over."))
    _give_up(unit, row)


def _begin(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    sent: SentAssessment | None = None,
) -> Sitting:
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    take_turn(TURN, customer_id)
    _refuse(actor, customer_id, now)
    paper = _paper_for(customer.kind == Kind.PERSON, now, code=sent.questionnaire if sent else "")
    standing = Sitting.objects.select_for_update().filter(
        customer_id=customer_id, state__in=UNDER_WAY
    )
    for row in standing:
        _give_up(unit, row)
    row = Sitting.objects.create(
        customer_id=customer_id,
        questionnaire=paper,
        channel=sent.channel if sent else AssessmentChannel.COUNTER,
        key=sent.key if sent else None,
        started_at=now,
        operated_by_id=actor.staff_id,
        operated_by_name=actor.name,
    )
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"questionnaire": paper.code, "channel": str(row.channel)},
        customer_id=customer_id,
        verb="compliance.assessment-started",
    )
    return row


def _refuse(actor: Actor, customer_id: int, now: datetime) -> None:
    """Refuse who cannot act at all, and what would be one too many."""
    today = clock.bank_date(now)
    known = facts.buyers(actor=actor, customer_ids=[customer_id], now=now)[customer_id]
    if capacity_of(known, today, limits.sale_limits(today)) == Capacity.NONE:
        said = _("The customer has no capacity to act: nothing may be sold.")
        raise AssessmentRefused(said, code="SUIT_CAPACITY")
    validity = limits.assessment_limits(today)
    days = facts.completed_days(customer_id, today=today, validity=validity)
    refusal = refusal_of(days, today=today, limits=validity)
    if refusal is not None:
        raise AssessmentRefused(words.refusal_text(refusal, validity), code=refusal.value)


def _paper_for(is_person: bool, now: datetime, *, code: str) -> Questionnaire:  # noqa: FBT001 - one question
    paper = papers.paper_in_force(is_person=is_person, on=clock.bank_date(now))
    if paper is None:
        raise NoQuestionnaire(_("No questionnaire is published for such customers."))
    if code and paper.code != code:
        raise NoQuestionnaire(_("Another version of the questionnaire holds now. Show it anew."))
    return paper


def _locked(actor: Actor, customer_id: int, sitting_id: int, *, now: datetime) -> Sitting:
    customers.require_customer(actor=actor, customer_id=customer_id)
    take_turn(TURN, customer_id)
    rows = Sitting.objects.select_for_update(of=("self",)).select_related("questionnaire")
    row = rows.filter(pk=sitting_id, customer_id=customer_id).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if clock.bank_date(row.started_at) != clock.bank_date(now):
        raise SittingOver(_("This assessment was begun on another day. Begin anew."))
    return row


def _answer(row: Sitting, answers: Answers, *, now: datetime) -> None:
    result = _result(row, answers)
    previous = facts.newest_assessments([row.customer_id]).get(row.customer_id)
    row.answers = {key: sorted(set(chosen)) for key, chosen in answers.items()}
    row.answered_at, row.state = now, SittingState.ANSWERED
    row.score, row.grade, row.is_lowest = result.score, result.grade, result.is_lowest
    row.previous_grade = previous.risk_tolerance if previous else ""
    row.version += 1


def _result(row: Sitting, answers: Answers) -> Result:
    try:
        return result_of(paper_of(row.questionnaire.content), answers)
    except KeyError as error:
        said = _("Choose an answer on offer.")
        raise InvalidInput(
            _("Not every question is answered."), fields={f"q{error.args[0]}": said}
        ) from None


def _complete(unit: Unit, row: Sitting, confirmation: Confirmation, *, now: datetime) -> int:
    if not confirmation.is_own:
        said = _("The customer confirms that the answers are her own.")
        raise InvalidInput(said, fields={"is_own": said})
    differs = bool(row.previous_grade) and row.previous_grade != row.grade
    if differs and not confirmation.is_second:
        said = _("The result {new} differs from the last one {old}: it is confirmed once more.")
        raise SecondConfirmationNeeded(
            said.format(new=row.grade, old=row.previous_grade),
            fields={"is_second": said.format(new=row.grade, old=row.previous_grade)},
            extra={"grade": row.grade, "previous_grade": row.previous_grade},
        )
    # Another channel may have completed one since this was begun.
    _refuse(unit.actor, row.customer_id, now)
    row.assessment = _write(row, now)
    row.state, row.completed_at = SittingState.COMPLETED, now
    row.is_confirmed_again, row.version = differs, row.version + 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"grade": row.previous_grade},
        new={"grade": row.grade, "score": row.score, "valid_to": row.assessment.valid_to},
        customer_id=row.customer_id,
        detail={"questionnaire": row.questionnaire.code, "channel": str(row.channel)},
    )
    unit.publish(
        AssessmentCompleted(
            customer_id=row.customer_id,
            assessment_id=row.assessment.pk,
            grade=row.grade,
            previous_grade=row.previous_grade,
        )
    )
    return row.assessment.pk


def _write(row: Sitting, now: datetime) -> RiskAssessment:
    today = clock.bank_date(now)
    row_id = reserve_ids("compliance_risk_assessment", 1)[0]
    written = RiskAssessment(
        pk=row_id,
        customer_id=row.customer_id,
        assessment_no=f"CRM{row_id:010}",
        risk_tolerance=row.grade,
        score=row.score,
        assessed_on=today,
        assessed_at=now,
        valid_to=last_valid_day(today, limits.assessment_limits(today)),
        channel=row.channel,
        questionnaire_version=row.questionnaire.code,
        is_lowest=row.is_lowest,
        source=CRM,
        source_key=f"crm-{row_id}",
        known_from=now,
    )
    written.save(force_insert=True)
    return written


def _give_up(unit: Unit, row: Sitting) -> None:
    row.state, row.version = SittingState.ABANDONED, row.version + 1
    row.save(update_fields=["state", "version"])
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"state": row.state},
        customer_id=row.customer_id,
        verb="compliance.assessment-abandoned",
    )
