"""Shapes of data quality in the API; masked by the queries."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from yinqiao.platform.rest.shapes import Answer, Input


class SystemNumberItem(Answer):
    """A number under which a system knows a customer. `customer_id` is who answers for it today."""

    customer_id: int
    customer: str
    source: str
    source_key: str
    customer_no: str
    survivor_no: str
    known_on: date
    is_merged: bool
    is_ended: bool


class NumberFilters(Input):
    """The whole number, and the source if it is known."""

    number: Annotated[str, Field(min_length=1, max_length=120)]
    source: Annotated[str, Field(max_length=20)] = ""


class QualityFilters(Input):
    """Unit (with those below) and source."""

    org_id: Annotated[int | None, Field(ge=1)] = None
    source: Annotated[str, Field(max_length=20)] = ""


class ScoreItem(Answer):
    """Counts and the share that passed, in percent, against the target; `change` in points since the measure before."""

    checked: int
    failed: int
    share: Decimal | None
    target: Decimal
    change: Decimal | None
    is_met: bool


class QualityItem(Answer):
    """One rule as measured last."""

    key: str
    title: str
    field: str
    dimension: str
    owner: str
    score: ScoreItem


class TrendItem(Answer):
    """The share that passed all rules on a day, in percent."""

    on: date
    share: Decimal


class QualityAnswer(Answer):
    """Data quality in the caller's reach; without a measure `measured_on` is null."""

    measured_on: date | None
    lines: list[QualityItem]
    trend: list[TrendItem]
