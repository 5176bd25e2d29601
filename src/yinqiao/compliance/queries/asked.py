"""What the gate is answered when it asks: who is under business review (G01), and whom the product may not be recommended to (G12)."""

from yinqiao.compliance.choices import ContactCode
from yinqiao.compliance.diligence import queries as diligence
from yinqiao.compliance.ports import Question
from yinqiao.compliance.queries.words import reason_of
from yinqiao.compliance.rules import Answer, Cause, Decision
from yinqiao.compliance.screening import queries as screening
from yinqiao.compliance.suitability import queries as suitability
from yinqiao.platform import clock


def unsuited(question: Question) -> dict[int, Answer]:
    """Return the refusal of each customer to whom the product may not be recommended, in a constant number of queries."""
    if question.product_id is None:
        return {}
    found = suitability.suitability_of_many(
        actor=question.actor,
        customer_ids=question.customer_ids,
        product_id=question.product_id,
        now=question.now,
        is_reviewed=True,
    )
    plain = reason_of(Decision(Cause.UNSUITABLE), channel="")
    return {
        pk: Answer(one.code or ContactCode.SUIT_MISMATCH.value, one.reason or plain)
        for pk, one in found.items()
        if not one.may_recommend
    }


def reviewed(question: Question) -> dict[int, Answer]:
    """Return a refusal without a cause for everybody in some review, whatever the cause: nobody reads one out of it (DOMAIN §5)."""
    today = clock.bank_date(question.now)
    found = screening.under_review(customer_ids=question.customer_ids, today=today)
    found |= diligence.too_late(customer_ids=question.customer_ids, today=today)
    return {pk: Answer(ContactCode.PAUSED.value, "") for pk in found}
