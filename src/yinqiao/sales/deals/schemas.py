"""Shapes of the API of deals. Values come masked out of the queries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from yinqiao.platform.rest.shapes import Answer, Input

_ORDER: dict[str, JsonValue] = {
    "id": 81,
    "number": "KL2026112300000081",
    "opportunity_id": 310,
    "customer_id": 4021,
    "customer_name": "王**",
    "product_id": 12,
    "product_name": "个人大额存单三年",
    "amount": "500000.00",
    "term_days": 1095,
    "rate": "0.020500",
    "state": "ACCEPTED",
    "state_at": "2026-11-23T09:10:00+08:00",
    "reason": "",
    "external_no": "CBS-20261123-0007",
    "version": 3,
}


class OrderItem(Answer):
    """An order of a product. Rates are fractions a year; who may not see the customer's amounts reads null."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ORDER]})

    id: int
    number: str
    opportunity_id: int
    customer_id: int
    customer_name: str
    product_id: int
    product_name: str
    amount: Decimal | None
    term_days: int | None
    rate: Decimal | None
    state: str
    state_at: datetime
    reason: str
    external_no: str
    version: int


class OrderFilters(Input):
    """What the list of orders is limited to; without any those on the way."""

    show: Literal["", "OPEN", "ENDED", "ANY"] = ""
    state: Literal["", "DRAFT", "SUBMITTED", "ACCEPTED", "OPENED", "REFUSED", "WITHDRAWN"] = ""
    number: Annotated[str, Field(max_length=20)] = ""


class AnswerInput(Input):
    """What a system tells of an order. `sequence` counts what it told of this order, from 1 on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "source": "CBS",
                    "sequence": 2,
                    "told_at": "2026-11-23T09:10:00+08:00",
                    "state": "OPENED",
                    "external_no": "CBS-20261123-0007",
                    "reason": "",
                }
            ]
        }
    )

    source: Annotated[str, Field(min_length=1, max_length=20)]
    sequence: Annotated[int, Field(ge=1, le=2**53)]
    told_at: datetime
    state: Literal["ACCEPTED", "OPENED", "REFUSED", "WITHDRAWN"]
    external_no: Annotated[str, Field(max_length=60)] = ""
    reason: Annotated[str, Field(max_length=300)] = ""


class TakenItem(Answer):
    """What became of an answer: ``APPLIED``, ``LATE`` (kept, nothing moved) or ``UNKNOWN`` (kept until somebody names the order)."""

    order_no: str
    outcome: str
    state: str
    is_known: bool


class LineInput(Input):
    """A product with its terms. `rate` is a fraction a year; without it the list rate holds."""

    product_id: Annotated[int, Field(ge=1, le=2**62)]
    amount: Annotated[Decimal, Field(gt=0, max_digits=20, decimal_places=2)]
    rate: Annotated[Decimal, Field(ge=0, le=1, max_digits=9, decimal_places=6)] | None = None
    term_days: Annotated[int, Field(ge=1, le=36_500)] | None = None
    channel: Literal["BRANCH", "MANAGER", "MOBILE", "ONLINE"] = "MANAGER"
    offered_from: date
    offered_until: date


class LineItem(Answer):
    """A product with its terms and how they stand. `own_limit` is what the caller may give, in basis points."""

    id: int
    product_id: int
    product_name: str
    amount: Decimal | None
    term_days: int | None
    rate: Decimal | None
    list_rate: Decimal | None
    points: Decimal
    own_limit: int
    offered_from: date
    offered_until: date
    standing: str
    valid_until: date | None
    version: int


class LineList(Answer):
    """The products of an opportunity."""

    items: tuple[LineItem, ...]
