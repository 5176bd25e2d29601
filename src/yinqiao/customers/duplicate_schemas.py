"""Shapes of duplicates, merges and entries in the API; masked by the queries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from yinqiao.customers import choices
from yinqiao.customers.schemas import CustomerItem
from yinqiao.platform.rest.shapes import Answer, Input

Reason = Annotated[str, Field(min_length=1, max_length=200)]


class DuplicateItem(Answer):
    """Two records that may be one customer. `score` in percent; `is_strong`: a number of one person alone agrees."""

    id: int
    first: str
    second: str
    is_company: bool
    score: Decimal
    keys: list[str]
    is_strong: bool
    is_model: bool
    band: str
    state: str
    suggested_at: datetime
    version: int


class DuplicateFilters(Input):
    """What the queue is limited to: pairs to decide unless another state is named."""

    state: choices.SuggestionState | None = None
    kind: choices.Kind | None = None
    key: choices.MatchKey | None = None


class MergeInput(Input):
    """Which record is kept (by default the rule says), whose value stands by field, and why they are one customer."""

    survivor_id: Annotated[int | None, Field(ge=1)] = None
    sides: dict[Annotated[str, Field(max_length=40)], choices.Side] = {}
    reason: Reason


class MergesInput(Input):
    """Pairs to ask for together, by the rule of each field (C2)."""

    duplicate_ids: Annotated[list[int], Field(min_length=1, max_length=100)]
    reason: Reason


class MergeAnswered(Answer):
    """What became of one pair: the merge that was asked for, or why it was not."""

    suggestion_id: int
    merge_id: int | None
    problem: str


class RejectionInput(Input):
    """Why they are two customers."""

    reason: Annotated[str, Field(max_length=200)] = ""


class Rejection(Answer):
    """A pair that will not be suggested again."""

    duplicate_id: int
    state: str


class MergeItem(Answer):
    """A merge: asked for, done, or undone."""

    id: int
    member: str
    survivor: str
    survivor_id: int
    state: str
    reason: str
    maker_name: str
    asked_at: datetime
    checker_name: str
    done_at: datetime | None
    undo_until: datetime | None
    undone_at: datetime | None
    can_undo: bool
    version: int


class UndoInput(Input):
    """Why they are not the same customer."""

    reason: Reason


class Undoing(Answer):
    """A merge that was taken back; `gone` rows were deleted in the meantime and did not come back."""

    merge_id: int
    gone: int


class ProspectInput(Input):
    """A potential customer, numbers in clear. `has_seen`: the caller looked at those who are alike."""

    kind: choices.Kind = choices.Kind.PERSON
    name: Annotated[str, Field(min_length=1, max_length=120)]
    mobile: Annotated[str, Field(max_length=20)] = ""
    id_type: choices.IdType | None = None
    id_number: Annotated[str, Field(max_length=40)] = ""
    uscc: Annotated[str, Field(max_length=18)] = ""
    birth_on: date | None = None
    has_seen: bool = False


class KnownItem(Answer):
    """A customer who may be the one entered, and what agrees."""

    customer: Annotated[CustomerItem, Field(validation_alias="row")]
    keys: list[str]
    score: float
    is_exact: bool


class EntryCheckAnswer(Answer):
    """Those in scope, the surest first; `is_elsewhere`: the certificate belongs to a customer beyond the scope."""

    rows: list[KnownItem]
    is_elsewhere: bool
