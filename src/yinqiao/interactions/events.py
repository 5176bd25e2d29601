"""What the interactions room tells the rooms above it."""

from dataclasses import dataclass
from datetime import date

from yinqiao.platform.events.bus import event


@event("interactions.FollowUpLogged")
@dataclass(frozen=True, slots=True)
class FollowUpLogged:
    """Somebody logged what came of a contact. `about_type` and `about_id` name what it was about, empty if nothing in particular.

    What was said is not carried along: `queries.logged_words` reads it.
    """

    record_id: int
    customer_id: int
    staff_id: int | None
    staff_name: str
    channel: str
    outcome: str
    is_reached: bool
    about_type: str
    about_id: int | None
    next_on: date | None


@event("interactions.TaskMoved")
@dataclass(frozen=True, slots=True)
class TaskMoved:
    """A task was opened, done, opened again, put off, handed over or closed; `act` says which, `state` where it stands."""

    task_id: int
    customer_id: int
    act: str
    state: str
    assignee_id: int | None
