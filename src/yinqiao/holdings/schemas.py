"""Shapes of the accounts and transactions API. Values come masked out of the queries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from yinqiao.platform.rest.shapes import Answer, Input

LARGEST = 2**63 - 1


class AccountItem(Answer):
    """An account, its number masked. Figures are null, and `balance_band` says about how much, where the caller may not see amounts.

    `closed_on` is null while the account is open, `matures_on` where it has no term.
    """

    id: int
    customer_id: int
    number: str
    account_type: str
    product_code: str
    product_name: str
    org_id: int
    currency: str
    status: str
    balance: Decimal | None
    balance_band: str
    principal: Decimal | None
    rate: Decimal | None
    term_days: int | None
    opened_on: date
    closed_on: date | None
    value_on: date | None
    matures_on: date | None
    auto_renew: bool | None
    last_active_on: date | None
    source: str
    version: int


class TransactionItem(Answer):
    """A posting. `amount` is signed, money in is positive; persons on the other side are masked."""

    id: int
    customer_id: int
    account_id: int
    transaction_no: str
    posted_on: date
    posted_at: datetime | None
    direction: str
    amount: Decimal | None
    amount_band: str
    balance_after: Decimal | None
    transaction_type: str
    category: str
    channel: str
    counterparty: str
    summary: str


class PeriodFilters(Input):
    """Which postings: days of posting, both included."""

    since: date | None = None
    until: date | None = None
    category: Annotated[str, Field(max_length=20)] = ""
    direction: Literal["", "C", "D"] = ""


class TransactionFilters(PeriodFilters):
    """Which postings of a customer: also by account."""

    account_id: Annotated[int | None, Field(ge=1, le=LARGEST)] = None
