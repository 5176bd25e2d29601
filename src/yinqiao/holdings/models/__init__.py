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
from yinqiao.holdings.models.overdue import OverdueSpell
from yinqiao.holdings.models.payrolls import PayrollMonth

__all__ = [
    "Account",
    "AccountParty",
    "Balance",
    "Card",
    "Fee",
    "History",
    "Loan",
    "Login",
    "OverdueSpell",
    "Payroll",
    "PayrollMonth",
    "StandingOrder",
    "Transaction",
    "WealthPosition",
]
