"""Reads of holdings: what a customer owns and owes, and what moved."""

from yinqiao.holdings.queries.positions import (
    AccountRow,
    CardRow,
    Holdings,
    LoanRow,
    PositionRow,
    Subtotal,
    account_number,
    card_number,
    holdings,
)
from yinqiao.holdings.queries.transactions import (
    MonthlyFlow,
    TransactionFilter,
    TransactionRow,
    account_choices,
    category_choices,
    month_choices,
    monthly_flows,
    transaction_list,
    transaction_rows,
)

__all__ = [
    "AccountRow",
    "CardRow",
    "Holdings",
    "LoanRow",
    "MonthlyFlow",
    "PositionRow",
    "Subtotal",
    "TransactionFilter",
    "TransactionRow",
    "account_choices",
    "account_number",
    "card_number",
    "category_choices",
    "holdings",
    "month_choices",
    "monthly_flows",
    "transaction_list",
    "transaction_rows",
]
