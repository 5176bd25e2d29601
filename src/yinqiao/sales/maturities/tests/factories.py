"""Deposits that fall due, for tests of the planner."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from yinqiao.holdings.tests.factories import make_account

if TYPE_CHECKING:
    from yinqiao.customers.models import Customer

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, ten o'clock at the bank
TODAY = date(2026, 11, 24)


def term_deposit(
    customer: "Customer",
    *,
    due: date,
    money: int,
    opened: date = date(2025, 8, 3),
    closed: date | None = None,
) -> None:
    """Give a term deposit that falls due on a day; `closed` was paid out then."""
    make_account(
        customer,
        account_type="TIME",
        balance="0.00" if closed else f"{money}.00",
        principal=f"{money}.00",
        status="CLOSED" if closed else "ACTIVE",
        opened_on=opened,
        value_on=opened,
        matures_on=due,
        closed_on=closed,
    )
