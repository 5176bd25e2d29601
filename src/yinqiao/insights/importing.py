"""Where the files of tags go: the dictionary first, then the tags of customers."""

from datetime import date

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.insights.choices import ExpiryPolicy
from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import Column, Lookup, MasterTable, copying

CUSTOMER = Lookup(
    "customer_no", "customers_customer", "customer_no", "customer_id", message="查无此客户号"
)
TAG = Lookup("tag_code", "insights_tag", "code", "tag_id", message="标签字典中查无此标签编码")
CODE_TAKEN = "TAG_CODE_TAKEN"
_FOREVER = date(9999, 12, 31)


def _with_expiry(frame: pl.DataFrame) -> pl.DataFrame:
    policy = (
        pl.when(pl.col("valid_days").is_null())
        .then(pl.lit(ExpiryPolicy.NEVER.value))
        .otherwise(pl.lit(ExpiryPolicy.AFTER_DAYS.value))
    )
    return frame.with_columns(policy.alias("+expiry"))


def _with_end(frame: pl.DataFrame) -> pl.DataFrame:
    # The file's last day is included, our ends are exclusive.
    last = pl.col("until")
    return frame.with_columns(
        pl.when(last < _FOREVER).then(last.dt.offset_by("1d")).alias("+until")
    )


def _refuse(connection: BaseDatabaseWrapper, batch: Batch, frame: pl.DataFrame) -> list[Rejection]:
    """Refuse codes that another source has defined, and numbers of days that are none."""
    codes = frame.get_column("tag_code").to_list()
    query = "select code from insights_tag where source <> %s and code = any(%s)"
    taken = copying.read_frame(
        connection, query, parameters=(batch.source, codes), schema={"tag_code": pl.String}
    )
    lines = frame.join(taken, on="tag_code", how="semi").get_column("_line").to_list()
    found = [Rejection(line, "tag_code", CODE_TAKEN, "标签编码已由其他来源定义") for line in lines]
    wrong = frame.filter(pl.col("valid_days") <= 0).get_column("_line").to_list()
    return found + [
        Rejection(line, "valid_days", "TAG_DAYS", "有效天数须大于 0；长期有效请留空")
        for line in wrong
        if line not in lines
    ]


TAG_DEFINITION = MasterTable(
    name="insights.tag_definition",
    title="标签字典",
    table="insights_tag",
    key=("tag_code",),
    values=(
        Column("tag_code", into="code", required=True),
        Column("name", required=True),
        Column("kind", "code", default="MANUAL"),
        Column("owner"),
        Column("description"),
        Column("valid_days", "integer"),
    ),
    derive=_with_expiry,
    screen=_refuse,
)
CUSTOMER_TAG = MasterTable(
    name="insights.tag",
    title="客户标签",
    table="insights_customer_tag",
    key=("customer_no", "tag_code", "since"),
    values=(
        Column("since", "date", required=True),
        Column("until", "date", into="-"),
        Column("set_by"),
    ),
    lookups=(CUSTOMER, TAG),
    derive=_with_end,
    history="insights_history",
)
TARGETS = (TAG_DEFINITION, CUSTOMER_TAG)


def tag_codes(connection: BaseDatabaseWrapper) -> pl.Series:
    """Return the codes of the dictionary."""
    return copying.read_copy(
        connection, "select code from insights_tag where ended_on is null", {"code": pl.String}
    ).to_series()
