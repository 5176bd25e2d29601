"""Where the files of persons and companies go."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.customers.choices import Education, MaritalStatus, Occupation, Tier
from yinqiao.customers.importing.lookups import HISTORY, ORG
from yinqiao.lib import pinyin
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.tables import Column, MasterTable, copying
from yinqiao.platform.masking.rules import FieldClass


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    """Add what search and sorting need of a name: grams, pinyin, initials, sort key."""
    names = frame.get_column("name").to_list()
    readings = [pinyin.romanise(name) for name in names]
    return frame.with_columns(
        pl.Series(
            "+name_grams", [_array(pinyin.name_grams(name)) for name in names], dtype=pl.String
        ),
        pl.Series("+pinyin", [reading.full for reading in readings], dtype=pl.String),
        pl.Series("+initials", [reading.initials for reading in readings], dtype=pl.String),
        pl.Series("+sort_key", [reading.sort_key for reading in readings], dtype=pl.String),
    )


def _array(grams: list[str]) -> str:
    quoted = ('"' + gram.replace("\\", "\\\\").replace('"', '\\"') + '"' for gram in grams)
    return "{" + ",".join(quoted) + "}"


PERSON = MasterTable(
    name="customers.person",
    title="个人客户",
    table="customers_customer",
    key=("customer_no",),
    values=(
        Column("customer_no", required=True),
        Column("name", required=True, sensitive=FieldClass.NAME),
        Column("sex", "code", default="U"),
        Column("birth_on", "date", sensitive=FieldClass.BIRTH_DATE),
        Column("nationality", "code"),
        Column("marital_status", "code", choices=MaritalStatus),
        Column("education", "code", choices=Education),
        Column("occupation", "code", choices=Occupation),
        Column("household_no"),
        Column("is_staff", "boolean", default=False),
        Column("is_related_party", "boolean", into="is_shareholder", default=False),
        Column("is_self_employed", "boolean", default=False),
        Column("business_line", "code", default="RETAIL"),
        Column("opened_on", "date"),
        Column("status", "code", default="ACTIVE"),
        Column("tier", "code", into="-", choices=Tier),
        Column("industry", into="-"),
        Column("is_resident", "boolean", into="-"),
        Column("closed_on", "date", into="-"),
        Column("updated_at", "datetime", into="-"),
    ),
    lookups=(ORG,),
    part="kind = 'PERSON'",
    constants={"kind": "PERSON", "party_type": "RETAIL", "former_name": "", "attributes": "{}"},
    history=HISTORY,
    customer_column="id",
    derive=_named,
    feeds={"customers.customer": "customer_no"},
)


def _companies(connection: BaseDatabaseWrapper, _batch: Batch, frame: pl.DataFrame) -> None:
    copying.execute(
        connection,
        "delete from customers_company where customer_id = any(%s)",
        (frame.get_column("id").to_list(),),
    )
    copying.copy_frame(
        connection,
        "customers_company",
        frame.select(
            pl.col("id").alias("customer_id"),
            pl.col("uscc").fill_null(""),
            pl.col("industry").fill_null(""),
            pl.col("company_size").fill_null("").alias("scale"),
            pl.lit("").alias("company_type"),
            pl.col("registered_capital"),
            pl.col("established_on").alias("registered_on"),
            pl.col("business_scope").fill_null(""),
            pl.col("staff_count").alias("employees"),
            pl.col("annual_revenue"),
        ),
    )


COMPANY = MasterTable(
    name="customers.company",
    title="对公客户",
    table="customers_customer",
    key=("customer_no",),
    values=(
        Column("customer_no", required=True),
        Column("name", required=True, sensitive=FieldClass.COMPANY_NAME),
        Column("party_type", "code", default="CORP"),
        Column("is_self_employed", "boolean", default=False),
        Column("opened_on", "date"),
        Column("status", "code", default="ACTIVE"),
        Column("uscc", into="-"),
        Column("industry", into="-"),
        Column("company_size", "code", into="-"),
        Column("registered_capital", "decimal", into="-"),
        Column("established_on", "date", into="-"),
        Column("business_scope", into="-"),
        Column("staff_count", "integer", into="-"),
        Column("annual_revenue", "decimal", into="-"),
        Column("short_name", into="-"),
        Column("legal_representative_name", into="-", sensitive=FieldClass.NAME),
        Column("is_sme", "boolean", into="-"),
        Column("is_listed", "boolean", into="-"),
        Column("group_no", into="household_no"),
        Column("licence_valid_to", "date", into="-"),
        Column("capital_currency", "code", into="-"),
        Column("total_assets", "decimal", into="-"),
        Column("region_code", into="-"),
        Column("closed_on", "date", into="-"),
        Column("updated_at", "datetime", into="-"),
    ),
    lookups=(ORG,),
    part="kind = 'COMPANY'",
    constants={
        "kind": "COMPANY",
        "former_name": "",
        "sex": "U",
        "nationality": "",
        "marital_status": "",
        "education": "",
        "occupation": "",
        "business_line": "CORPORATE",
        "is_staff": False,
        "is_shareholder": False,
        "attributes": "{}",
    },
    history=HISTORY,
    customer_column="id",
    derive=_named,
    after_load=_companies,
    feeds={"customers.customer": "customer_no"},
)
