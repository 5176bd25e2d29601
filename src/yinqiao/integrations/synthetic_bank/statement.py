"""Ledgers become rows of the tables `transaction` and `balance`."""

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    Integers,
    concatenated,
    group_ends,
    group_starts,
    integers,
    texts,
)
from yinqiao.integrations.synthetic_bank.ledger import Ledger
from yinqiao.integrations.synthetic_bank.postings import CHANNELS, KINDS, Kind
from yinqiao.integrations.synthetic_bank.rendering import calendar_numbers
from yinqiao.integrations.synthetic_bank.vocabulary import words


def transaction_numbers(ledger: Ledger, part: int) -> pl.Series:
    """Return the transaction numbers: posting day, part of the batch, running number."""
    number = integers(np.arange(len(ledger.postings)) + (100 + part) * 10**8)
    return concatenated(pl.Series(calendar_numbers(ledger.postings.day)), pl.Series(number))


def transaction_rows(
    names: pl.Series, ledger: Ledger, *, account_no: pl.Series, number: pl.Series
) -> pl.DataFrame:
    """Return the rows of table `transaction`, in order of time; `names` are those of the counterparties."""
    postings = ledger.postings
    kinds = [KINDS[kind] for kind in Kind]
    banks = pl.Series([None, *words("banks").column("name")], dtype=pl.String)
    other = pl.Series(postings.other_account)
    return pl.DataFrame(
        {
            "transaction_no": number,
            "account_no": account_no.gather(postings.account),
            "posted_on": postings.day,
            "posted_at": postings.day * 86_400 + postings.second,
            "direction": texts(["D", "C"], integers(postings.amount > 0)),
            "amount": postings.amount,
            "balance_after": ledger.balance,
            "transaction_type": texts([kind.type_code for kind in kinds], postings.kind),
            "category": texts([kind.category for kind in kinds], postings.kind),
            "channel": texts(CHANNELS, postings.channel),
            "counterparty_name": names.gather(postings.name),
            "counterparty_account": other.set(other == 0, None),
            "counterparty_bank": banks.gather(postings.bank),
            "summary": texts([kind.summary for kind in kinds], postings.kind),
        }
    )


def balance_rows(
    ledger: Ledger, valued: tuple[Integers, Integers, Integers], account_no: pl.Series
) -> pl.DataFrame:
    """Return the rows of table `balance`: ledger accounts, then valued ones (rows only on change)."""
    account, day, value = valued
    changed = group_starts(account, value)
    return pl.DataFrame(
        {
            "account_no": account_no.gather(np.r_[ledger.daily_account, account[changed]]),
            "balance_on": np.r_[ledger.daily_day, day[changed]],
            "balance": np.r_[ledger.daily_balance, value[changed]],
        }
    )


def closing_values(
    size: int, ledger: Ledger, valued: tuple[Integers, Integers, Integers]
) -> Integers:
    """Return the balance of each account on the batch date: the ledger's, or the last value given."""
    result = np.zeros(size, dtype=np.int64)
    result[: len(ledger.closing)] = ledger.closing
    account, _, value = valued
    last = group_ends(account)
    result[account[last]] = value[last]
    return integers(result)
