"""Where the files of accounts, loans, cards, positions and movements go."""

from yinqiao.holdings.importing.accounts import ACCOUNT_PARTY, ACCOUNT_TABLE, CARD, STANDING_ORDER
from yinqiao.holdings.importing.movements import BALANCE, FEE, LOGIN, PAYROLL, TRANSACTION
from yinqiao.holdings.importing.numbers import account_numbers, account_units
from yinqiao.holdings.importing.positions import LOAN, WEALTH_POSITION

TARGETS = (
    ACCOUNT_TABLE,
    ACCOUNT_PARTY,
    LOAN,
    CARD,
    WEALTH_POSITION,
    STANDING_ORDER,
    PAYROLL,
    BALANCE,
    TRANSACTION,
    FEE,
    LOGIN,
)
__all__ = [
    "ACCOUNT_PARTY",
    "ACCOUNT_TABLE",
    "BALANCE",
    "CARD",
    "FEE",
    "LOAN",
    "LOGIN",
    "PAYROLL",
    "STANDING_ORDER",
    "TARGETS",
    "TRANSACTION",
    "WEALTH_POSITION",
    "account_numbers",
    "account_units",
]
