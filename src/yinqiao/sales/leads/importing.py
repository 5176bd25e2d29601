"""Where a list of leads goes: rows of people and companies who showed an interest (A56).

A row whose number an open lead has already, or an earlier row of the file, goes to quarantine with that reason. What is loaded is looked at
(A23) by a job before anybody gets it.
"""

from typing import TYPE_CHECKING

import polars as pl

from yinqiao.customers.choices import Kind
from yinqiao.platform import clock
from yinqiao.platform.crypto import index
from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import Column, Lookup, MasterTable, Sealed, copying
from yinqiao.platform.masking.columns import mask_column
from yinqiao.platform.masking.rules import FieldClass
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import rules
from yinqiao.sales.leads.choices import Interest, Origin, Standing, State

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

TWICE = "LEAD_TWICE"
UNREACHABLE = "LEAD_WITHOUT_NUMBER"
_OPEN = "select mobile_index, source, source_key from leads_lead where closed_at is null and mobile_index = any(%s)"


def _refused(
    connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame
) -> list[Rejection]:
    """Name the rows that nobody could call, and those whose number an open lead has under another number of the sender."""
    nobody = frame.filter(pl.col("mobile").is_null() & pl.col("uscc").is_null())
    found = [
        Rejection(line, "mobile", UNREACHABLE, "手机号码与统一社会信用代码不能都为空")
        for line in nobody.get_column("_line").to_list()
    ]
    called = frame.filter(pl.col("mobile").is_not_null()).select("_line", "mobile", "source_key")
    if called.is_empty():
        return found
    blind = index.blind_many("customers.contact", called.get_column("mobile").to_list())
    called = called.with_columns(pl.Series("mobile_index", blind, dtype=pl.Binary))
    held = copying.read_frame(
        connection,
        _OPEN,
        parameters=(blind,),
        schema={"mobile_index": pl.Binary, "source": pl.String, "held_key": pl.String},
    )
    others = called.join(held, on="mobile_index").filter(
        (pl.col("source") != batch.source) | (pl.col("held_key") != pl.col("source_key"))
    )
    again = called.filter(~pl.col("mobile").is_first_distinct())
    lines = {*others.get_column("_line").to_list(), *again.get_column("_line").to_list()}
    return found + [
        Rejection(line, "mobile", TWICE, "该手机号码已有跟进中的线索，或在本文件中重复")
        for line in sorted(lines)
    ]


def _derived(frame: pl.DataFrame) -> pl.DataFrame:
    """Add score and reasons, and what every new lead begins with."""
    weights = rules.Weights(
        rules.read_points(keys.items_of(parameters.value(keys.POINTS))),
        rules.read_amounts(keys.items_of(parameters.value(keys.AMOUNTS))),
    )
    now = clock.now()
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
        pl.lit(now).alias("+captured_at"),
        pl.lit(now).alias("+touched_at"),
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
            "leads.mobile",
            "mobile_token",
            "mobile_masked",
            field_class=FieldClass.PHONE,
            index="mobile_index",
            index_field="customers.contact",
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
    screen=_refused,
)
