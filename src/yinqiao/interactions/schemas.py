"""Shapes of the API of contacts and tasks. Values come masked out of the queries."""

from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.interactions.choices import Channel, Direction, Outcome
from yinqiao.interactions.ports import FollowUp
from yinqiao.platform.rest.shapes import Answer, Input

Line = Annotated[str, Field(max_length=120)]
Note = Annotated[str, Field(max_length=500)]


class InteractionItem(Answer):
    """A contact between bank and customer. Numbers of persons in its texts are masked.

    `outcome` and `purpose` are empty where the source tells none; `is_history`: another system logged it.
    """

    id: int
    customer_id: int
    channel: str
    direction: str
    outcome: str
    purpose: str
    happened_at: datetime
    duration_seconds: int | None
    subject: str
    summary: str
    need: str
    place: str
    next_step: str
    next_on: date | None
    staff_name: str
    about_type: str
    about_id: int | None
    is_history: bool


class FollowUpInput(Input):
    """What came of a contact. A next step has a day; `happened_at` is now unless told.

    `about` names an open opportunity of this customer, as ``sales.opportunity:5120``: the contact moves it on.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "about": "sales.opportunity:5120",
                    "channel": "CALL",
                    "outcome": "INTERESTED",
                    "note": "到期资金想分两笔",
                    "next_step": "带方案到店面谈",
                    "next_on": "2026-11-27",
                }
            ]
        }
    )

    channel: Channel
    outcome: Outcome
    direction: Direction = Direction.OUT
    purpose: Literal["MARKETING", "SERVICE"] = "SERVICE"
    note: Note = ""
    need: Line = ""
    subject: Line = ""
    place: Line = ""
    participants: Line = ""
    next_step: Line = ""
    next_on: date | None = None
    happened_at: datetime | None = None
    about: Annotated[str, Field(pattern=r"^([a-z_]+\.[a-z_]+:[0-9]{1,18})?$")] = ""

    def follow_up(self, *, key: str) -> FollowUp:
        """Return it as the service takes it; the same `key` logs it once."""
        values = self.model_dump(exclude={"purpose", "about"})
        return FollowUp(**values, purpose=ContactPurpose(self.purpose), key=key)


class LoggedInteraction(Answer):
    """What logging left behind."""

    interaction_id: int
    task_id: int | None


class TaskItem(Answer):
    """Something to be done about a customer. `assignee_id` is null while it lies in the pool."""

    id: int
    customer_id: int
    customer_name: str
    title: str
    detail: str
    kind: str
    due_on: date | None
    due_time: time | None
    days_late: int
    state: str
    is_open: bool
    assignee_id: int | None
    assignee: str
    waits_because: str
    created_by: str
    closed_at: datetime | None
    closing_note: str
    version: int


class TaskFilters(Input):
    """Which tasks: one's own, of all in scope, or of the pool; open ones unless `state` says more."""

    whose: Literal["mine", "team", "pool"] = "mine"
    kind: Literal["", "FOLLOW_UP", "VISIT", "CHECK_NUMBER", "OTHER"] = ""
    state: Literal["", "OPEN", "DONE", "CANCELLED", "ANY"] = ""
    due: Literal["", "LATE", "TODAY", "WEEK"] = ""


class CompletionInput(Input):
    """How it ended."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"note": "已与客户确认新手机号"}]})

    note: Annotated[str, Field(max_length=200)] = ""


class PutOffInput(Input):
    """Another day; a later one needs a reason."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"due_on": "2026-12-02", "reason": "客户改约"}]}
    )

    due_on: date
    reason: Annotated[str, Field(max_length=200)] = ""
