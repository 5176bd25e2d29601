"""What waits of the opportunities of a customer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.next_steps import NextStep, StepAsked
from yinqiao.sales import policies
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

MOST = 20


def opportunities_waiting(actor: Actor, asked: StepAsked) -> list[NextStep]:
    """Return the open opportunities that are not put off, with the page on which they are worked."""
    rows = policies.visible_to(actor).filter(customer_id=asked.customer_id, closed_at__isnull=True)
    found = opportunity_rows(rows.order_by("urgency", "pk")[:MOST], actor=actor, now=asked.now)
    return [
        NextStep(
            title=row.title,
            detail=" · ".join(text for text in (_state(row), row.amount_text) if text),
            icon="target-arrow",
            due_on=row.due_on,
            action=_("Look at it") if row.suppression_reason else _("Work on it"),
            url=reverse("sales:detail", args=[row.id]),
        )
        for row in found
        if row.snoozed_until is None or row.snoozed_until <= asked.today
    ]


def _state(row: OpportunityRow) -> str:
    if not row.suppression_reason:
        return row.state_label
    return _("On hold: {reason}").format(reason=row.suppression_reason)
