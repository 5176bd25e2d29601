"""Where a list of leads goes: rows of people and companies who showed an interest (A56).

A row of somebody of whom there is an open lead or an earlier row goes to quarantine with that reason; so does one that would change a lead at work. What is loaded is looked at
(A23) by a job before anybody gets it.
"""

from typing import TYPE_CHECKING

import polars as pl

from yinqiao.customers.choices import Kind
from yinqiao.lib import cn_id
from yinqiao.platform.crypto import index
from yinqiao.platform.db.turns import take_every_turn
from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import Column, Lookup, MasterTable, Sealed, copying
from yinqiao.platform.masking.columns import mask_column
from yinqiao.platform.masking.rules import FieldClass
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import rules
from yinqiao.sales.leads.choices import Interest, Origin, Standing, State
from yinqiao.sales.leads.models import FIELD, INDEX, TURN

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

TWICE = "LEAD_TWICE"
UNREACHABLE = "LEAD_WITHOUT_NUMBER"
AT_WORK = "LEAD_AT_WORK"
_TELL: dict[str, "pl.DataType | type[pl.DataType]"] = {
    "source": pl.String,
    "held_key": pl.String,
    "held_name": pl.String,
    "mobile_index": pl.Binary,
    "uscc": pl.String,
}
_OPEN = """
select source, source_key, name, mobile_index, uscc from leads_lead
where closed_at is null and (mobile_index = any(%s) or uscc <> '' and uscc = any(%s))
"""
_AT_WORK = """
select source_key, source_digest from leads_lead
where source = %s and source_key = any(%s) and (owner_id is not null or closed_at is not null)
"""
_CHANGED = """
update leads_lead set standing = 'PENDING', standing_reason = '', alike_customer_id = null
where id = any(%s) and standing <> 'PENDING'
"""


def _written_alike(
    _connection: "BaseDatabaseWrapper", _batch: Batch, frame: pl.DataFrame
) -> pl.DataFrame:
    """Write numbers as they are kept: what is compared and sealed has no prefix, hyphen or small letter."""
    return frame.with_columns(
        pl.col("mobile").map_elements(cn_id.compact_mobile, return_dtype=pl.String),
        pl.col("uscc").str.strip_chars().str.to_uppercase(),
    )


def _refused(
    connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame
) -> list[Rejection]:
    """Name the rows that nobody could call, that are a lead already, or that would change one at work; captures wait meanwhile."""
    take_every_turn(connection, TURN)
    nobody = frame.filter(pl.col("mobile").is_null() & pl.col("uscc").is_null())
    return [
        *_told(nobody, UNREACHABLE, "手机号码与统一社会信用代码不能都为空"),
        *_told(
            _twice(connection, batch, frame),
            TWICE,
            "该手机号码或统一社会信用代码已有跟进中的线索，或在本文件中重复",
        ),
        *_told(
            _at_work(connection, batch, frame),
            AT_WORK,
            "该线索已在跟进或已结束，名单中的变更未采用",
        ),
    ]


def _told(rows: pl.DataFrame, code: str, message: str) -> list[Rejection]:
    return [Rejection(line, "mobile", code, message) for line in rows.get_column("_line").to_list()]


def _twice(connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a person or company of whom there is an open lead under another number of the sender, or an earlier row."""
    blind = index.blind_many(INDEX, frame.get_column("mobile").fill_null("").to_list())
    rows = frame.select("_line", "name", "mobile", "uscc", "source_key").with_columns(
        pl.Series("mobile_index", blind, dtype=pl.Binary)
    )
    called = rows.filter(pl.col("mobile").is_not_null())
    coded = rows.filter(pl.col("uscc").is_not_null())
    held = copying.read_frame(
        connection,
        _OPEN,
        parameters=(
            called.get_column("mobile_index").to_list(),
            coded.get_column("uscc").to_list(),
        ),
        schema=_TELL,
    )
    is_other = (pl.col("source") != batch.source) | (pl.col("held_key") != pl.col("source_key"))
    by_number = called.join(held.drop("uscc"), on="mobile_index").filter(
        is_other & (pl.col("held_name") == pl.col("name"))
    )
    by_code = coded.join(held.drop("mobile_index"), on="uscc").filter(is_other)
    again = called.filter(~pl.struct("mobile", "name").is_first_distinct())
    coded_again = coded.filter(~pl.col("uscc").is_first_distinct())
    lines = pl.concat([one.select("_line") for one in (by_number, by_code, again, coded_again)])
    return lines.unique().sort("_line")


def _at_work(connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that would change a lead which somebody works on, or which has ended."""
    held = copying.read_frame(
        connection,
        _AT_WORK,
        parameters=(batch.source, frame.get_column("source_key").to_list()),
        schema={"source_key": pl.String, "_held": pl.Int64},
    )
    return frame.join(held, on="source_key").filter(pl.col("_held") != pl.col("source_digest"))


def _look_again(connection: "BaseDatabaseWrapper", _batch: Batch, frame: pl.DataFrame) -> None:
    """What was changed is compared with the customers anew."""
    copying.execute(connection, _CHANGED, (frame.get_column("id").to_list(),))


def _derived(frame: pl.DataFrame) -> pl.DataFrame:
    """Add score and reasons, and what every new lead begins with."""
    weights = rules.Weights(
        rules.read_points(keys.items_of(parameters.value(keys.POINTS))),
        rules.read_amounts(keys.items_of(parameters.value(keys.AMOUNTS))),
    )
    rows = frame.select("origin", "amount", "mobile_masked", "need", "kind").iter_rows()
    scores = [
        rules.score(
            rules.Traits(
                origin=origin or Origin.FILE,
                amount=amount,
                is_reachable=masked is not None,
                has_need=bool(need),
                is_company=kind == Kind.COMPANY,
            ),
            weights,
        )
        for origin, amount, masked, need, kind in rows
    ]
    return frame.with_columns(
        pl.col("mobile_masked").fill_null(""),
        mask_column(pl.col("need"), FieldClass.FREE_TEXT).fill_null("").alias("+need"),
        pl.Series("+score", [score.points for score in scores], dtype=pl.Int64),
        # Codes and numbers alone: as PostgreSQL writes an array.
        pl.Series("+reasons", [f"{{{','.join(score.reasons)}}}" for score in scores]),
    )


LEAD = MasterTable(
    name="leads.lead",
    title="线索",
    table="leads_lead",
    key=("lead_no",),
    values=(
        Column("lead_no", into="-", required=True),
        Column("kind", "code", default=Kind.PERSON.value, choices=Kind),
        Column("name", required=True, sensitive=FieldClass.NAME),
        Column("uscc"),
        Column("origin", "code", default=Origin.FILE.value, choices=Origin),
        Column("campaign"),
        Column("interest", "code", default=Interest.OTHER.value, choices=Interest),
        Column("need", into="-", sensitive=FieldClass.FREE_TEXT),
        Column("amount", "decimal"),
    ),
    lookups=(Lookup("org_code", "organization_org", "code", "org_id", message="查无此机构"),),
    sealed=(
        Sealed(
            "mobile",
            FIELD,
            "mobile_token",
            "mobile_masked",
            field_class=FieldClass.PHONE,
            index="mobile_index",
            index_field=INDEX,
        ),
    ),
    derive=_derived,
    constants={
        "state": State.POOL.value,
        "standing": Standing.PENDING.value,
        "standing_reason": "",
        "passed_by": "{}",
        "is_contacted": False,
        "discard_reason": "",
    },
    customer_column="customer_id",
    settle=_written_alike,
    screen=_refused,
    after_load=_look_again,
)
