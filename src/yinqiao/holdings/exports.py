"""Typed data sets of this room for analytics: surrogate ids, no sealed field (contract 13)."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.holdings import rules
from yinqiao.holdings.queries import steps
from yinqiao.platform.imports.tables import copying

# `rules.falls_due` in SQL, of an account `a`.
_TERMS = ", ".join(f"'{kind}'" for kind in rules.TERM_ACCOUNTS)
_FALLS_DUE = (
    f"(a.account_type in ({_TERMS})"
    f" or (a.account_type = '{rules.NOTICE}' and coalesce(a.term_days, 0) > {rules.LONGEST_NOTICE}))"
)


def accounts(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return one row an account that has not ended: account_id, customer_id, product_class, account_type, currency, balance (yuan), opened_on, matures_on, falls_due (whether that day counts), rate (a year), term_days, value_on."""
    return copying.read_copy(
        connection,
        # An account without a product counts by what it is: a settlement account holds demand deposits.
        "select a.id, a.customer_id, coalesce(p.product_class, case when a.account_type in"  # noqa: S608 - own words
        " ('SETTLEMENT', 'PASSBOOK', 'BASIC', 'GENERAL', 'SPECIAL', 'TEMPORARY') then 'DEMAND' else a.account_type end),"
        f" a.account_type, a.currency, a.balance, a.opened_on, a.matures_on, {_FALLS_DUE}::text, a.rate, a.term_days, a.value_on"
        " from holdings_account a left join products_product p on p.id = a.product_id where a.ended_on is null",
        {
            "account_id": pl.Int64,
            "customer_id": pl.Int64,
            "product_class": pl.String,
            "account_type": pl.String,
            "currency": pl.String,
            "balance": pl.Decimal(20, 2),
            "opened_on": pl.Date,
            "matures_on": pl.Date,
            "falls_due": pl.Boolean,
            "rate": pl.Decimal(9, 6),
            "term_days": pl.Int64,
            "value_on": pl.Date,
        },
    )


def loans(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return one row a loan that is not settled: amounts in the loan's currency, rate a year, days as set by the source."""
    return copying.read_copy(
        connection,
        "select l.customer_id, coalesce(p.product_class, ''), l.currency, l.balance, l.overdue_days, l.overdue_amount, l.next_repricing_on,"
        " l.limit_expires_on, l.prepayment_requested_on, l.account_id, l.rate, l.disbursed_on, l.matures_on, l.grade"
        " from holdings_loan l left join products_product p on p.id = l.product_id where l.ended_on is null and l.status <> 'SETTLED'",
        {
            "customer_id": pl.Int64,
            "product_class": pl.String,
            "currency": pl.String,
            "balance": pl.Decimal(20, 2),
            "overdue_days": pl.Int64,
            "overdue_amount": pl.Decimal(20, 2),
            "next_repricing_on": pl.Date,
            "limit_expires_on": pl.Date,
            "prepayment_requested_on": pl.Date,
            "account_id": pl.Int64,
            "rate": pl.Decimal(9, 6),
            "disbursed_on": pl.Date,
            "matures_on": pl.Date,
            "grade": pl.String,
        },
    )


def cards(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return one row a card that is not cancelled: limit and use in yuan."""
    return copying.read_copy(
        connection,
        "select customer_id, card_type, status, issued_on, last_used_on, credit_limit, used_amount from holdings_card"
        " where ended_on is null and status <> 'CANCELLED'",
        {
            "customer_id": pl.Int64,
            "card_type": pl.String,
            "status": pl.String,
            "issued_on": pl.Date,
            "last_used_on": pl.Date,
            "credit_limit": pl.Decimal(20, 2),
            "used_amount": pl.Decimal(20, 2),
        },
    )


def positions(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return one row a position that is held: product class, market value in its currency, when it falls due."""
    return copying.read_copy(
        connection,
        "select w.customer_id, p.product_class, w.currency, w.market_value, coalesce(w.matures_on, p.matures_on)"
        " from holdings_wealth_position w join products_product p on p.id = w.product_id where w.ended_on is null",
        {
            "customer_id": pl.Int64,
            "product_class": pl.String,
            "currency": pl.String,
            "market_value": pl.Decimal(20, 2),
            "matures_on": pl.Date,
        },
    )


def maturing(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return each term deposit and position that falls due: whose, which, how much in yuan of its currency, when; `object_renewal` tells of those that are renewed by themselves.

    A notice deposit has no maturity: its source names the day on which the notice of some days would end.
    """
    return copying.read_copy(
        connection,
        "select a.customer_id, 'account:' || a.id, coalesce(p.name, '定期存款'), a.balance, a.matures_on,"  # noqa: S608 - own words
        " case when a.auto_renew then '，到期自动转存' else '' end"
        " from holdings_account a left join products_product p on p.id = a.product_id"
        f" where a.ended_on is null and a.matures_on is not null and a.balance > 0 and {_FALLS_DUE}"
        " union all select w.customer_id, 'position:' || w.id, p.name, w.market_value, coalesce(w.matures_on, p.matures_on), ''"
        " from holdings_wealth_position w join products_product p on p.id = w.product_id"
        " where w.ended_on is null and w.market_value > 0 and coalesce(w.matures_on, p.matures_on) is not null",
        {
            "customer_id": pl.Int64,
            "object_key": pl.String,
            "object_name": pl.String,
            "object_amount": pl.Decimal(20, 2),
            "object_on": pl.Date,
            "object_renewal": pl.String,
        },
    )


def accounts_ever(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return every account, those that ended too: account_id, customer_id, product_class, account_type, currency, ended_on."""
    return copying.read_copy(
        connection,
        f"select a.id, a.customer_id, {steps.class_sql()}, a.account_type, a.currency, a.ended_on"  # noqa: S608 - own words
        " from holdings_account a left join products_product p on p.id = a.product_id",
        {
            "account_id": pl.Int64,
            "customer_id": pl.Int64,
            "product_class": pl.String,
            "account_type": pl.String,
            "currency": pl.String,
            "ended_on": pl.Date,
        },
    )
