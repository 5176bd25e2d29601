"""Where the files of accounts, their parties, cards and standing orders go."""

import polars as pl

from yinqiao.holdings.choices import (
    AccountStatus,
    AccountType,
    CardLevel,
    CardStatus,
    CardType,
    Category,
)
from yinqiao.holdings.importing.lookups import (
    ACCOUNT,
    CUSTOMER,
    HISTORY,
    OPTIONAL_ACCOUNT,
    ORG,
    OWNED_ACCOUNT,
    PRODUCT,
)
from yinqiao.platform.imports.tables import Column, MasterTable, Sealed
from yinqiao.platform.masking.rules import FieldClass

ACCOUNT_TABLE = MasterTable(
    name="holdings.account",
    title="账户",
    table="holdings_account",
    key=("account_no",),
    key_index="holdings.account.key",
    values=(
        Column("account_type", "code", required=True, choices=AccountType),
        Column("account_class", "code"),
        Column("currency", "code", default="CNY"),
        Column("status", "code", default="ACTIVE", choices=AccountStatus),
        Column("opened_on", "date", required=True),
        Column("closed_on", "date"),
        Column("card_no", into="-", sensitive=FieldClass.CARD),
        Column("principal", "decimal"),
        Column("rate", "rate"),
        Column("term_days", "integer"),
        Column("value_on", "date"),
        Column("matures_on", "date"),
        Column("auto_renew", "boolean"),
        Column("balance", "decimal", default=0),
        Column("last_active_on", "date"),
    ),
    lookups=(CUSTOMER, PRODUCT, ORG),
    sealed=(
        Sealed(
            "account_no",
            "holdings.account",
            "number_token",
            "number_masked",
            field_class=FieldClass.ACCOUNT,
            index="number_index",
            required=True,
        ),
    ),
    history=HISTORY,
    feeds={"holdings.account": "account_no"},
)

ACCOUNT_PARTY = MasterTable(
    name="holdings.account_party",
    title="账户关系人",
    table="holdings_account_party",
    key=("account_no", "customer_no", "role"),
    key_index="holdings.account_party.key",
    values=(Column("role", "code", required=True), Column("party_no", into="-")),
    lookups=(ACCOUNT, CUSTOMER),
    history=HISTORY,
)

CARD = MasterTable(
    name="holdings.card",
    title="银行卡",
    table="holdings_card",
    key=("card_no",),
    key_index="holdings.card.key",
    values=(
        Column("card_type", "code", default="DEBIT", choices=CardType),
        Column("card_level", "code", choices=CardLevel),
        Column("status", "code", default="ACTIVE", choices=CardStatus),
        Column("issued_on", "date", required=True),
        Column("activated_on", "date"),
        Column("last_used_on", "date"),
        Column("credit_limit", "decimal"),
        Column("used_amount", "decimal"),
        Column("statement_day", "integer"),
        Column("is_main_card", "boolean"),
    ),
    lookups=(CUSTOMER, OPTIONAL_ACCOUNT),
    sealed=(
        Sealed(
            "card_no",
            "holdings.card",
            "number_token",
            "number_masked",
            field_class=FieldClass.CARD,
            index="number_index",
            required=True,
        ),
    ),
    history=HISTORY,
)

STANDING_ORDER = MasterTable(
    name="holdings.standing_order",
    title="约定转账",
    table="holdings_standing_order",
    key=("order_no",),
    values=(
        Column("order_no", into="-", required=True),
        Column("payee_bank"),
        Column("amount", "decimal", required=True),
        Column("category", "code", choices=Category),
    ),
    lookups=(OWNED_ACCOUNT,),
    sealed=(
        Sealed(
            "payee_account",
            "holdings.standing_order",
            "payee_token",
            "payee_masked",
            field_class=FieldClass.ACCOUNT,
        ),
    ),
    derive=lambda frame: frame.with_columns(pl.col("payee_masked").fill_null("")),
    history=HISTORY,
)
