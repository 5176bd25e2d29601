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
    "version": 1,
}


class OpportunityItem(Answer):
    """An opportunity. `amount` is null, and `reason` says so, where the caller may not see the customer's amounts.

    `kind` is the rule that made it (``COUNTER_REFERRAL``: the counter did); `days_late` is 0 while the deadline is ahead.
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
        "WON",
        "LOST",
        "EXPIRED",
        "CLOSED",
        "OPEN",
        "ESCALATED",
        "SNOOZED",
        "SUPPRESSED",
        "ENDED",
        "ANY",
    ] = ""
    due: Literal["", "LATE", "TODAY", "WEEK"] = ""
    owner: Annotated[str, Field(pattern=r"^(pool|[0-9]{1,18})?$")] = ""


class SnoozeInput(Input):
    """Until which day it waits, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"until": "2026-12-01", "reason": "客户出差，月初回来"}]}
    )

    until: date
    reason: Annotated[str, Field(max_length=200)]
