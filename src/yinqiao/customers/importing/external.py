"""Where files of external information go: public opinion, reports, registers, courts. Free text is masked before it is written."""

from typing import TYPE_CHECKING

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.customers.importing.lookups import CUSTOMER, HISTORY
from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import Column, MasterTable
from yinqiao.platform.masking.columns import mask_column
from yinqiao.platform.masking.rules import FieldClass

if TYPE_CHECKING:
    from datetime import date

_TEXTS = ("title", "summary", "link")


def _scanned(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        mask_column(pl.col(name), FieldClass.FREE_TEXT).alias(name) for name in _TEXTS
    )


def _refuse(_connection: BaseDatabaseWrapper, batch: Batch, frame: pl.DataFrame) -> list[Rejection]:
    day: date = batch.on
    ahead = frame.filter(pl.col("published_on") > day).get_column("_line").to_list()
    message = "发布日期晚于批次日期，请核对"
    return [Rejection(line, "published_on", "EXTERNAL_AHEAD", message) for line in ahead]


EXTERNAL_ITEM = MasterTable(
    name="customers.external_item",
    title="外部信息",
    table="customers_external_item",
    key=("item_no",),
    values=(
        Column("item_no", into="-", required=True),
        Column("kind", "code", required=True),
        Column("title", required=True, sensitive=FieldClass.FREE_TEXT),
        Column("summary", sensitive=FieldClass.FREE_TEXT),
        Column("origin", required=True),
        Column("published_on", "date", required=True),
        Column("link", sensitive=FieldClass.FREE_TEXT),
        Column("relevance", "code", default="MEDIUM"),
    ),
    lookups=(CUSTOMER,),
    constants={"attached_by_name": "", "withdrawn_by_name": "", "withdraw_reason": ""},
    derive=_scanned,
    screen=_refuse,
    history=HISTORY,
)
