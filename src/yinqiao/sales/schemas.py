"""Shapes of the opportunities API. Values come masked out of the queries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from yinqiao.platform.rest.shapes import Answer, Input

_EXAMPLE: dict[str, JsonValue] = {
    "id": 5120,
    "customer_id": 3462,
    "customer_no": "1000003462",
    "customer_name": "谢俊辉",
    "tier": "PRIVATE",
    "kind": "MATURITY",
    "purpose": "SERVICE",
    "title": "产品到期",
    "reason": "银桥稳盈封闭净值型2026年第071期 80.5 万 将于 2026-12-07 到期。",
    "suggestion": "到期前联系客户，了解资金安排。",
    "amount": "805000.00",
    "happens_on": "2026-12-07",
    "due_on": "2026-12-04",
    "days_late": 0,
    "priority": 2,
    "data_on": "2026-11-22",
    "state": "ASSIGNED",
    "is_open": True,
    "owner_id": 1201,
    "owner_name": "陈思远",
    "org_name": "东湖支行",
    "opened_at": "2026-11-23T06:10:00+08:00",
    "touched_at": "2026-11-23T06:10:00+08:00",
    "closed_at": None,
    "snoozed_until": None,
    "escalated_at": None,
    "escalated_to": "",
    "suppression_reason": "",
    "way": "RETAIL_WEALTH",
    "stage": "LEAD",
    "stage_label": "线索",
    "stage_since": "2026-11-23T06:10:00+08:00",
    "expected_on": "2026-12-07",
    "probability": 10,
    "version": 1,
}


class OpportunityItem(Answer):
    """An opportunity. `amount` is null, and `reason` says so, where the caller may not see the customer's amounts.

    `kind` is the rule that made it (``COUNTER_REFERRAL``: the counter did); `days_late` is 0 while the deadline is ahead. `way` and `stage` are
    codes of the pipeline (GET /pipelines), `probability` is in percent: the person's own, else that of the stage.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: int
    customer_id: int
    customer_no: str
    customer_name: str
    tier: str
    kind: str
    purpose: str
    title: str
    reason: str
    suggestion: str
    amount: Decimal | None
    happens_on: date | None
    due_on: date
    days_late: int
    priority: int
    data_on: date
    state: str
    is_open: bool
    owner_id: int | None
    owner_name: str
    org_name: str
    opened_at: datetime
    touched_at: datetime
    closed_at: datetime | None
    snoozed_until: date | None
    escalated_at: datetime | None
    escalated_to: str
    suppression_reason: str
    way: str
    stage: str
    stage_label: str
    stage_since: datetime
    expected_on: date
    probability: int
    version: int


class OpportunityFilters(Input):
    """Which opportunities. Without `state`: open ones that are not put off. `owner`: an id of staff, or ``pool``."""

    kind: Annotated[str, Field(max_length=40)] = ""
    state: Literal[
        "",
        "NEW",
        "ASSIGNED",
        "CONTACTED",
        "NEEDS",
        "PROPOSED",
        "PROCESSING",
        "WON",
        "LOST",
        "EXPIRED",
        "CLOSED",
        "OPEN",
        "ESCALATED",
        "SNOOZED",
        "STUCK",
        "SUPPRESSED",
        "ENDED",
        "ANY",
    ] = ""
    due: Literal["", "LATE", "TODAY", "WEEK"] = ""
    owner: Annotated[str, Field(pattern=r"^(pool|[0-9]{1,18})?$")] = ""
    stage: Annotated[int | None, Field(ge=1, le=2**62)] = None


class SnoozeInput(Input):
    """Until which day it waits, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"until": "2026-12-01", "reason": "客户出差，月初回来"}]}
    )

    until: date
    reason: Annotated[str, Field(max_length=200)]


class StageItem(Answer):
    """A stage of a pipeline: what it stands for outside (`state`), its probability in percent, after how many days in it one is slow."""

    id: int
    code: str
    title: str
    position: int
    state: str
    probability: int
    slow_days: int
    conditions: tuple[str, ...]


class PipelineItem(Answer):
    """A pipeline with its stages in order; the last is the deal. `kinds` are the rules whose opportunities take it."""

    code: str
    title: str
    is_company: bool
    is_sale: bool
    is_default: bool
    kinds: tuple[str, ...]
    stages: tuple[StageItem, ...]


class PipelineList(Answer):
    """All pipelines of the bank."""

    items: tuple[PipelineItem, ...]


class BoardCardItem(Answer):
    """An opportunity on the board, and for how many days it has stood at its stage."""

    row: OpportunityItem
    days: int
    is_slow: bool
    is_stuck: bool
    next_step: str


class BoardColumnItem(Answer):
    """A stage with count and sums of all that stand at it, and the first cards. Sums are null where an amount in scope is masked."""

    stage: StageItem
    count: int
    amount: Decimal | None
    weighted: Decimal | None
    cards: tuple[BoardCardItem, ...]


class BoardItem(Answer):
    """The board of a pipeline; the last column holds the deals of the quarter that began on `since`."""

    columns: tuple[BoardColumnItem, ...]
    count: int
    amount: Decimal | None
    weighted: Decimal | None
    won: Decimal | None
    since: date


class BoardFilters(Input):
    """Whose (an id of staff, or ``pool``), and expected by when."""

    owner: Annotated[str, Field(pattern=r"^(pool|[0-9]{1,18})?$")] = ""
    period: Literal["", "LATE", "MONTH", "QUARTER"] = ""


class OwnInput(Input):
    """An opportunity that no rule brought. `way` is the code of a pipeline; empty: the customer's usual one."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "customer_id": 3462,
                    "title": "定期到期转理财",
                    "reason": "客户来电咨询半年期产品",
                    "amount": "500000.00",
                    "expected_on": "2026-12-20",
                }
            ]
        }
    )

    customer_id: Annotated[int, Field(ge=1, le=2**62)]
    title: Annotated[str, Field(max_length=80)]
    reason: Annotated[str, Field(max_length=500)]
    amount: Annotated[Decimal | None, Field(gt=0, max_digits=20, decimal_places=2)] = None
    expected_on: date
    way: Annotated[str, Field(max_length=24)] = ""
    is_marketing: bool = True


class PlanInput(Input):
    """For how much and by when a deal is expected, and how likely it is in percent (null: as the stage says)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"amount": "500000.00", "expected_on": "2026-12-20", "probability": 70, "note": ""}
            ]
        }
    )

    amount: Annotated[Decimal | None, Field(gt=0, max_digits=20, decimal_places=2)]
    expected_on: date
    probability: Annotated[int | None, Field(ge=0, le=100)] = None
    note: Annotated[str, Field(max_length=500)] = ""


class MoveInput(Input):
    """To which stage it moves on, and what is brought for the conditions on the way."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"stage_id": 4, "product_id": 71, "note": "两套方案"}]}
    )

    stage_id: Annotated[int, Field(ge=1, le=2**62)]
    product_id: Annotated[int | None, Field(ge=1, le=2**62)] = None
    is_without_product: bool = False
    amount: Annotated[Decimal | None, Field(gt=0, max_digits=20, decimal_places=2)] = None
    expected_on: date | None = None
    need: Annotated[str, Field(max_length=500)] = ""
    booked_for: datetime | None = None
    confirmation: Annotated[str, Field(max_length=500)] = ""
    note: Annotated[str, Field(max_length=500)] = ""
