"""What was logged of a visit at the counter, for whoever logged it."""

from dataclasses import dataclass
from datetime import datetime

from yinqiao.interactions.models import ContactRecord
from yinqiao.interactions.queries.origins import OWN
from yinqiao.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class CounterVisit:
    """One visit: the checks in words, the note, when."""

    checks: str
    note: str
    at: datetime


def counter_visit(*, actor: Actor, customer_id: int, key: str) -> CounterVisit | None:
    """Return what the actor logged under this key; None before that."""
    row = ContactRecord.objects.filter(
        source=OWN, source_key=f"{actor.staff_id or 0}:{key}", customer_id=customer_id
    ).first()
    return CounterVisit(row.subject, row.summary, row.happened_at) if row else None
