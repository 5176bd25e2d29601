"""No decision by a machine alone (PIPL 24): the customer refuses them, or a person looks at one and explains it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.privacy.choices import DecisionKind, Outcome
from yinqiao.compliance.privacy.models import DecisionReview
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.masking.notes import scan_free_text

_LONGEST: Final = 1000


def begin_review(
    *, request_id: int, customer_id: int, decision: str, told: Mapping[str, object]
) -> None:
    """Note which decision a request is about, in the transaction that receives it. Raises InvalidInput for an unknown kind."""
    if decision not in DecisionKind.values:
        said = _("Choose the decision that is to be looked at.")
        raise InvalidInput(said, fields={"decision": said})
    DecisionReview.objects.create(
        request_id=request_id, customer_id=customer_id, decision=decision, told=dict(told)
    )


def close_review(
    *,
    actor: Actor,
    now: datetime,
    request_id: int,
    customer_id: int,
    outcome: str,
    explanation: str,
) -> None:
    """Note what the person found and what the customer is told, in the transaction of the answer. Raises InvalidInput without either."""
    wrong = {}
    if outcome not in Outcome.values:
        wrong["outcome"] = _("Say whether the result stands.")
    if not explanation.strip():
        wrong["said"] = _("Explain the decision to the customer.")
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    row, _is_new = DecisionReview.objects.select_for_update().get_or_create(
        request_id=request_id,
        defaults={"customer_id": customer_id, "decision": DecisionKind.OTHER},
    )
    row.outcome, row.explanation = outcome, scan_free_text(explanation.strip())[:_LONGEST]
    row.reviewed_at, row.reviewer_id, row.reviewer_name = now, actor.staff_id, actor.name
    row.save()
