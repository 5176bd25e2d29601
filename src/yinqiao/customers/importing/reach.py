"""Where the files of documents, contacts and addresses go."""

import polars as pl

from yinqiao.customers.choices import ContactUsage
from yinqiao.customers.importing.lookups import CUSTOMER, HISTORY
from yinqiao.platform.imports.tables import Column, MasterTable, Sealed
from yinqiao.platform.masking.rules import FieldClass

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
        Column("contact_type", "code", into="-", required=True, choices=ContactUsage),
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
