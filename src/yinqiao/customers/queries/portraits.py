"""Who looks after very many customers, and what they told they do not want to hear of, as one frame: for work over everybody."""

from collections.abc import Sequence
from typing import Final

import polars as pl
from django.db import connection

from yinqiao.customers.choices import Kind
from yinqiao.platform.imports.tables import copying

SCHEMA: Final = {
    "customer_id": pl.Int64,
    "is_company": pl.Int8,
    "main_rm_id": pl.Int64,
    "org_id": pl.Int64,
    "opened_on": pl.Date,
    "avoid": pl.String,
}
_PORTRAITS: Final = """
select id, (kind = %(company)s)::int, main_rm_id, org_id, opened_on, coalesce(attributes->>'avoid', '')
from customers_customer where id >= %(first)s and id < %(end)s order by id
"""


def portrait_frame(*, first: int, end: int) -> pl.DataFrame:
    """Return the customers with ids from `first` to before `end`; over whom the wall of the transaction says."""
    wanted = {"company": Kind.COMPANY.value, "first": first, "end": end}
    frame = copying.read_copy(connection, _PORTRAITS, SCHEMA, parameters=wanted)
    return frame.with_columns(
        pl.col("avoid").fill_null(""), is_company=pl.col("is_company").cast(pl.Boolean)
    )


def starts(*, size: int) -> Sequence[int]:
    """Return the first customer of each piece of `size` customers; over whom the wall of the transaction says."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from (select id, row_number() over (order by id) as place from customers_customer) n where (place - 1) %% %s = 0 order by id",
            [size],
        )
        return [int(row[0]) for row in cursor.fetchall()]
