"""Shapes of performance over REST."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from yinqiao.platform.rest.shapes import Answer, Input
from yinqiao.sales.performance.choices import Figure, Measure


class ResultFilters(Input):
    """Which month of whom: a person, or a unit with everything below it; without both the caller's own."""

    month: date = Field(description="Any day of the month.")
    staff_id: int | None = Field(None, ge=1, le=2**62)
    org_id: int | None = Field(None, ge=1, le=2**62)


class ResultItem(Answer):
    """One figure. A share or a mean is `value` of `of`; `first_value` is what a locked month said before it was restated."""

    figure: Figure
    measure: Measure
    value: Decimal | None
    of: Decimal | None = None
    shown: Decimal | None = Field(
        description="The value to be read; null where there is nothing to tell."
    )
    first_value: Decimal | None = None
    target: Decimal | None = None
    expected: Decimal | None = Field(
        None, description="Where it should stand by now, by the targets in force on each workday."
    )
    incentive: Decimal | None = None


class ResultSheet(Answer):
    """The month of a person or a unit. `paid` is nothing under a veto, whose reason stands in `veto`."""

    month: date
    data_on: date | None
    is_closed: bool
    veto: str
    pay: Decimal
    paid: Decimal
    items: list[ResultItem]


class ChangeFilters(Input):
    """Whose money, between the ends of which days."""

    first: date
    last: date
    staff_id: int | None = Field(None, ge=1, le=2**62)
    org_id: int | None = Field(None, ge=1, le=2**62)
    is_deposits: bool = False


class PartItem(Answer):
    """A part of the change in yuan."""

    key: str
    amount: Decimal


class ChangeItem(Answer):
    """A change in yuan and its parts: those of `causes`, of `classes` and of `managers` each come to `change` exactly."""

    title: str
    begin: Decimal
    end: Decimal
    change: Decimal
    causes: list[PartItem]
    classes: list[PartItem]
    managers: list[PartItem] = Field(
        description="By the id of the manager; `pool` for customers whom nobody manages."
    )
