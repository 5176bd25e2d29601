"""Typed data sets of this room for analytics: surrogate ids, no sealed field (contract 13)."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying


def accounts(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return one row an account that has not ended: account_id, customer_id, product_class, account_type, currency, balance (yuan)."""
    return copying.read_copy(
        connection,
        # An account without a product counts by what it is: a settlement account holds demand deposits.
        "select a.id, a.customer_id, coalesce(p.product_class, case when a.account_type in"
        " ('SETTLEMENT', 'PASSBOOK', 'BASIC', 'GENERAL', 'SPECIAL', 'TEMPORARY') then 'DEMAND' else a.account_type end),"
        " a.account_type, a.currency, a.balance"
        " from holdings_account a left join products_product p on p.id = a.product_id where a.ended_on is null",
        {
            "account_id": pl.Int64,
            "customer_id": pl.Int64,
            "product_class": pl.String,
            "account_type": pl.String,
            "currency": pl.String,
            "balance": pl.Decimal(20, 2),
        },
    )
