"""Rows delivered again under another batch date: what stands is kept, what differs goes to quarantine, nothing counts twice."""

from datetime import timedelta
from decimal import Decimal

import pytest

from yinqiao.holdings import importing as holdings
from yinqiao.holdings.tests.test_importing import (
    DAY,
    accounts,
    batch,
    framed,
    load,
    loader,
    posting,
    rows,
)

__all__ = ["loader"]
NEXT = DAY + timedelta(days=1)


def balance(amount, day=DAY):
    return {
        "account_no": "6217000000000000012",
        "balance_on": day,
        "balance": Decimal(amount),
    }


def fee(number, amount):
    return {
        "fee_no": number,
        "customer_no": "6100000000",
        "charged_on": DAY,
        "fee_kind": "TRANSFER",
        "amount": Decimal(amount),
    }


CASES = [
    (
        holdings.TRANSACTION,
        [posting("T1"), posting("T2", counterparty="6222000011112222")],
        [posting("T2", "12.00", counterparty="6222000011112222"), posting("T1"), posting("T3")],
        "select transaction_no, amount::text, batch_on from holdings_transaction order by 1",
        [("T1", "10.00", DAY), ("T2", "10.00", DAY), ("T3", "10.00", NEXT)],
        "transaction_no",
    ),
    (
        holdings.BALANCE,
        [balance("5.00"), balance("6.00", NEXT)],
        [balance("7.00", NEXT), balance("5.00"), balance("8.00", NEXT + timedelta(days=1))],
        "select balance_on, balance::text, batch_on from holdings_balance order by 1",
        [(DAY, "5.00", DAY), (NEXT, "6.00", DAY), (NEXT + timedelta(days=1), "8.00", NEXT)],
        "account_id",
    ),
    (
        holdings.FEE,
        [fee("F1", "1.00"), fee("F2", "2.00")],
        [fee("F2", "3.00"), fee("F1", "1.00"), fee("F3", "4.00")],
        "select fee_no, amount::text, batch_on from holdings_fee order by 1",
        [("F1", "1.00", DAY), ("F2", "2.00", DAY), ("F3", "4.00", NEXT)],
        "fee_no",
    ),
]


@pytest.mark.parametrize(
    ("target", "first", "second", "query", "expected", "column"),
    CASES,
    ids=[target.name for target, *_ in CASES],
)
def test_what_stands_is_kept_and_what_differs_is_named(
    loader, target, first, second, query, expected, column
):
    accounts(loader)
    load(loader, target, framed(first), batch(1), "append")
    result = load(loader, target, framed(second), batch(2, day=NEXT), "append")
    assert (result.inserted, result.unchanged) == (1, 1)
    assert [(row.line, row.column, row.code) for row in result.rejected] == [
        (1, column, "LOADED_DIFFERENTLY")
    ]
    assert result.rejected[0].message.startswith(f"该行已随 {DAY:%Y-%m-%d} 批次入库且内容不同")
    assert rows(loader, query) == expected


def test_undoing_the_later_batch_leaves_the_earlier_rows(loader):
    accounts(loader)
    load(loader, holdings.TRANSACTION, framed([posting("T1")]), batch(1), "append")
    later = batch(2, day=NEXT)
    load(loader, holdings.TRANSACTION, framed([posting("T1"), posting("T2")]), later, "append")
    undone = holdings.TRANSACTION.undo(batch=later, table="transaction", connection=loader)
    assert undone.removed == 1
    assert rows(loader, "select transaction_no from holdings_transaction") == [("T1",)]


def test_a_month_left_bare_by_a_broken_off_load_is_indexed_before_the_next(loader):
    accounts(loader)
    broken = batch(1)
    holdings.TRANSACTION.load(
        batch=broken, table="transaction", frame=framed([posting("T1")]), connection=loader
    )
    result = load(
        loader, holdings.TRANSACTION, framed([posting("T1", "11.00")]), batch(2, day=NEXT), "append"
    )
    assert (result.inserted, [row.code for row in result.rejected]) == (0, ["LOADED_DIFFERENTLY"])


def test_the_vacuum_leaves_a_month_alone_while_it_is_filled_and_comes_back_with_its_indexes(loader):
    accounts(loader)
    filled = batch(1)
    month = f"holdings_transaction_{DAY:%Y%m}"
    left_alone = f"select reloptions @> array['autovacuum_enabled=false'] from pg_class where relname = '{month}'"
    holdings.TRANSACTION.load(
        batch=filled, table="transaction", frame=framed([posting("T1")]), connection=loader
    )
    assert rows(loader, left_alone) == [(True,)]
    holdings.TRANSACTION.finish(batch=filled, table="transaction", mode="append", connection=loader)
    assert rows(loader, left_alone) == [(None,)]
