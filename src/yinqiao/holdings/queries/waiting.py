"""What waits among the holdings: money that falls due within 30 days."""

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.holdings.queries.upcoming import maturities
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.next_steps import NextStep, StepAsked

DAYS: Final = 30


def maturities_waiting(actor: Actor, asked: StepAsked) -> list[NextStep]:
    """Return deposits, positions and instalments that fall due."""
    found = maturities(actor=actor, customer_id=asked.customer_id, days=DAYS, now=asked.now)
    url = f"{reverse('customers:detail', args=[asked.customer_id])}?tab=holdings.panel"
    return [
        NextStep(
            title=row.name,
            detail=" · ".join(text for text in (row.kind, row.amount) if text),
            icon="calendar-due",
            due_on=row.matures_on,
            action=_("See the holdings"),
            url=url,
        )
        for row in found
    ]
