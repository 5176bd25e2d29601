"""Shapes of the imports API: figures and reasons; values of rows come masked out of the queries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from yinqiao.platform.imports.choices import (
    BatchStatus,
    FileState,
    QuarantineState,
    TaskKind,
    TaskState,
)
from yinqiao.platform.rest.shapes import Answer, Input

Name = Annotated[str, Field(max_length=60)]


class BatchItem(Answer):
    """One run of a profile for one batch date."""

    id: int
    profile: str
    title: str
    source: str
    batch_on: date
    status: BatchStatus
    rows: int
    accepted: int
    rejected: int
    started_at: datetime
    finished_at: datetime | None
    runner: str
    error: str


class FileItem(Answer):
    """One file of a batch. Sums are in yuan for amounts in 分; `difference` is what the sender says less what was accepted."""

    table: str
    title: str
    name: str
    state: FileState
    reason: str
    mode: str
    bytes: int
    rows: int
    accepted: int
    rejected: int
    warned: int
    changed: int
    has_control: bool
    control_rows: int | None
    control_sum: Decimal | None
    sum_read: Decimal | None
    sum_accepted: Decimal | None
    difference: Decimal | None
    arrived_at: datetime | None
    finished_at: datetime | None


class ReasonItem(Answer):
    """How many rows one reason kept out, and how many of them wait."""

    code: str
    table: str
    column: str
    message: str
    rows: int
    open: int


class BatchAnswer(Answer):
    """One batch with its files and what was kept out."""

    line: BatchItem
    files: list[FileItem]
    errors: list[ReasonItem]
    warnings: list[ReasonItem]
    waiting: int
    mended: int
    is_alive: bool
    is_broken_off: bool
    is_first_load: bool
    manifest: str
    supersedes_id: int | None


class QuarantineItem(Answer):
    """One row that was kept out: where, why, the wrong value masked."""

    id: int
    batch_id: int
    batch_on: date
    profile: str
    table: str
    file_name: str
    line: int
    who: str
    column: str
    value: str
    code: str
    message: str
    more: int
    state: QuarantineState
    level: str
    org_code: str
    created_at: datetime
    version: int


class SourceItem(Answer):
    """How old the data of one source is, in business days behind what T+1 could give."""

    source: str
    profile: str
    title: str
    data_on: date
    finished_at: datetime | None
    age: int
    is_stale: bool


class TaskAnswer(Answer):
    """Work that was asked for; `batch_id` is known once it runs."""

    id: int
    kind: TaskKind
    state: TaskState
    is_dry_run: bool
    profile: str
    batch_on: date
    batch_id: int | None
    error: str
    asked_at: datetime
    asked_by: str
    started_at: datetime | None
    finished_at: datetime | None


class BatchFilters(Input):
    """Which batches."""

    profile: Name = ""
    status: BatchStatus | None = None
    batch_on: date | None = None


class QuarantineFilters(Input):
    """Which rows. `state` is `live` (open or mended), `all`, or one state."""

    table: Name = ""
    column: Name = ""
    code: Annotated[str, Field(max_length=40)] = ""
    org_code: Annotated[str, Field(max_length=20)] = ""
    state: Annotated[str, Field(pattern="^(live|all|open|mended|loaded|skipped|closed)$")] = "live"


class RunInput(Input):
    """Which profile, for which day; the files are taken where they usually arrive. `is_older` confirms a day long past."""

    profile: Annotated[str, Field(min_length=1, max_length=60)]
    batch_on: date
    is_older: bool = False
