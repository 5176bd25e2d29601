"""Where the files of employment, income and wealth go."""

import polars as pl

from yinqiao.customers.importing.lookups import CUSTOMER, HISTORY
from yinqiao.platform.imports.tables import Column, MasterTable

EMPLOYMENT = MasterTable(
    name="customers.employment",
    title="工作单位",
    table="customers_employment",
    key=("customer_no", "employer_name", "started_on"),
    values=(
        Column("employer_name", required=True),
        Column("employer_customer_no", into="employer_no"),
        Column("industry"),
        Column("position"),
        Column("monthly_income", "decimal", into="-"),
        Column("started_on", "date", into="valid_from"),
        Column("ended_on", "date", into="valid_to"),
        Column("status", "code", into="-"),
    ),
    lookups=(CUSTOMER,),
    derive=lambda frame: frame.with_columns(
        (pl.col("monthly_income") * 12).cast(pl.Decimal(20, 2)).alias("+annual_income")
    ),
    constants={"occupation": ""},
    history=HISTORY,
)

FINANCE = MasterTable(
    name="customers.finance",
    title="收入资产负债",
    table="customers_finance_figure",
    key=("customer_no", "kind", "item", "as_of"),
    values=(
        Column("kind", "code", required=True),
        Column("item", "code"),
        Column("amount", "decimal", required=True),
        Column("currency", "code", default="CNY"),
        Column("origin", "code", into="basis"),
        Column("as_of", "date", required=True),
    ),
    lookups=(CUSTOMER,),
    history=HISTORY,
)
