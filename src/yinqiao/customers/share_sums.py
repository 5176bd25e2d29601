"""No company gives out more than the whole of itself: told row by row, before relations are loaded (DOMAIN §2)."""

from datetime import date
from decimal import Decimal

import polars as pl
from django.db import connection as own_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from yinqiao.customers.choices import RelationKind
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import DomainError
from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import copying

OVER = "SHARES_OVER_WHOLE"
MESSAGE = "该公司股东持股合计超过 100%"
WHOLE = Decimal(100)
_STANDING = """
select other_id, source, source_key, percent
from customers_relation join unnest(%s::bigint[]) as asked (other_id) using (other_id)
where kind = 'SHAREHOLDER' and ended_on is null and percent is not null
    and coalesce(valid_from, %s) <= %s and coalesce(valid_to, date '9999-12-31') > %s
"""

# What `identity.participants` lets follow: not what the pair holds of itself, nor a second row of one holder.
_MERGED = """
select coalesce(sum(r.percent) filter (where r.other_id = %(survivor)s), 0),
       coalesce(sum(r.percent) filter (where r.other_id = %(member)s and r.customer_id not in (%(survivor)s, %(member)s) and not exists (
           select 1 from customers_relation s where s.customer_id = r.customer_id and s.kind = r.kind and s.other_id = %(survivor)s
               and s.ended_on is null)), 0)
from customers_relation r
where r.other_id in (%(survivor)s, %(member)s) and r.kind = 'SHAREHOLDER' and r.ended_on is null and r.percent is not null
    and coalesce(r.valid_from, %(day)s) <= %(day)s and coalesce(r.valid_to, date '9999-12-31') > %(day)s
"""


class SharesOverWhole(DomainError):
    """The shares of a company would come to more than the whole."""

    code = OVER
    status = 409


def refuse_merged(actor: Actor, *, survivor_id: int, member_id: int, day: date) -> None:
    """Raise SharesOverWhole where one record of the two would be held by more than 100 %, holders beyond the actor's scope among them."""
    with counting_all(actor), own_connection.cursor() as cursor:
        cursor.execute(_MERGED, {"survivor": survivor_id, "member": member_id, "day": day})
        standing, coming = cursor.fetchone() or (Decimal(0), Decimal(0))
    if coming and standing + coming > WHOLE:
        text = _(
            "Together the shareholders of both records hold {percent} %. Correct the shares first."
        )
        raise SharesOverWhole(text.format(percent=f"{standing + coming:g}"))


def over_whole(
    connection: BaseDatabaseWrapper, batch: Batch, frame: pl.DataFrame
) -> list[Rejection]:
    """Return the rows of `frame` by which the shares of a company come to more than the whole, in the order of the file.

    Rows that the frame delivers again count with their new share; shares that begin later or are over do not count.
    """
    stakes = _open_on(batch.on, frame)
    if stakes.is_empty():
        return []
    before = _standing(connection, batch, frame=frame, stakes=stakes)
    summed = stakes.join(before, on="other_id", how="left").with_columns(
        pl.col("_before").fill_null(0)
    )
    over: list[int] = []
    totals: dict[int, Decimal] = {}
    for line, company, percent, standing in summed.sort("_line").select("_line", "other_id", "share_percent", "_before").iter_rows():  # fmt: skip
        total = totals.setdefault(company, Decimal(standing)) + percent
        if total > WHOLE:
            over.append(line)
        else:
            totals[company] = total
    return [Rejection(line, "share_percent", OVER, MESSAGE) for line in over]


def _open_on(day: date, frame: pl.DataFrame) -> pl.DataFrame:
    is_open = (pl.col("valid_from").fill_null(day) <= day) & (
        pl.col("valid_to").is_null() | (pl.col("valid_to") > day)
    )
    is_stake = pl.col("relation_type") == RelationKind.SHAREHOLDER
    has_share = pl.col("share_percent").is_not_null() & (pl.col("_op") != "D")
    return frame.filter(is_stake & has_share & is_open).select(
        "_line", "other_id", "source_key", pl.col("share_percent").cast(pl.Decimal(12, 6))
    )


def _standing(
    connection: BaseDatabaseWrapper, batch: Batch, *, frame: pl.DataFrame, stakes: pl.DataFrame
) -> pl.DataFrame:
    """Return what stands of each company beside the rows that the frame itself delivers: other_id, _before."""
    schema: copying.Schema = {
        "other_id": pl.Int64,
        "_source": pl.String,
        "source_key": pl.String,
        "percent": pl.Decimal(12, 6),
    }
    companies = stakes.get_column("other_id").unique().to_list()
    asked = (companies, batch.on, batch.on, batch.on)
    rows = copying.read_frame(connection, _STANDING, parameters=asked, schema=schema)
    own = rows.filter(pl.col("_source") == batch.source)
    delivered = own.join(frame.select("source_key"), on="source_key", how="anti")
    others = rows.filter(pl.col("_source") != batch.source)
    return pl.concat([others, delivered]).group_by("other_id").agg(_before=pl.col("percent").sum())
