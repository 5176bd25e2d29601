"""Shapes of assessments and suitability over REST. What comes out of the queries is in words already."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from yinqiao.compliance.suitability import choices
from yinqiao.platform.rest.shapes import Answer, Input

Key = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,4}$")]


class ReasonItem(Answer):
    """Why, or what first: a stable code, a sentence, and the rule in Chinese."""

    code: str
    text: str
    rule: str


class SuitabilityItem(Answer):
    """Whether a product may be sold to a customer; `may_recommend` is stricter."""

    product_id: int
    product_code: str
    grade: str
    customer_grade: str
    verdict: choices.Verdict
    code: str
    reasons: list[ReasonItem]
    steps: list[ReasonItem]
    may_recommend: bool


class SuitabilityInput(Input):
    """Which products, and how."""

    product_ids: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=1, max_length=200)]
    is_customer_initiated: bool = False
    amount: Annotated[Decimal | None, Field(gt=0, max_digits=18, decimal_places=2)] = None


class SuitabilityAnswers(Answer):
    """One answer for each product that there is."""

    items: list[SuitabilityItem]


class OptionItem(Answer):
    """One answer on offer. Scores stay with the bank."""

    key: str
    text: str


class QuestionItem(Answer):
    """One question; of one with `is_many` several may be chosen."""

    key: str
    text: str
    is_many: bool
    options: list[OptionItem]


class QuestionnaireItem(Answer):
    """The questionnaire that holds now."""

    code: str
    title: str
    questions: list[QuestionItem]


class AssessmentInput(Input):
    """A whole assessment: version, where it was made, what was chosen for each question, and what the customer confirms."""

    questionnaire: Annotated[str, Field(min_length=1, max_length=20)]
    channel: choices.AssessmentChannel
    answers: Annotated[
        dict[Key, Annotated[list[Key], Field(min_length=1, max_length=12)]],
        Field(min_length=1, max_length=60),
    ]
    is_own: bool
    is_second: bool = False


class AssessmentItem(Answer):
    """A completed assessment; `valid_to` is the last day for sales."""

    number: str
    grade: str
    score: int | None
    completed_at: datetime | None
    valid_to: date | None
    questionnaire: str
