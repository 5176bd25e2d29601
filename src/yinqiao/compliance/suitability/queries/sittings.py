"""Assessments made here: the one under way, those of before, and one with all its answers for the printed sheet."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.choices import RiskTolerance
from yinqiao.compliance.suitability.choices import AssessmentChannel, SittingState
from yinqiao.compliance.suitability.models import Sitting
from yinqiao.compliance.suitability.rules import Paper, paper_of
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with what was chosen, in words."""

    text: str
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SittingCard:
    """One sitting. `differs` says that the result is not the last one, so that the customer confirms it once more."""

    id: int
    customer_id: int
    questionnaire: str
    title: str
    paper: Paper
    state: str
    state_label: str
    channel_label: str
    started_at: datetime
    operated_by_name: str
    answered_at: datetime | None
    completed_at: datetime | None
    score: int | None
    grade: str
    grade_label: str
    previous_label: str
    differs: bool
    valid_to: date | None
    number: str
    answers: tuple[AnsweredQuestion, ...]

    @property
    def is_under_way(self) -> bool:
        """Tell whether it can still be completed."""
        return self.state in {SittingState.OPEN, SittingState.ANSWERED}


def sitting_card(*, actor: Actor, customer_id: int, sitting_id: int) -> SittingCard:
    """Return one sitting of a customer; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = _of(customer_id).filter(pk=sitting_id)
    row = rows.select_related("questionnaire", "assessment").first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    return _card(row)


def sitting_of_assessment(*, actor: Actor, customer_id: int, assessment_id: int) -> SittingCard:
    """Return the sitting that a completed assessment came of; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = Sitting.objects.filter(
        assessment_id=assessment_id, customer_id__in=customers.party_ids(customer_id)
    )
    row = rows.select_related("questionnaire", "assessment").first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    return _card(row)


def sittings(*, actor: Actor, customer_id: int, limit: int = 10) -> list[SittingCard]:
    """Return the newest sittings that were completed or are under way; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = Sitting.objects.filter(customer_id__in=customers.party_ids(customer_id)).exclude(
        state=SittingState.ABANDONED
    )
    found = rows.select_related("questionnaire", "assessment").order_by("-started_at", "-pk")
    return [_card(row) for row in found[:limit]]


def _of(customer_id: int) -> QuerySet[Sitting]:
    """Those of the records that went into this one stand under their own ids: what is completed is never changed."""
    return Sitting.objects.filter(customer_id__in=customers.party_ids(customer_id))


def _card(row: Sitting) -> SittingCard:
    paper = paper_of(row.questionnaire.content)
    return SittingCard(
        id=row.pk,
        customer_id=row.customer_id,
        questionnaire=row.questionnaire.code,
        title=row.questionnaire.title,
        paper=paper,
        state=row.state,
        state_label=label(SittingState, row.state),
        channel_label=label(AssessmentChannel, row.channel),
        started_at=row.started_at,
        operated_by_name=row.operated_by_name,
        answered_at=row.answered_at,
        completed_at=row.completed_at,
        score=row.score,
        grade=row.grade,
        grade_label=label(RiskTolerance, row.grade) if row.grade else "",
        previous_label=label(RiskTolerance, row.previous_grade) if row.previous_grade else "",
        differs=bool(row.previous_grade) and row.previous_grade != row.grade,
        valid_to=row.assessment.valid_to if row.assessment else None,
        number=row.assessment.assessment_no if row.assessment else "",
        answers=_answers(paper, row.answers or {}),
    )


def _answers(paper: Paper, answers: dict[str, list[str]]) -> tuple[AnsweredQuestion, ...]:
    return tuple(
        AnsweredQuestion(
            question.text,
            tuple(
                f"{option.key}. {option.text}"
                for option in question.options
                if option.key in answers.get(question.key, ())
            ),
        )
        for question in paper.questions
    )
