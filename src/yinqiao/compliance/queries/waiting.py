"""What waits on the side of compliance: a risk assessment that has expired or is about to."""

from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.compliance.models import RiskAssessment
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.next_steps import NextStep, StepAsked

SOON: Final = timedelta(days=30)


def assessments_waiting(_actor: Actor, asked: StepAsked) -> list[NextStep]:
    """Return the newest assessment if it ends within 30 days, or has ended."""
    rows = RiskAssessment.objects.filter(customer_id=asked.customer_id, ended_on__isnull=True)
    row = rows.order_by("-assessed_on", "-pk").only("risk_tolerance", "valid_to").first()
    if row is None or row.valid_to > asked.today + SOON:
        return []
    is_over = row.valid_to < asked.today
    return [
        NextStep(
            title=_("Risk assessment expired") if is_over else _("Risk assessment expires soon"),
            detail=row.risk_tolerance,
            icon="shield-check",
            due_on=row.valid_to,
            action=_("See the assessment"),
            url=f"{reverse('customers:detail', args=[asked.customer_id])}?tab=compliance.suitability",
        )
    ]
