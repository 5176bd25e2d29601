"""Shapes of the audit API. Values are masked since they were written."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from yinqiao.platform.rest.shapes import Answer, Input

LARGEST = 2**63 - 1
Number = Annotated[int | None, Field(ge=1, le=LARGEST)]


class EntryItem(Answer):
    """One audit entry; `seq` is its place in the chain, null while it waits for the seal."""

    id: int
    seq: int | None
    occurred_at: datetime
    actor_kind: str
    staff_id: int | None
    staff_no: str
    actor_name: str
    roles: str
    org_id: int | None
    ip: str
    request_id: str
    verb: str
    result: str
    object_type: str
    object_id: int | None
    customer_id: int | None
    reason: str
    old: dict[str, object]
    new: dict[str, object]
    detail: dict[str, object]


class EntryFilters(Input):
    """Which entries. `verb` is a beginning such as `customers.`; days are of the bank, both included."""

    verb: Annotated[str, Field(max_length=80)] = ""
    result: Literal["", "ok", "denied", "failed"] = ""
    staff_id: Number = None
    staff_no: Annotated[str, Field(max_length=40)] = ""
    customer_id: Number = None
    object_type: Annotated[str, Field(max_length=60)] = ""
    object_id: Number = None
    request_id: Annotated[str, Field(max_length=40)] = ""
    since: date | None = None
    until: date | None = None


class ReaderItem(Answer):
    """One person's dealings with a customer."""

    staff_id: int | None
    staff_no: str
    name: str
    looks: int
    lists: int
    changes: int
    refusals: int
    first_at: datetime
    last_at: datetime
    verbs: list[str]


class FindingItem(Answer):
    """What a verification found, and where."""

    kind: str
    seq: int | None
    entry_id: int | None


class VerificationItem(Answer):
    """One verification of the chain; `finished_at` is null while it runs."""

    id: int
    asked_at: datetime
    asked_by: str
    finished_at: datetime | None
    checked: int
    unsealed: int
    head: str
    is_intact: bool
    is_complete: bool
    findings: list[FindingItem]


class ChainAnswer(Answer):
    """How the chain stands; `anchored` is the last sequence written outside the database."""

    sealed: int
    sealed_at: datetime | None
    waiting: int
    waiting_since: datetime | None
    anchored: int
    anchor_problems: list[str]
