"""Suitability over REST: the same rules, limits and services as the pages."""

from django.utils.translation import gettext as _
from ninja import Status

from yinqiao.compliance import policies as compliance_policies
from yinqiao.compliance.suitability import policies, queries, services
from yinqiao.compliance.suitability.queries import SittingCard
from yinqiao.compliance.suitability.schemas import (
    AssessmentInput,
    AssessmentItem,
    QuestionnaireItem,
    SuitabilityAnswers,
    SuitabilityInput,
)
from yinqiao.compliance.suitability.services import Confirmation, SentAssessment
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Kind
from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.rest import idempotency
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id

router = ApiRouter(tags=["suitability"])


@router.asks(
    "/customers/{customer_id}/suitability",
    permission=compliance_policies.VIEW_CONSENT,
    answer=SuitabilityAnswers,
)
def ask_suitability(
    request: ApiRequest, customer_id: Id, body: SuitabilityInput
) -> SuitabilityAnswers:
    """Ask whether products may be sold to a customer now.

    Every reason is told with its code and rule; products that there are not are left out.
    """
    found = queries.suitability(
        actor=request.actor,
        customer_id=customer_id,
        product_ids=body.product_ids,
        now=request.now,
        is_customer_initiated=body.is_customer_initiated,
        amount=body.amount,
    )
    return SuitabilityAnswers.model_validate({"items": list(found.values())})


@router.reads(
    "/customers/{customer_id}/questionnaire",
    permission=policies.TAKE_ASSESSMENT,
    answer=QuestionnaireItem,
)
def get_questionnaire(request: ApiRequest, customer_id: Id) -> QuestionnaireItem:
    """Read the questionnaire that holds for a customer now, without its scores."""
    customer = customers.require_customer(actor=request.actor, customer_id=customer_id)
    paper = queries.paper_in_force(
        is_person=customer.kind == Kind.PERSON, on=clock.bank_date(request.now)
    )
    if paper is None:
        raise NotFound(_("No questionnaire is published for such customers."))
    return QuestionnaireItem.model_validate(
        {"code": paper.code, "title": paper.title, "questions": paper.content["questions"]}
    )


@router.creates(
    "/customers/{customer_id}/assessments",
    permission=policies.TAKE_ASSESSMENT,
    answer=AssessmentItem,
)
def take_assessment(
    request: ApiRequest, *, customer_id: Id, body: AssessmentInput
) -> Status[SittingCard]:
    """Send an assessment that the customer made alone in an app.

    It counts towards the limits of the day and of 12 months over all channels. Where the result differs from the last one the
    customer confirms it once more: the answer is 409 with both grades, and nothing is kept until `is_second` is sent.
    """
    assessment_id = services.take_assessment(
        actor=request.actor,
        now=request.now,
        customer_id=customer_id,
        sent=SentAssessment(
            questionnaire=body.questionnaire,
            channel=body.channel.value,
            answers=body.answers,
            confirmation=Confirmation(body.is_own, is_second=body.is_second),
            key=f"{customer_id}:{idempotency.short_key(request)}",
        ),
    )
    card = queries.sitting_of_assessment(
        actor=request.actor, customer_id=customer_id, assessment_id=assessment_id
    )
    return Status(201, card)
