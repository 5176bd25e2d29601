"""Pure rules of interactions."""

from datetime import date

from yinqiao.interactions.choices import Readers, TaskState


def may_read_note(readers: str, *, in_team: bool, is_author: bool) -> bool:
    """Tell whether somebody who may open the customer may also read this note."""
    return readers == Readers.BRANCH or in_team or is_author


def is_overdue(state: str, *, due_on: date | None, today: date) -> bool:
    """Tell whether an open task is past its day."""
    return state == TaskState.OPEN and due_on is not None and due_on < today
