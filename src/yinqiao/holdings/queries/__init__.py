"""Reads of holdings: what a customer owns and owes, and what moved."""

from yinqiao.holdings.queries.allocation import Allocation, AllocationPart, allocation
from yinqiao.holdings.queries.balances import (
    AccountBalances,
    month_end_balances,
    month_end_days,
)
from yinqiao.holdings.queries.book import BookMaturity, book_maturities
from yinqiao.holdings.queries.corporate import Corporate, PayrollCover, Settlement, corporate
from yinqiao.holdings.queries.flows import FlowMonth, FlowPart, Flows, UnusualMove, flows
from yinqiao.holdings.queries.held import (
    Bought,
    Purchase,
    bought_by_age,
    held_products,
    products_had,
    purchases_since,
)
from yinqiao.holdings.queries.matured import Matured, matured
from yinqiao.holdings.queries.overdue import behind_for, overdue_days, overdue_frame
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
from yinqiao.holdings.queries.purchases import SCHEMA as PURCHASES
from yinqiao.holdings.queries.purchases import purchase_frame
from yinqiao.holdings.queries.spells import OverdueHistory, overdue_counts, overdue_history
from yinqiao.holdings.queries.told import moves_told, products_told
from yinqiao.holdings.queries.transactions import (
    TransactionFilter,
    TransactionRow,
    account_choices,
    category_choices,
    month_choices,
    transaction_list,
    transaction_rows,
)
from yinqiao.holdings.queries.upcoming import Maturity, maturities
from yinqiao.holdings.queries.waiting import maturities_waiting

__all__ = [
    "PURCHASES",
    "AccountBalances",
    "AccountRow",
    "Allocation",
    "AllocationPart",
    "BookMaturity",
    "Bought",
    "CardRow",
    "Corporate",
    "FlowMonth",
    "FlowPart",
    "Flows",
    "Holdings",
    "LoanRow",
    "Matured",
    "Maturity",
    "OverdueHistory",
    "PayrollCover",
    "PositionRow",
    "Purchase",
    "Settlement",
    "Subtotal",
    "TransactionFilter",
    "TransactionRow",
    "UnusualMove",
    "account_choices",
    "account_number",
    "allocation",
    "behind_for",
    "book_maturities",
    "bought_by_age",
    "card_number",
    "category_choices",
    "corporate",
    "flows",
    "held_products",
    "holdings",
    "matured",
    "maturities",
    "maturities_waiting",
    "month_choices",
    "month_end_balances",
    "month_end_days",
    "moves_told",
    "overdue_counts",
    "overdue_days",
    "overdue_frame",
    "overdue_history",
    "products_had",
    "products_told",
    "purchase_frame",
    "purchases_since",
    "transaction_list",
    "transaction_rows",
]
