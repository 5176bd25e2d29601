"""Where the files of relations, managers and registry events go."""

import polars as pl

from yinqiao.customers import main_periods, overview, share_sums
from yinqiao.customers.importing.lookups import CUSTOMER, HISTORY, STAFF
from yinqiao.platform.imports.tables import AppendTable, Column, Lookup, MasterTable

RELATION = MasterTable(
    name="customers.relation",
    title="关系",
    table="customers_relation",
    key=("from_customer_no", "to_customer_no", "relation_type"),
    values=(
        Column("relation_type", "code", into="kind", required=True),
        Column("share_percent", "rate", into="-"),
        Column("valid_from", "date"),
        Column("valid_to", "date"),
        Column("is_verified", "boolean", default=False),
    ),
    lookups=(
        Lookup(
            "from_customer_no",
            "customers_customer",
            "customer_no",
            "customer_id",
            message="查无此客户号",
        ),
        Lookup(
            "to_customer_no",
            "customers_customer",
            "customer_no",
            "other_id",
            message="查无此客户号",
        ),
    ),
    # Shares of a company are kept in percent, as contracts and registers have them.
    derive=lambda frame: frame.with_columns(pl.col("share_percent").alias("+percent")),
    constants={"other_name": ""},
    part="outsider_id is null",
    screen=share_sums.over_whole,
    history=HISTORY,
)

ASSIGNMENT = MasterTable(
    name="customers.assignment",
    title="管户关系",
    table="customers_assignment",
    key=("customer_no", "staff_no", "role", "valid_from"),
    values=(
        Column("role", "code", required=True),
        Column("share_percent", "rate", into="-", required=True),
        Column("valid_from", "date", required=True),
        Column("valid_to", "date", into="-"),
        Column("reason", into="-"),
    ),
    lookups=(CUSTOMER, STAFF),
    # The file's last day is included, our ends are exclusive.
    derive=lambda frame: frame.with_columns(
        pl.col("share_percent").cast(pl.Decimal(5, 2)).alias("+share"),
        main_periods.end_after("valid_to").alias("+valid_to"),
    ),
    screen=main_periods.overlapping,
    history=HISTORY,
    after_finish=overview.write_main_rms,
)

REGISTRY_EVENT = AppendTable(
    name="customers.registry_event",
    title="工商司法变更",
    table="customers_registry_event",
    values=(
        Column("event_no", required=True),
        Column("event_type", "code", into="kind", required=True),
        Column("happened_on", "date", required=True),
        Column("old_value"),
        Column("new_value"),
        Column("origin"),
        Column("uscc", into="-"),
    ),
    lookups=(CUSTOMER,),
    unique=("event_no",),
)
