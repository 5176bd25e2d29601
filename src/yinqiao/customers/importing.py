"""Where the files of customers, their numbers and their ties go."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.customers import main_periods, overview
from yinqiao.lib import pinyin
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.tables import (
    AppendTable,
    Column,
    Lookup,
    MasterTable,
    Sealed,
    copying,
)
from yinqiao.platform.masking.rules import FieldClass

HISTORY = "customers_history"
CUSTOMER = Lookup(
    "customer_no", "customers_customer", "customer_no", "customer_id", message="查无此客户号"
)
ORG = Lookup("org_code", "organization_org", "code", "org_id", message="查无此机构号")
STAFF = Lookup("staff_no", "organization_staff", "staff_no", "staff_id", message="查无此员工号")

_CONTACT_KINDS = {
    "MOBILE": "MOBILE",
    "HOME_PHONE": "LANDLINE",
    "WORK_PHONE": "LANDLINE",
    "EMAIL": "EMAIL",
    "WECOM": "WECOM",
}
_CONTACT_CLASSES = {
    "MOBILE": FieldClass.PHONE,
    "HOME_PHONE": FieldClass.PHONE,
    "WORK_PHONE": FieldClass.PHONE,
    "EMAIL": FieldClass.EMAIL,
    "WECOM": FieldClass.OTHER_ID,
}


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
        Column("marital_status", "code"),
        Column("education", "code"),
        Column("occupation", "code"),
        Column("household_no"),
        Column("is_staff", "boolean", default=False),
        Column("is_related_party", "boolean", into="is_shareholder", default=False),
        Column("is_self_employed", "boolean", default=False),
        Column("business_line", "code", default="RETAIL"),
        Column("opened_on", "date"),
        Column("status", "code", default="ACTIVE"),
        Column("tier", "code", into="-"),
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


def _id_classes(frame: pl.DataFrame) -> pl.Series:
    cards = pl.col("id_type").is_in(["ID_CARD", "RESIDENCE_PERMIT", "FOREIGN_RESIDENT_CARD"])
    return frame.select(
        pl.when(cards)
        .then(pl.lit(FieldClass.ID_NUMBER.value))
        .otherwise(pl.lit(FieldClass.OTHER_ID.value))
        .alias("class")
    ).to_series()


IDENTIFICATION = MasterTable(
    name="customers.identification",
    title="证件",
    table="customers_identification",
    key=("customer_no", "id_type", "id_number"),
    key_index="customers.identification.key",
    values=(
        Column("id_type", "code", required=True),
        Column("issuing_authority", into="issuer"),
        Column("issued_on", "date"),
        Column("valid_to", "date", into="expires_on"),
        Column("is_primary", "boolean", default=False),
        Column("verified_on", "date", into="-"),
        Column("holder_name", into="-", sensitive=FieldClass.NAME),
        Column("issuing_country", "code", into="-"),
    ),
    lookups=(CUSTOMER,),
    sealed=(
        Sealed(
            "id_number",
            "customers.identification",
            "number_token",
            "number_masked",
            index="number_index",
            class_of=_id_classes,
            normalise=lambda text: text.str.strip_chars().str.to_uppercase(),
            required=True,
        ),
    ),
    derive=lambda frame: frame.with_columns(
        pl.col("verified_on").is_not_null().alias("+is_verified")
    ),
    history=HISTORY,
)


def _contact_classes(frame: pl.DataFrame) -> pl.Series:
    return frame.get_column("contact_type").replace_strict(
        {key: value.value for key, value in _CONTACT_CLASSES.items()},
        default=FieldClass.OTHER_ID.value,
    )


CONTACT = MasterTable(
    name="customers.contact",
    title="联系方式",
    table="customers_contact_point",
    key=("customer_no", "contact_type", "value"),
    key_index="customers.contact.key",
    values=(
        Column("contact_type", "code", into="-", required=True),
        Column("is_primary", "boolean", default=False),
        Column("is_verified", "boolean", default=False),
        Column("verified_on", "date", into="updated_on"),
        Column("contact_person", into="-", sensitive=FieldClass.NAME),
        Column("do_not_disturb", "boolean", into="is_do_not_disturb", default=False),
    ),
    lookups=(CUSTOMER,),
    sealed=(
        Sealed(
            "value",
            "customers.contact",
            "value_token",
            "value_masked",
            index="value_index",
            class_of=_contact_classes,
            normalise=lambda text: (
                text.str.replace_all(r"[\s\-]", "")
                .str.replace(r"^(\+?86|0086)(1\d{10})$", "$2")
                .str.to_lowercase()
            ),
            required=True,
        ),
    ),
    derive=lambda frame: frame.with_columns(
        pl.col("contact_type").replace_strict(_CONTACT_KINDS, default="MOBILE").alias("+kind"),
        pl.col("contact_type").alias("+usage"),
    ),
    history=HISTORY,
)

ADDRESS = MasterTable(
    name="customers.address",
    title="地址",
    table="customers_address",
    key=("customer_no", "address_type"),
    values=(
        Column("address_type", "code", into="kind", required=True),
        Column("province"),
        Column("city"),
        Column("district"),
        Column("region_code"),
        Column("postcode"),
        Column("is_primary", "boolean", default=False),
    ),
    lookups=(CUSTOMER,),
    sealed=(
        Sealed(
            "detail",
            "customers.address",
            "street_token",
            "street_masked",
            field_class=FieldClass.ADDRESS,
            required=True,
        ),
    ),
    history=HISTORY,
)

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
    history=HISTORY,
)

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

TARGETS = (
    PERSON,
    COMPANY,
    IDENTIFICATION,
    CONTACT,
    ADDRESS,
    RELATION,
    EMPLOYMENT,
    FINANCE,
    ASSIGNMENT,
    REGISTRY_EVENT,
)


def customer_numbers(connection: BaseDatabaseWrapper) -> pl.Series:
    """Return the customer numbers known now."""
    return copying.read_copy(
        connection, "select customer_no from customers_customer", {"customer_no": pl.String}
    ).to_series()
