"""Accounts of one block: numbers, kinds, terms. Ledger accounts (with postings) stand before the others."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    NO_DAY,
    Floats,
    Integers,
    integers,
    rank_in_group,
    texts,
)
from yinqiao.integrations.synthetic_bank.shelf import Product

# Account types by the source codes of the profile; an account number begins with 60 + this.
SETTLEMENT, PASSBOOK, TIME, NOTICE, CD, STRUCTURED, TBOND = "01", "02", "03", "04", "05", "06", "07"
BASIC, GENERAL = "11", "12"
WEALTH_ACCOUNT, FUND_ACCOUNT, INSURANCE_ACCOUNT, METAL_ACCOUNT, TRUST_ACCOUNT = (
    "21",
    "22",
    "23",
    "24",
    "25",
)
LOAN_ACCOUNT, CREDIT_CARD_ACCOUNT = "31", "41"
ACTIVE, DORMANT, FROZEN, CLOSED = "1", "2", "3", "9"
RATE_UNITS = 10_000
STATUSES = [ACTIVE, DORMANT, FROZEN, CLOSED]
COLUMNS = (
    "owner",
    "product",
    "opened_on",
    "closed_on",
    "principal",
    "term_days",
    "value_on",
    "matures_on",
    "auto_renew",
    "rate",
    "status",
)


@dataclass(frozen=True)
class Accounts:
    """Accounts of one type. `owner` is a row of the block's customers, `product` a row of the shelf, `status` a position in STATUSES.

    `rate` in ten-thousandths of a percent, -1 = that of the product. `principal` 0 and days NO_DAY where they do not apply.
    """

    type_code: str
    owner: Integers
    product: Integers
    opened_on: Integers
    closed_on: Integers
    principal: Integers
    term_days: Integers
    value_on: Integers
    matures_on: Integers
    auto_renew: Integers
    rate: Integers
    status: Integers

    def __len__(self) -> int:
        return len(self.owner)


def plain_accounts(
    type_code: str,
    *,
    owner: Integers,
    product: Integers | int,
    opened_on: Integers,
    closed_on: Integers | int = FOREVER,
) -> Accounts:
    """Return accounts without a term."""
    return term_accounts(
        type_code, owner=owner, product=product, opened_on=opened_on, closed_on=closed_on
    )


def term_accounts(
    type_code: str,
    *,
    owner: Integers,
    product: Integers | int,
    opened_on: Integers,
    closed_on: Integers | int = FOREVER,
    principal: Integers | int = 0,
    term_days: Integers | int = 0,
    value_on: Integers | int = NO_DAY,
    matures_on: Integers | int = NO_DAY,
    auto_renew: Integers | int = 0,
    rate: Floats | None = None,
) -> Accounts:
    """Return accounts of one type; single values hold for all, `rate` is in percent. An account with a closing day is closed, the others are active."""
    own_rate = -1 if rate is None else integers(np.rint(rate * RATE_UNITS))
    given = (
        product,
        opened_on,
        closed_on,
        principal,
        term_days,
        value_on,
        matures_on,
        auto_renew,
        own_rate,
    )
    columns = dict(
        zip(COLUMNS[1:-1], (_column(values, len(owner)) for values in given), strict=True)
    )
    status = np.where(
        columns["closed_on"] == FOREVER, STATUSES.index(ACTIVE), STATUSES.index(CLOSED)
    )
    return Accounts(type_code=type_code, owner=owner, status=integers(status), **columns)


def _column(values: Integers | int, length: int) -> Integers:
    return integers(np.broadcast_to(integers(values), (length,)))


@dataclass
class AccountBook:
    """All accounts of a block in order; an account is known by its position."""

    index_of_owner: Integers
    parts: list[Accounts] = field(default_factory=list)
    size: int = 0

    def add(self, accounts: Accounts) -> Integers:
        """Append accounts; return their positions."""
        positions = np.arange(self.size, self.size + len(accounts))
        self.parts.append(accounts)
        self.size += len(accounts)
        return integers(positions)

    def column(self, name: str) -> Integers:
        """Return one column over all accounts."""
        return integers(np.concatenate([getattr(part, name) for part in self.parts]))

    def numbers(self) -> Integers:
        """Return the account numbers: 60 + type, customer, running number of the customer's accounts."""
        types = np.concatenate([np.full(len(part), int(part.type_code)) for part in self.parts])
        owner = self.column("owner")
        return integers(
            (60 + types) * 10**11
            + (self.index_of_owner[owner] + 1) * 1000
            + rank_in_group(owner)
            + 1
        )

    def rows(
        self,
        *,
        shelf: list[Product],
        customer_no: pl.Series,
        org_code: pl.Series,
        balance: Integers,
        last_active: Integers,
    ) -> pl.DataFrame:
        """Return the rows of table `account` but for `card_no` and `account_class`, which the caller knows."""
        owner, product = self.column("owner"), self.column("product")
        codes = [product.code for product in shelf]
        rates = np.asarray([np.nan if entry.rate is None else entry.rate for entry in shelf])
        own_rate = self.column("rate")
        rate = np.where(own_rate < 0, rates[product], own_rate / RATE_UNITS)
        status = self.column("status")
        term, principal = self.column("term_days"), self.column("principal")
        types = [part.type_code for part in self.parts]
        type_of = integers(np.repeat(np.arange(len(types)), [len(part) for part in self.parts]))
        return pl.DataFrame(
            {
                "account_no": pl.Series(self.numbers()).cast(pl.String),
                "customer_no": customer_no.gather(owner),
                "product_code": texts(codes, product),
                "org_code": org_code.gather(owner),
                "account_type": texts(types, type_of),
                "currency": pl.repeat("156", len(owner), eager=True),
                "status": texts(STATUSES, status),
                "opened_on": self.column("opened_on"),
                "closed_on": self.column("closed_on"),
                "principal": pl.Series(principal).set(pl.Series(principal == 0), None),
                "rate": pl.Series(rate).fill_nan(None),
                "term_days": pl.Series(term).set(pl.Series(term == 0), None),
                "value_on": self.column("value_on"),
                "matures_on": self.column("matures_on"),
                "auto_renew": self.column("auto_renew"),
                "balance": balance,
                "last_active_on": last_active,
            }
        )
