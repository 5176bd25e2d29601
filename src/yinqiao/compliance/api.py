"""Consents over REST: taken in from the app, branch screens and SMS replies; withdrawals out to whoever sends and calls (D39)."""

from ninja import Query, Status

from yinqiao.compliance import policies, queries, services
from yinqiao.compliance.choices import RequestKind
from yinqiao.compliance.schemas import (
    AutomationState,
    ConsentCell,
    ConsentInput,
    ConsentMatrix,
    FeedPlace,
    RecordedConsent,
    RecordedRefusal,
    RecordedReview,
    RefusalInput,
    ReviewInput,
    WithdrawalFeedAnswer,
    WithdrawalInput,
)
from yinqiao.compliance.services import ConsentGiven, ConsentTakenBack, RequestMade
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.customers.services import RefusalTold
from yinqiao.platform.audit import record_read
from yinqiao.platform.rest.requests import ApiRequest
from yinqiao.platform.rest.routers import ApiRouter
from yinqiao.platform.rest.shapes import Id

router = ApiRouter(tags=["consents"])


@router.reads(
    "/customers/{customer_id}/consents", permission=policies.VIEW_CONSENT, answer=ConsentMatrix
)
def list_consents(request: ApiRequest, customer_id: Id) -> ConsentMatrix:
    """Read what a customer allowed, by purpose and channel, as it stands now."""
    rows = queries.consent_matrix(actor=request.actor, customer_id=customer_id, now=request.now)
    record_read(actor=request.actor, verb="compliance.consents-read", customer_id=customer_id)
    return ConsentMatrix(
        items=[ConsentCell.model_validate(cell) for row in rows for cell in row.cells]
    )


@router.creates(
    "/customers/{customer_id}/consents",
    permission=policies.RECORD_CONSENT,
    answer=RecordedConsent,
)
def record_consent(
    request: ApiRequest, *, customer_id: Id, body: ConsentInput
) -> Status[RecordedConsent]:
    """Record a consent.

    One purpose and one channel a call: consents are not bundled. The text version must stand in the register and have been in force; for
    a child the guardian agrees.
    """
    given = ConsentGiven(**body.model_dump())
    pk = services.grant_consent(
        actor=request.actor, now=request.now, customer_id=customer_id, given=given
    )
    return Status(201, RecordedConsent(consent_id=pk))


@router.creates(
    "/customers/{customer_id}/consent-withdrawals",
    permission=policies.RECORD_CONSENT,
    answer=RecordedConsent,
)
def record_consent_withdrawal(
    request: ApiRequest, *, customer_id: Id, body: WithdrawalInput
) -> Status[RecordedConsent]:
    """Record a withdrawal: a click in the app, a reply R to a text message. It holds when this call returns, in every line of business."""
    taken = ConsentTakenBack(**body.model_dump())
    pk = services.withdraw_consent(
        actor=request.actor, now=request.now, customer_id=customer_id, taken=taken
    )
    return Status(201, RecordedConsent(consent_id=pk))


@router.reads(
    "/consent-withdrawals", permission=policies.READ_WITHDRAWALS, answer=WithdrawalFeedAnswer
)
def list_consent_withdrawals(request: ApiRequest, place: Query[FeedPlace]) -> WithdrawalFeedAnswer:
    """Read the withdrawals since a cursor, the oldest first.

    For the platforms that send and call: ask every minute, stop what is named, keep the cursor. Withdrawals that sources told of by
    file are among them.
    """
    found = queries.withdrawals_since(actor=request.actor, cursor=place.cursor, limit=place.limit)
    record_read(
        actor=request.actor,
        verb="compliance.withdrawals-listed",
        detail={"customers": sorted({row.customer_id for row in found.items})},
    )
    return WithdrawalFeedAnswer.model_validate(found)


@router.reads(
    "/customers/{customer_id}/automation-refusal",
    permission=policies.VIEW_CONSENT,
    answer=AutomationState,
)
def show_automation_refusal(request: ApiRequest, customer_id: Id) -> AutomationState:
    """Read whether the customer refused automated decisions: then no score, ranking or recommendation by a machine is used for her."""
    customers.require_customer(actor=request.actor, customer_id=customer_id)
    found = customers.automation_refusal(customer_id=customer_id)
    record_read(actor=request.actor, verb="compliance.consents-read", customer_id=customer_id)
    return AutomationState(
        is_refused=found is not None, refused_at=found.refused_at if found else None
    )


@router.creates(
    "/customers/{customer_id}/automation-refusals",
    permission=customer_policies.RECORD_REFUSAL,
    answer=RecordedRefusal,
)
def record_automation_refusal(
    request: ApiRequest, *, customer_id: Id, body: RefusalInput
) -> Status[RecordedRefusal]:
    """Record that the customer refuses automated decisions. Consents to profiling are withdrawn with it."""
    pk = services.refuse_automation(
        actor=request.actor,
        now=request.now,
        customer_id=customer_id,
        told=RefusalTold(body.told_via, body.evidence_no),
    )
    return Status(201, RecordedRefusal(refusal_id=pk))


@router.creates(
    "/customers/{customer_id}/decision-reviews",
    permission=policies.RECEIVE_REQUEST,
    answer=RecordedReview,
)
def ask_for_decision_review(
    request: ApiRequest, *, customer_id: Id, body: ReviewInput
) -> Status[RecordedReview]:
    """Ask that a person looks at an automated decision and explains it. What the decision rested on is kept with the request."""
    made = RequestMade(RequestKind.HUMAN_REVIEW, body.wish, body.received_via, body.decision)
    pk = services.receive_request(
        actor=request.actor, now=request.now, customer_id=customer_id, made=made
    )
    return Status(201, RecordedReview(request_id=pk))
