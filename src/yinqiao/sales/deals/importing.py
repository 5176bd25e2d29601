"""Where a file of answers about orders goes (A60): kept row by row, then looked at by a job in the order in which they were told."""

from typing import TYPE_CHECKING

import polars as pl

from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import Column, MasterTable, copying
from yinqiao.platform.masking.columns import mask_column
from yinqiao.platform.masking.rules import FieldClass
from yinqiao.sales.deals import rules
from yinqiao.sales.deals.choices import OrderState

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

NOT_TOLD = "ORDER_STATE"
DIFFERS = "ORDER_ANSWER_DIFFERS"
_KNOWN = (
    "select source_key, state from deals_order_answer where source = %s and source_key = any(%s)"
)


def _refused(
    connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame
) -> list[Rejection]:
    """Name the rows with a state that no system tells, and those whose sequence told another state before."""
    told = pl.col("state").is_in([state.value for state in rules.TOLD])
    wrong = frame.filter(~told).get_column("_line").to_list()
    held = copying.read_frame(
        connection,
        _KNOWN,
        parameters=(batch.source, frame.get_column("source_key").to_list()),
        schema={"source_key": pl.String, "_held": pl.String},
    )
    other = frame.join(held, on="source_key").filter(told & (pl.col("_held") != pl.col("state")))
    return [
        *(Rejection(line, "state", NOT_TOLD, "该状态不能由回执告知") for line in wrong),
        *(
            Rejection(line, "sequence", DIFFERS, "该申请的同一序号此前已告知另一状态")
            for line in other.get_column("_line").to_list()
        ),
    ]


def _derived(frame: pl.DataFrame) -> pl.DataFrame:
    """Mask what a reason tells of persons; empty texts are texts."""
    return frame.with_columns(
        mask_column(pl.col("reason"), FieldClass.FREE_TEXT).fill_null("").alias("+reason"),
        pl.col("external_no").fill_null(""),
    )


ANSWER = MasterTable(
    name="deals.order_answer",
    title="开立回执",
    table="deals_order_answer",
    key=("order_no", "sequence"),
    values=(
        Column("order_no", required=True),
        Column("sequence", "integer", required=True),
        Column("told_at", "datetime", required=True),
        Column("state", "code", required=True, choices=OrderState),
        Column("external_no"),
        Column("reason", into="-", sensitive=FieldClass.FREE_TEXT),
    ),
    derive=_derived,
    constants={"outcome": ""},
    customer_column="customer_id",
    screen=_refused,
)
