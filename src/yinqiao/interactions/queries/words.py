"""What was said in a contact that was logged here, for rooms that hang on it."""

from yinqiao.interactions import rules
from yinqiao.interactions.models import ContactRecord


def logged_words(*, record_id: int) -> tuple[str, str]:
    """Return note and next step of a contact, their numbers masked; empty when there is none. For handlers: no scope is asked."""
    rows = ContactRecord.objects.filter(pk=record_id).values_list("summary", "next_step")
    return rows.first() or ("", "")


def is_reached(outcome: str) -> bool:
    """Tell whether a contact with this outcome reached the customer herself."""
    return rules.is_reached(outcome)
