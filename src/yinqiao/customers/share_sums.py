"""No company gives out more than the whole of itself: told row by row, before relations are loaded (DOMAIN §2)."""

from datetime import date
from decimal import Decimal

import polars as pl
from django.db import connection as own_connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from yinqiao.customers.choices import WITH_PERCENT, RelationKind
from yinqiao.lib.numbers import plain
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.db.turns import stand_beside, take_every_turn, take_turn
from yinqiao.platform.errors import DomainError
from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import copying

OVER = "SHARES_OVER_WHOLE"
MESSAGE = "该公司股东持股合计超过 100%"
WHOLE = Decimal(100)
MESSAGES = {
    RelationKind.SHAREHOLDER: MESSAGE,
    RelationKind.VOTING_RIGHTS: "该公司表决权合计超过 100%",
    RelationKind.INCOME_RIGHTS: "该公司收益权合计超过 100%",
}
TURN = "customers.shares"
_COMPANY = ["other_id", "kind"]
_OPEN = """r.kind = any(%(kinds)s) and r.ended_on is null and r.percent is not null
    and coalesce(r.valid_from, %(day)s) <= %(day)s and coalesce(r.valid_to, date '9999-12-31') > %(day)s"""
# Who is no customer stands on the row of the company that she holds.
_STANDING = f"""
select r.other_id, r.kind, r.source, r.source_key, r.percent
from customers_relation r join unnest(%(companies)s::bigint[]) as asked (id) on r.other_id = asked.id
where not r.is_from_outsider and {_OPEN}
union all
select r.customer_id, r.kind, r.source, r.source_key, r.percent
from customers_relation r join unnest(%(companies)s::bigint[]) as asked (id) on r.customer_id = asked.id
where r.is_from_outsider and {_OPEN}
"""  # noqa: S608 - our own pieces


def is_told_twice(row: str, other: str) -> str:
    """Return SQL: the open relation `row` is the same one as `other`, to somebody who is no customer and has the same document at both."""
    return f"""{row}.kind = {other}.kind and {row}.is_from_outsider = {other}.is_from_outsider and {row}.ended_on is null
        and exists (select 1 from customers_outsider k join customers_outsider o using (number_index)
            where k.id = {row}.outsider_id and o.id = {other}.outsider_id and number_index <> '')"""  # noqa: S608 - our own pieces


# What `identity.participants` lets follow: not what the pair holds of itself, nor a second row of one holder, customer or not.
_MERGED = f"""
select r.kind, coalesce(sum(r.percent) filter (where %(survivor)s = case when r.is_from_outsider then r.customer_id else r.other_id end), 0),
       coalesce(sum(r.percent) filter (where r.is_from_outsider and r.customer_id = %(member)s and not exists (
           select 1 from customers_relation s where s.customer_id = %(survivor)s and {is_told_twice("s", "r")})
           or not r.is_from_outsider and r.other_id = %(member)s and r.customer_id not in (%(survivor)s, %(member)s) and not exists (
           select 1 from customers_relation s where s.customer_id = r.customer_id and s.kind = r.kind and s.other_id = %(survivor)s
               and s.ended_on is null)), 0)
from customers_relation r
where (r.other_id in (%(survivor)s, %(member)s) and not r.is_from_outsider
    or r.customer_id in (%(survivor)s, %(member)s) and r.is_from_outsider) and {_OPEN}
group by r.kind order by r.kind = 'SHAREHOLDER' desc, r.kind
"""  # noqa: S608 - our own pieces


class SharesOverWhole(DomainError):
    """The shares of a company would come to more than the whole."""

    code = OVER
    status = 409


def take_turns(*companies: int) -> None:
    """Nobody else, nor a file that is loaded, writes a share of these companies down to the end of the transaction."""
    stand_beside(TURN)
    for company in sorted(companies):
        take_turn(TURN, company)


def refuse_merged(actor: Actor, *, survivor_id: int, member_id: int, day: date) -> None:
    """Raise SharesOverWhole where one record of the two would be held by more than 100 %, holders beyond the actor's scope among them.

    Shares, votes and income each count by themselves; nobody writes a share of either record down meanwhile.
    """
    take_turns(survivor_id, member_id)
    with counting_all(actor), own_connection.cursor() as cursor:
        cursor.execute(
            _MERGED,
            {"survivor": survivor_id, "member": member_id, "day": day, "kinds": _kinds()},
        )
        found = cursor.fetchall()
    over = [row for row in found if row[2] and row[1] + row[2] > WHOLE]
    if over:
        kind, standing, coming = over[0]
        text = (
            _(
                "Together the shareholders of both records hold {percent} %. Correct the shares first."
            )
            if kind == RelationKind.SHAREHOLDER
            else _("Together with what is on record this comes to {percent} % of the company.")
        )
        raise SharesOverWhole(text.format(percent=plain(standing + coming)))


def over_whole(
    connection: BaseDatabaseWrapper,
    batch: Batch,
    frame: pl.DataFrame,
    *,
    company: str = "other_id",
) -> list[Rejection]:
    """Return the rows of `frame` by which the shares, votes or income of a company come to more than the whole, in the order of the file.

    Rows that the frame delivers again count with their new share; shares that begin later or are over do not count, nor those of no company of
    ours: `company` is the column that names it.
    """
    stakes = _open_on(batch.on, frame, company)
    if stakes.is_empty():
        return []
    # Staff who add a share meanwhile would count without these rows, and these rows without theirs.
    take_every_turn(connection, TURN)
    before = _standing(connection, batch, frame=frame, stakes=stakes)
    summed = stakes.join(before, on=_COMPANY, how="left").with_columns(
        pl.col("_before").fill_null(0)
    )
    over: list[tuple[int, str]] = []
    totals: dict[tuple[int, str], Decimal] = {}
    for line, held, kind, percent, standing in summed.sort("_line").select("_line", *_COMPANY, "share_percent", "_before").iter_rows():  # fmt: skip
        total = totals.setdefault((held, kind), Decimal(standing)) + percent
        if total > WHOLE:
            over.append((line, MESSAGES[RelationKind(kind)]))
        else:
            totals[held, kind] = total
    return [Rejection(line, "share_percent", OVER, message) for line, message in over]


def _kinds() -> list[str]:
    return [str(kind) for kind in WITH_PERCENT]


def _open_on(day: date, frame: pl.DataFrame, company: str) -> pl.DataFrame:
    is_open = (pl.col("valid_from").fill_null(day) <= day) & (
        pl.col("valid_to").is_null() | (pl.col("valid_to") > day)
    )
    is_stake = pl.col("relation_type").is_in(_kinds())
    has_share = pl.col("share_percent").is_not_null() & (pl.col("_op") != "D")
    is_ours = pl.col(company).is_not_null()
    return frame.filter(is_stake & has_share & is_open & is_ours).select(
        "_line",
        pl.col(company).alias("other_id"),
        "source_key",
        pl.col("relation_type").alias("kind"),
        pl.col("share_percent").cast(pl.Decimal(12, 6)),
    )


def _standing(
    connection: BaseDatabaseWrapper, batch: Batch, *, frame: pl.DataFrame, stakes: pl.DataFrame
) -> pl.DataFrame:
    """Return what stands of each company beside the rows that the frame itself delivers: other_id, kind, _before."""
    schema: copying.Schema = {
        "other_id": pl.Int64,
        "kind": pl.String,
        "_source": pl.String,
        "source_key": pl.String,
        "percent": pl.Decimal(12, 6),
    }
    companies = stakes.get_column("other_id").unique().to_list()
    asked = {"companies": companies, "day": batch.on, "kinds": _kinds()}
    rows = copying.read_frame(connection, _STANDING, parameters=asked, schema=schema)
    own = rows.filter(pl.col("_source") == batch.source)
    delivered = own.join(frame.select("source_key"), on="source_key", how="anti")
    others = rows.filter(pl.col("_source") != batch.source)
    return pl.concat([others, delivered]).group_by(_COMPANY).agg(_before=pl.col("percent").sum())
