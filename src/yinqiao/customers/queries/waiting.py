"""What waits about the customer herself: a certificate that has expired or is about to."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.customers.models import Identification
from yinqiao.lib.periods import end_or_none
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.ui.next_steps import NextStep, StepAsked

NOTICE_DAYS = "customers.expiry_notice_days"


def certificates_waiting(_actor: Actor, asked: StepAsked) -> list[NextStep]:
    """Return the certificate in use if it ends within the days of the notice, or has ended."""
    rows = Identification.objects.filter(
        customer_id=asked.customer_id, ended_on__isnull=True, expires_on__isnull=False
    ).only("id_type", "expires_on")
    row = rows.order_by("-is_primary", "pk").first()
    ends = end_or_none(row.expires_on) if row else None
    last = asked.today + timedelta(days=parameters.integer(NOTICE_DAYS, on=asked.today))
    if row is None or ends is None or ends > last:
        return []
    return [
        NextStep(
            title=_ended(ends, asked.today),
            detail=row.get_id_type_display(),
            icon="id",
            due_on=ends,
            action=_("See the certificate"),
            url=f"{reverse('customers:detail', args=[asked.customer_id])}?tab=customers.reach",
        )
    ]


def _ended(ends: date, today: date) -> str:
    return _("Certificate expired") if ends < today else _("Certificate expires soon")
