"""The account numbers in clear, for the checks and look-ups of a running load."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.holdings.models import Account
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.imports.tables import copying

# A database made anew gives out the same ids for other accounts.
_STAMP = """
select coalesce(max(id), 0), count(*), (select oid::bigint from pg_database where datname = current_database())
from holdings_account
"""
_SCHEMA = {"_code": pl.String, "account_id": pl.Int64, "_owner_id": pl.Int64}


class _AccountNumbers:
    """The account numbers in clear, within the loading process only: one decryption of the column serves all tables of a batch."""

    def __init__(self) -> None:
        self._stamp: tuple[int, ...] | None = None
        self._frame = pl.DataFrame(schema=_SCHEMA)

    def frame(self, connection: BaseDatabaseWrapper) -> pl.DataFrame:
        """Return number, account id and customer id of every account."""
        with connection.cursor() as cursor:
            cursor.execute(_STAMP)
            stamp = tuple(int(part) for part in cursor.fetchone())
        if stamp != self._stamp:
            self._frame = _decrypted(connection)
            self._stamp = stamp
        return self._frame


def _decrypted(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    rows = copying.read_copy(
        connection,
        "select encode(number_token, 'hex'), id, customer_id from holdings_account",
        {"_token": pl.String, "account_id": pl.Int64, "_owner_id": pl.Int64},
    )
    pairs = zip(
        rows.get_column("account_id").to_list(), rows.get_column("_token").to_list(), strict=True
    )
    numbers = [
        fields.decrypt("holdings.account", row_id, bytes.fromhex(token)) for row_id, token in pairs
    ]
    return (
        rows.drop("_token")
        .with_columns(pl.Series("_code", numbers, dtype=pl.String))
        .select(list(_SCHEMA))
    )


_numbers = _AccountNumbers()


def known_accounts(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return number and account id of every account."""
    return _numbers.frame(connection).drop("_owner_id")


def known_owners(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return number, account id and customer id of every account, as a look-up brings them along."""
    return _numbers.frame(connection).rename({"_owner_id": "customer_id"})


def account_numbers(connection: BaseDatabaseWrapper) -> pl.Series:
    """Return the account numbers known now (in clear, for the checks of a running load)."""
    return _numbers.frame(connection).get_column("_code")


def account_units(number: str) -> frozenset[int]:
    """Return the units of the accounts with this number, as far as the database shows them to who asks."""
    rows = Account.objects.filter(number_index=index.blind("holdings.account", number))
    return frozenset(rows.order_by().values_list("org_id", flat=True))
