"""Where files of roles at the bank go: staff, shareholders, related parties, suppliers (A13). The last day of a file is included."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.customers import main_periods
from yinqiao.customers.choices import PartyRoleKind
from yinqiao.customers.importing.lookups import CUSTOMER, HISTORY
from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import Column, MasterTable
from yinqiao.platform.masking.columns import mask_column
from yinqiao.platform.masking.rules import FieldClass

_UNKNOWN = "没有这种身份，请核对代码"
_BACKWARDS = "结束日期早于开始日期"


def _derived(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        mask_column(pl.col("grounds"), FieldClass.FREE_TEXT).alias("grounds"),
        main_periods.end_after("valid_to").alias("+valid_to"),
    )


def _refuse(
    _connection: BaseDatabaseWrapper, _batch: Batch, frame: pl.DataFrame
) -> list[Rejection]:
    known = pl.col("kind").is_in(PartyRoleKind.values)
    backwards = (pl.col("valid_to") < pl.col("valid_from")).fill_null(value=False)
    unknown = frame.filter(~known).get_column("_line").to_list()
    late = frame.filter(known & backwards).get_column("_line").to_list()
    return [
        *(Rejection(line, "kind", "ROLE_UNKNOWN", _UNKNOWN) for line in unknown),
        *(Rejection(line, "valid_to", "ROLE_BACKWARDS", _BACKWARDS) for line in late),
    ]


PARTY_ROLE = MasterTable(
    name="customers.party_role",
    title="本行关系身份",
    table="customers_party_role",
    key=("customer_no", "kind", "valid_from"),
    values=(
        Column("kind", "code", required=True),
        Column("valid_from", "date", required=True),
        Column("valid_to", "date", into="-"),
        Column("grounds", sensitive=FieldClass.FREE_TEXT),
    ),
    lookups=(CUSTOMER,),
    constants={"set_by_name": "", "end_reason": ""},
    derive=_derived,
    screen=_refuse,
    history=HISTORY,
)
