"""Tables of the holdings room, by noun."""

from yinqiao.holdings.models.accounts import (
    Account,
    AccountParty,
    Card,
    History,
    Loan,
    StandingOrder,
    WealthPosition,
)
from yinqiao.holdings.models.movements import Balance, Fee, Login, Payroll, Transaction

__all__ = [
    "Account",
    "AccountParty",
    "Balance",
    "Card",
    "Fee",
    "History",
    "Loan",
    "Login",
    "Payroll",
    "StandingOrder",
    "Transaction",
    "WealthPosition",
]
