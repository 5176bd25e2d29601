"""Remember that a document was drawn up for a customer."""

from datetime import datetime

from yinqiao.interactions.models import Document
from yinqiao.platform.actor import Actor


def remember_document(
    *, actor: Actor, now: datetime, customer_id: int, kind: str, number: str
) -> None:
    """Put a document on the timeline (`kind` of `DocumentKind`); within the use case that makes it, which audits it."""
    Document.objects.create(
        customer_id=customer_id,
        kind=kind,
        number=number,
        made_at=now,
        staff_id=actor.staff_id,
        staff_name=actor.name,
    )
